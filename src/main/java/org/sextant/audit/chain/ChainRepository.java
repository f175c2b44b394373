package org.sextant.audit.chain;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.Session;
import org.sextant.identity.Caller;

/** The chain of the caller's clinic and its checkpoints. Native SQL, so each statement names the clinic. */
@ApplicationScoped
class ChainRepository {

    private final EntityManager database;
    private final Caller caller;

    ChainRepository(EntityManager database, Caller caller) {
        this.database = database;
        this.caller = caller;
    }

    /** The last link of a chain. */
    record Head(long n, String xid, long seq, String hash) {}

    /** Locks the chain of the clinic for this transaction; false where another replica has locked the chain. */
    boolean tryLock() {
        return (boolean) database.createNativeQuery("SELECT pg_try_advisory_xact_lock(hashtextextended(:name, 0))")
                .setParameter("name", "sextant.seal " + caller.clinic())
                .getSingleResult();
    }

    /** The last link; for an empty chain, a head with the number 0. */
    Head head() {
        return heads("ORDER BY n DESC LIMIT 1", Map.of())
                .orElseGet(() -> new Head(0, "0", 0, TrailEntry.beginning(caller.clinic())));
    }

    /** The hash of the link {@code n} in hexadecimal; empty where the chain does not have the link. */
    Optional<String> hashOf(long n) {
        return heads("AND n = :n", Map.of("n", n)).map(Head::hash);
    }

    private Optional<Head> heads(String condition, Map<String, Object> parameters) {
        var query = database.unwrap(Session.class)
                .createNativeQuery(
                        "SELECT n, CAST(xid AS text) AS xid, seq, encode(hash, 'hex') AS hash FROM audit_link WHERE clinic_id = :clinic "
                                + condition,
                        Tuple.class)
                .addScalar("n", Long.class)
                .addScalar("xid", String.class)
                .addScalar("seq", Long.class)
                .addScalar("hash", String.class)
                .setParameter("clinic", caller.clinic());
        parameters.forEach(query::setParameter);
        return query.getResultList().stream()
                .findFirst()
                .map(row -> new Head(
                        row.get("n", Long.class),
                        row.get("xid", String.class),
                        row.get("seq", Long.class),
                        row.get("hash", String.class)));
    }

    /** Appends links to the chain. */
    void link(List<TrailEntry> entries) {
        var clinic = caller.clinic();
        database.unwrap(Session.class).doWork(connection -> {
            try (var insert = connection.prepareStatement(
                    "INSERT INTO audit_link (clinic_id, n, xid, seq, hash) VALUES (?, ?, CAST(? AS xid8), ?, ?)")) {
                for (var entry : entries) {
                    insert.setObject(1, clinic);
                    insert.setLong(2, entry.n());
                    insert.setString(3, entry.xid());
                    insert.setLong(4, entry.seq());
                    insert.setBytes(5, HexFormat.of().parseHex(entry.hash()));
                    insert.addBatch();
                }
                insert.executeBatch();
            }
        });
    }

    /** Stores a checkpoint beside the chain. */
    void store(Checkpoint checkpoint) {
        database.createNativeQuery(
                        "INSERT INTO audit_checkpoint (clinic_id, n, hash, at, number, signature) VALUES (:clinic, :n, :hash, :at, :number, :signature)")
                .setParameter("clinic", caller.clinic())
                .setParameter("n", checkpoint.n())
                .setParameter("hash", HexFormat.of().parseHex(checkpoint.hash()))
                .setParameter("at", checkpoint.at())
                .setParameter("number", checkpoint.number())
                .setParameter("signature", Base64.getDecoder().decode(checkpoint.signature()))
                .executeUpdate();
    }

    /** Deletes the checkpoints that need not stay ({@link CheckpointNumbers}). */
    void thin() {
        database.createNativeQuery("SELECT thin_checkpoints()").getSingleResult();
    }

    /** The last checkpoint of the database. */
    Optional<Checkpoint> latestCheckpoint() {
        return checkpoints("ORDER BY n DESC, number DESC LIMIT 1", Map.of()).stream()
                .findFirst();
    }

    /** The checkpoints of the database that cover links after {@code after}, in order. */
    List<Checkpoint> checkpointsAfter(long after) {
        return checkpoints("AND n > :after ORDER BY n, number", Map.of("after", after));
    }

    private List<Checkpoint> checkpoints(String condition, Map<String, Object> parameters) {
        var query = database.unwrap(Session.class)
                .createNativeQuery(
                        "SELECT n, encode(hash, 'hex') AS hash, at, number, encode(signature, 'base64') AS signature"
                                + " FROM audit_checkpoint WHERE clinic_id = :clinic " + condition,
                        Tuple.class)
                .addScalar("n", Long.class)
                .addScalar("hash", String.class)
                .addScalar("at", Instant.class)
                .addScalar("number", Long.class)
                .addScalar("signature", String.class)
                .setParameter("clinic", caller.clinic());
        parameters.forEach(query::setParameter);
        return query.getResultList().stream()
                .map(row -> new Checkpoint(
                        caller.clinic(),
                        row.get("n", Long.class),
                        row.get("hash", String.class),
                        row.get("at", Instant.class),
                        row.get("number", Long.class),
                        row.get("signature", String.class).replace("\n", "")))
                .toList();
    }
}
