package org.sextant.rules.protocol;

import io.quarkus.cache.Cache;
import io.quarkus.cache.CacheName;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Parameters;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.sextant.identity.Caller;
import org.sextant.web.representation.Position;

/** The clinic's protocols. The first query of a clinic inserts the shipped protocols. */
@ApplicationScoped
public class ProtocolRepository implements PanacheRepositoryBase<Protocol, Protocol.Key> {

    private final ShippedProtocolRepository shipped;
    private final Caller caller;
    private final Cache revisions;

    ProtocolRepository(
            ShippedProtocolRepository shipped, Caller caller, @CacheName("protocol-revisions") Cache revisions) {
        this.shipped = shipped;
        this.caller = caller;
        this.revisions = revisions;
    }

    /** Inserts the shipped protocols, for callers that query the table without this repository. */
    public void seedShipped() {
        shipped.seed();
    }

    /** The latest revision, if the clinic has a protocol with this code. */
    public Optional<Protocol> findLatest(String code) {
        shipped.seed();
        return find("code = ?1 order by revision desc", code).firstResultOptional();
    }

    /** The revision that a course was planned with. */
    public Protocol get(String code, int revision) {
        return find("code = ?1 and revision = ?2", code, revision).singleResult();
    }

    /** The rules of a revision. A revision never changes, so only the first call queries the database. */
    public Rules rules(String code, int revision) {
        return revisions
                .get(
                        new Protocol.Key(caller.clinic(), code, revision),
                        key -> get(code, revision).rules())
                .await()
                .indefinitely();
    }

    /** The revision, if the clinic has it already: the shipped protocols are not inserted first. */
    public Optional<Protocol> findStored(String code, int revision) {
        return find("code = ?1 and revision = ?2", code, revision).singleResultOptional();
    }

    /** The revision, if the clinic has it. */
    public Optional<Protocol> findRevision(String code, int revision) {
        shipped.seed();
        return find("code = ?1 and revision = ?2", code, revision).singleResultOptional();
    }

    /** Inserts at once, so that a duplicate key fails here and not at the end of the transaction. */
    Protocol add(Protocol protocol) {
        persist(protocol);
        flush();
        return protocol;
    }

    /** The latest revisions, by code. */
    List<Protocol> list(Position after, int size) {
        shipped.seed();
        return find(
                        "from Protocol p where p.code > :code and p.revision = (select max(other.revision)"
                                + " from Protocol other where other.code = p.code and other.clinicId = p.clinicId)"
                                + " order by p.code",
                        Parameters.with("code", after.sort()))
                .page(0, size)
                .list();
    }
}
