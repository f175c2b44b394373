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
 * Executes a create once for each client id, whatever the number and timing of the retries. The insert comes first, and
 * only a failed insert causes a query for the id, so a new create costs no extra query.
 */
@ApplicationScoped
public class IdempotentCreate {

    /** Statuses of refusals that depend on stored records, so that the first attempt itself may have caused them. */
    private static final Set<Integer> STATE_DEPENDENT = Set.of(409, 422);

    private final Caller caller;
    private final InstantSource time;

    IdempotentCreate(Caller caller, InstantSource time) {
        this.caller = caller;
        this.time = time;
    }

    /**
     * The outcome of a create.
     *
     * @param replayed true where an earlier request has created the record
     */
    public record Outcome<T>(T record, boolean replayed) {}

    /**
     * Creates the record, or finds the record that an earlier request with equal content has created.
     *
     * @param id the client's id, or null
     * @param content the content that two equal creates have in common, including the parent's id
     * @param records the repository of the record
     * @param create creates the record, in a new transaction unless a transaction is already open
     * @throws ProblemException 409 {@code id-reuse} where the id belongs to other content; else the exception of create
     */
    public <R extends ClinicRecord> Outcome<R> execute(
            UUID id, Object content, ClinicRepository<R> records, Function<Provenance, R> create) {
        return execute(id, content, records, create, Function.identity());
    }

    /**
     * As {@link #execute(UUID, Object, ClinicRepository, Function)}, for a create whose result is more than the record.
     *
     * @param ofStored builds the result from a record that an earlier request has created
     */
    public <R extends ClinicRecord, T> Outcome<T> execute(
            UUID id,
            Object content,
            ClinicRepository<R> records,
            Function<Provenance, T> create,
            Function<R, T> ofStored) {
        var provenance = provenance(id, content);
        if (id == null) {
            return new Outcome<>(create.apply(provenance), false);
        }
        // A failed insert would end an open transaction, so the query comes first there.
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
            if (inTransaction() || !mayBeReplay(refusal)) {
                throw refusal;
            }
            var record = find(provenance, records).orElseThrow(() -> refusal);
            return new Outcome<>(ofStored.apply(record), true);
        }
    }

    private static <R extends ClinicRecord> Optional<R> find(Provenance provenance, ClinicRepository<R> records) {
        var stored = records.find(provenance.id());
        if (stored.isPresent() && !stored.get().isOf(provenance)) {
            throw idReuse(records, provenance.id());
        }
        return stored;
    }

    /**
     * Executes many creates in the open transaction, with one query for existing records and one batch of inserts. A
     * refused create does not affect the other creates.
     *
     * @param create creates the record, or throws a {@link ProblemException}
     * @return one result for each create, in the order of the creates
     */
    public <Q, R extends ClinicRecord> List<CreateResult> executeAll(
            List<PendingCreate<Q>> creates, ClinicRepository<R> records, Function<PendingCreate<Q>, R> create) {
        var stored = records.ofIds(
                creates.stream().map(pending -> pending.provenance().id()).toList());
        var results = creates.stream()
                .map(pending -> result(pending, stored, records, create))
                .toList();
        records.flush();
        return results;
    }

    /** @param stored the existing records by id; a created record is added */
    private static <Q, R extends ClinicRecord> CreateResult result(
            PendingCreate<Q> pending,
            Map<UUID, R> stored,
            ClinicRepository<R> records,
            Function<PendingCreate<Q>, R> create) {
        var present = stored.get(pending.provenance().id());
        if (present != null) {
            return present.isOf(pending.provenance())
                    ? CreateResult.REPLAYED
                    : CreateResult.refused(idReuse(records, present.id()));
        }
        try {
            var record = create.apply(pending);
            records.persist(record);
            stored.put(record.id(), record);
            return CreateResult.CREATED;
        } catch (ProblemException refusal) {
            return CreateResult.refused(refusal);
        }
    }

    /**
     * One of many creates. Without a client's id, the id depends only on the content, so that a client can repeat a
     * batch. The time of recording is at least one microsecond after the previous create: for two items with one time,
     * their order in the request decides.
     *
     * @param before the previous create of the request; null for the first create
     */
    public <Q> PendingCreate<Q> pending(UUID id, Object content, Q request, PendingCreate<Q> before) {
        var now = time.instant();
        var earliest = before == null ? now : before.provenance().recordedAt().plus(1, ChronoUnit.MICROS);
        return new PendingCreate<>(
                request,
                provenance(
                        id == null ? ContentHash.id(content) : id, content, now.isBefore(earliest) ? earliest : now));
    }

    /** The provenance of a record that is created now from {@code content}; a null id becomes a UUID of version 7. */
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

    /** Whoever sent a retry that differs from the first attempt finds there what the first attempt recorded. */
    private static ProblemException idReuse(ClinicRepository<?> records, UUID id) {
        var refusal = CommonProblem.ID_REUSE.because("A record with this id exists, made from other content.");
        records.path(id).ifPresent(path -> refusal.with("existing", path));
        return refusal;
    }

    /** True where a transaction is open, such as the transaction of a request with an idempotency key. */
    public static boolean inTransaction() {
        return QuarkusTransaction.getStatus() != Status.STATUS_NO_TRANSACTION;
    }

    /**
     * True for refusals that the first attempt may have caused: the constraint of the id, or a rule that the first
     * attempt has made fail, such as a course that is now full. Also true for a device's clock that was set since the
     * first attempt, so that a time now lies in the future.
     */
    private static boolean mayBeReplay(RuntimeException refusal) {
        return refusal instanceof ConstraintViolationException
                || (refusal instanceof ProblemException problem
                        && STATE_DEPENDENT.contains(problem.type().status()));
    }
}
