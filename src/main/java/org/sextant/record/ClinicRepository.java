package org.sextant.record;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Parameters;
import jakarta.persistence.LockModeType;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.exception.ConstraintViolationException;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;
import org.sextant.web.problem.CommonProblem;
import org.sextant.web.problem.ProblemException;
import org.sextant.web.representation.Position;

/** The look-ups that all records share; the caller's clinic is part of each. */
public abstract class ClinicRepository<R extends ClinicRecord> implements PanacheRepositoryBase<R, UUID> {

    /**
     * The record of an id.
     *
     * @throws ProblemException 404 where the caller's clinic has no such record
     */
    public R get(UUID id) {
        return find(id).orElseThrow(ClinicRepository::notFound);
    }

    public Optional<R> find(UUID id) {
        return findByIdOptional(id);
    }

    /**
     * The record, kept for this transaction: who comes second waits and sees what the first one did.
     *
     * @throws ProblemException 404 where the caller's clinic has no such record
     */
    public R getForUpdate(UUID id) {
        return findForChange(id).orElseThrow(ClinicRepository::notFound);
    }

    /** The same; empty where the caller's clinic has no such record. */
    public Optional<R> findForChange(UUID id) {
        return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE);
    }

    protected R getLocked(UUID id, LockModeType lock) {
        return findByIdOptional(id, lock).orElseThrow(ClinicRepository::notFound);
    }

    /** Those of the ids that the caller's clinic has, by id; the map can be added to. */
    Map<UUID, R> ofIds(List<UUID> ids) {
        return list("id in ?1", ids).stream()
                .collect(Collectors.toMap(ClinicRecord::id, Function.identity(), (one, same) -> one, HashMap::new));
    }

    /** Inserts at once, so that a constraint speaks here and not at the end of the transaction. */
    public R add(R record) {
        persist(record);
        flush();
        return record;
    }

    /** The page of a list that is ordered by the time {@code sort}, among the records that {@code where} holds for. */
    protected List<R> page(String sort, Position after, int size, String where, Parameters parameters) {
        return find(
                        "(%1$s, id) > (:afterTime, :afterId) and %2$s order by %1$s, id".formatted(sort, where),
                        parameters.and("afterTime", after.time()).and("afterId", after.uuid()))
                .page(0, size)
                .list();
    }

    /** The name of the constraint that was violated, in whatever language the server speaks; empty where it has none. */
    public static String constraint(ConstraintViolationException violation) {
        return Stream.iterate(violation.getSQLException(), Objects::nonNull, SQLException::getNextException)
                .filter(PSQLException.class::isInstance)
                .map(one -> ((PSQLException) one).getServerErrorMessage())
                .filter(Objects::nonNull)
                .map(ServerErrorMessage::getConstraint)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse("");
    }

    /** The refusal of an id that the caller's clinic does not have. */
    protected static ProblemException notFound() {
        return CommonProblem.NOT_FOUND.because("There is no such record.");
    }
}
