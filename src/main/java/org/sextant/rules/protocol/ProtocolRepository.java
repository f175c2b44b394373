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

/** The clinic's protocols, which include the shipped ones from the first look on. */
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

    /** Gives the clinic the shipped protocols, for whoever looks at them past this repository. */
    public void seedShipped() {
        shipped.seed();
    }

    /** The latest revision, if the clinic has a protocol of this code. */
    public Optional<Protocol> findLatest(String code) {
        shipped.seed();
        return find("code = ?1 order by revision desc", code).firstResultOptional();
    }

    /** The revision that a course was created with. */
    public Protocol get(String code, int revision) {
        return find("code = ?1 and revision = ?2", code, revision).singleResult();
    }

    /** What that revision says. It never changes, so only the first look at it asks the database. */
    public Rules rules(String code, int revision) {
        return revisions
                .get(
                        new Protocol.Key(caller.clinic(), code, revision),
                        key -> get(code, revision).rules())
                .await()
                .indefinitely();
    }

    /** That revision, if the clinic has it. */
    public Optional<Protocol> findRevision(String code, int revision) {
        shipped.seed();
        return find("code = ?1 and revision = ?2", code, revision).singleResultOptional();
    }

    /** Inserts at once, so that the key speaks here and not at the end of the transaction. */
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
