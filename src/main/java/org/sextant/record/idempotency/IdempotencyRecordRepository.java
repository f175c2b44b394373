package org.sextant.record.idempotency;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import org.sextant.identity.Caller;

/** The stored answers to requests with a key. */
@ApplicationScoped
class IdempotencyRecordRepository implements PanacheRepositoryBase<IdempotencyRecord, IdempotencyRecord.Key> {

    private final Caller caller;

    IdempotencyRecordRepository(Caller caller) {
        this.caller = caller;
    }

    /** The identity of the caller's answer under this key. */
    IdempotencyRecord.Key keyOfCaller(String key) {
        return new IdempotencyRecord.Key(caller.clinic(), caller.subject(), key);
    }

    /** Locks the key for this transaction; false where another transaction has locked the key. */
    boolean tryLock(IdempotencyRecord.Key key) {
        return (boolean) getEntityManager()
                .createNativeQuery("SELECT pg_try_advisory_xact_lock(hashtextextended(:name, 0))")
                .setParameter("name", key.toString())
                .getSingleResult();
    }

    /** The stored answer; empty where the key was never used, or its answer was deleted after 30 days. */
    Optional<IdempotencyRecord> find(IdempotencyRecord.Key key) {
        return find("client = ?1 and idempotencyKey = ?2", key.client(), key.idempotencyKey())
                .singleResultOptional();
    }

    /** Deletes at most {@code size} answers of all clinics before {@code before}, oldest first; returns the number. */
    int purge(Instant before, int size) {
        return (int) getEntityManager()
                .createNativeQuery("SELECT forget_answers(:before, :size)")
                .setParameter("before", before)
                .setParameter("size", size)
                .getSingleResult();
    }
}
