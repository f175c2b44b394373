package org.sextant.record.idempotency;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import org.sextant.identity.Caller;

/** The answers that were given under keys. */
@ApplicationScoped
class IdempotencyRecordRepository implements PanacheRepositoryBase<IdempotencyRecord, IdempotencyRecord.Key> {

    private final Caller caller;

    IdempotencyRecordRepository(Caller caller) {
        this.caller = caller;
    }

    /** What a key of the caller names. */
    IdempotencyRecord.Key named(String key) {
        return new IdempotencyRecord.Key(caller.clinic(), caller.subject(), key);
    }

    /** Takes the key for this transaction; false where another one has it. */
    boolean take(IdempotencyRecord.Key key) {
        return (boolean) getEntityManager()
                .createNativeQuery("SELECT pg_try_advisory_xact_lock(hashtextextended(:name, 0))")
                .setParameter("name", key.toString())
                .getSingleResult();
    }

    /** Empty where the key was never used, or so long ago that its answer is purged. */
    Optional<IdempotencyRecord> find(IdempotencyRecord.Key key) {
        return find("client = ?1 and idempotencyKey = ?2", key.client(), key.idempotencyKey())
                .singleResultOptional();
    }

    /** Removes so many answers of all clinics at most, the oldest first; tells how many there were. */
    int purge(Instant before, int size) {
        return (int) getEntityManager()
                .createNativeQuery("SELECT forget_answers(:before, :size)")
                .setParameter("before", before)
                .setParameter("size", size)
                .getSingleResult();
    }
}
