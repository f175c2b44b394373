package org.sextant.record;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Status;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.id.uuid.UuidVersion7Strategy;
import org.sextant.identity.Caller;
import org.sextant.web.problem.CommonProblem;
import org.sextant.web.problem.ProblemException;

/**
 * Carries out a create once for each client id, whatever the number and timing of the retries. The id is tried first
 * and looked up only when the try fails, so a create that is new pays nothing for it.
 */
@ApplicationScoped
public class IdempotentCreate {

    private static final Set<Integer> JUDGED_BY_STATE = Set.of(409, 422);

    private final Caller caller;
    private final InstantSource time;

    IdempotentCreate(Caller caller, InstantSource time) {
        this.caller = caller;
        this.time = time;
    }

    /**
     * The outcome of a create.
     *
     * @param replayed true where an earlier request had made the record
     */
    public record Outcome<T>(T record, boolean replayed) {}

    /**
     * Creates the record, or finds the one that the same request made before.
     *
     * @param id the client's id, or null
     * @param content all that makes one create equal another, its parent's id included
     * @param records where a record with this id would be
     * @param create makes the record, in a transaction of its own unless one is under way
     * @throws ProblemException 409 {@code id-reuse} where the id belongs to other content; else what create throws
     */
    public <R extends ClinicRecord> Outcome<R> once(
            UUID id, Object content, ClinicRepository<R> records, Function<Provenance, R> create) {
        return once(id, content, records, create, Function.identity());
    }

    /**
     * The same where what is made is more than the record.
     *
     * @param ofStored tells the same of a record that an earlier request had made
     */
    public <R extends ClinicRecord, T> Outcome<T> once(
            UUID id,
            Object content,
            ClinicRepository<R> records,
            Function<Provenance, T> create,
            Function<R, T> ofStored) {
        var provenance = provenance(id, content);
        if (id == null) {
            return new Outcome<>(create.apply(provenance), false);
        }
        // In a transaction that has to go on, the try must not fail for a record that is there.
        var stored = inTransaction() ? find(provenance, records) : Optional.<R>empty();
        return stored.map(record -> new Outcome<>(ofStored.apply(record), true))
                .orElseGet(() -> tried(provenance, records, create, ofStored));
    }

    private static <R extends ClinicRecord, T> Outcome<T> tried(
            Provenance provenance,
            ClinicRepository<R> records,
            Function<Provenance, T> create,
            Function<R, T> ofStored) {
        try {
            return new Outcome<>(create.apply(provenance), false);
        } catch (RuntimeException refusal) {
            if (inTransaction() || !mayBeDoneAlready(refusal)) {
                throw refusal;
            }
            var record = find(provenance, records).orElseThrow(() -> refusal);
            return new Outcome<>(ofStored.apply(record), true);
        }
    }

    private static <R extends ClinicRecord> Optional<R> find(Provenance provenance, ClinicRepository<R> records) {
        var stored = records.find(provenance.id());
        if (stored.isPresent() && !stored.get().isOf(provenance)) {
            throw idReuse();
        }
        return stored;
    }

    /**
     * Carries out many creates in the transaction under way: one look for those that are there already, and one batch of
     * inserts. One that is refused harms none of the others.
     *
     * @param create makes the record, or throws a {@link ProblemException}
     * @return what became of each, in order
     */
    public <Q, R extends ClinicRecord> List<CreateResult> each(
            List<PendingCreate<Q>> candidates, ClinicRepository<R> records, Function<PendingCreate<Q>, R> create) {
        var stored = records.ofIds(
                candidates.stream().map(one -> one.provenance().id()).toList());
        var taken = candidates.stream()
                .map(candidate -> take(candidate, stored, records, create))
                .toList();
        records.flush();
        return taken;
    }

    /** @param stored the records that are there, this one too from now on */
    private static <Q, R extends ClinicRecord> CreateResult take(
            PendingCreate<Q> candidate,
            Map<UUID, R> stored,
            ClinicRepository<R> records,
            Function<PendingCreate<Q>, R> create) {
        var present = stored.get(candidate.provenance().id());
        if (present != null) {
            return present.isOf(candidate.provenance()) ? CreateResult.REPLAYED : CreateResult.refused(idReuse());
        }
        try {
            var record = create.apply(candidate);
            records.persist(record);
            stored.put(record.id(), record);
            return CreateResult.CREATED;
        } catch (ProblemException refusal) {
            return CreateResult.refused(refusal);
        }
    }

    /**
     * One of many creates. Without an id of the client's it has one that follows from its content, so that the same batch
     * can be sent again. It is recorded after the one before it, by a microsecond at least: the place among the items
     * decides where two of them are of one moment.
     *
     * @param before the one before it in the same request; null for the first one
     */
    public <Q> PendingCreate<Q> candidate(UUID id, Object content, Q request, PendingCreate<Q> before) {
        var now = time.instant();
        var earliest = before == null ? now : before.provenance().recordedAt().plus(1, ChronoUnit.MICROS);
        return new PendingCreate<>(
                request,
                provenance(
                        id == null ? ContentHash.id(content) : id, content, now.isBefore(earliest) ? earliest : now));
    }

    /** The provenance of a record that is made now from {@code content}, with an id of version 7 where none was sent. */
    public Provenance provenance(UUID id, Object content) {
        return provenance(id, content, time.instant());
    }

    private Provenance provenance(UUID id, Object content, Instant recordedAt) {
        return new Provenance(
                id == null ? UuidVersion7Strategy.INSTANCE.generateUuid(null) : id,
                caller.clinic(),
                recordedAt,
                caller.subject(),
                ContentHash.of(content));
    }

    private static ProblemException idReuse() {
        return CommonProblem.ID_REUSE.because("A record with this id exists, made from other content.");
    }

    /** True where something larger is under way, such as the request of a key. */
    public static boolean inTransaction() {
        return QuarkusTransaction.getStatus() != Status.STATUS_NO_TRANSACTION;
    }

    /**
     * The id's own constraint, a rule that the first try has made true (a course that is full by now, say), or a device's
     * clock that has been set since, by which a time would now lie in the future.
     */
    private static boolean mayBeDoneAlready(RuntimeException refusal) {
        return refusal instanceof ConstraintViolationException
                || (refusal instanceof ProblemException problem
                        && JUDGED_BY_STATE.contains(problem.type().status()));
    }
}
