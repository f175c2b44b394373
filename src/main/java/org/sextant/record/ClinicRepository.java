package org.sextant.record;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Parameters;
import jakarta.persistence.LockModeType;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
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

/** The queries that all records share; each query is restricted to the caller's clinic. */
public abstract class ClinicRepository<R extends ClinicRecord> implements PanacheRepositoryBase<R, UUID> {

    /**
     * The record with this id.
     *
     * @throws ProblemException 404 where the caller's clinic has no record with this id
     */
    public R get(UUID id) {
        return find(id).orElseThrow(this::notFound);
    }

    /** The record with this id; empty where the caller's clinic has no record with this id. */
    public Optional<R> find(UUID id) {
        return findByIdOptional(id);
    }

    /**
     * The record, locked for this transaction: a second transaction waits, then sees the changes of the first
     * transaction.
     *
     * @throws ProblemException 404 where the caller's clinic has no record with this id
     */
    public R getForUpdate(UUID id) {
        return findForUpdate(id).orElseThrow(this::notFound);
    }

    /** As {@link #getForUpdate}; empty where the caller's clinic has no record with this id. */
    public Optional<R> findForUpdate(UUID id) {
        return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE);
    }

    /**
     * The record with this id, locked in the mode {@code lock}.
     *
     * @throws ProblemException 404 where the caller's clinic has no record with this id
     */
    protected R getLocked(UUID id, LockModeType lock) {
        return findByIdOptional(id, lock).orElseThrow(this::notFound);
    }

    /** The records with these ids that the caller's clinic has, by id, in a modifiable map. */
    Map<UUID, R> ofIds(List<UUID> ids) {
        return list("id in ?1", ids).stream()
                .collect(Collectors.toMap(ClinicRecord::id, Function.identity(), (first, same) -> first, HashMap::new));
    }

    /** Inserts the record at once, so that a violated constraint fails here and not at the end of the transaction. */
    public R add(R record) {
        persist(record);
        flush();
        return record;
    }

    /** At most {@code size} records after a position, ordered by the time {@code sort}, that match {@code where}. */
    protected List<R> page(String sort, Position after, int size, String where, Parameters parameters) {
        return find(
                        "(%1$s, id) > (:afterTime, :afterId) and %2$s order by %1$s, id".formatted(sort, where),
                        parameters.and("afterTime", after.time()).and("afterId", after.uuid()))
                .page(0, size)
                .list();
    }

    /** The name of the violated constraint, independent of the server's language; empty where no name is known. */
    public static String constraint(ConstraintViolationException violation) {
        return Stream.iterate(violation.getSQLException(), Objects::nonNull, SQLException::getNextException)
                .filter(PSQLException.class::isInstance)
                .map(cause -> ((PSQLException) cause).getServerErrorMessage())
                .filter(Objects::nonNull)
                .map(ServerErrorMessage::getConstraint)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse("");
    }

    /** 404 for an id that no record of the caller's clinic has. */
    protected ProblemException notFound() {
        return CommonProblem.NOT_FOUND.because("The token's clinic has no %s with this id.".formatted(kind()));
    }

    /** The path at which the API shows a record; empty where it shows none by its id. */
    protected Optional<String> path(UUID id) {
        var kind = kind().replace(' ', '-');
        return Optional.of("/v1/%s/%s".formatted(kind.endsWith("s") ? kind : kind + "s", id));
    }

    /** The kind of the records in words, from the name of the repository: {@code SideEffectRepository} has side effects. */
    private String kind() {
        return getClass()
                .getSimpleName()
                .replaceFirst("Repository.*", "")
                .replaceAll("(?<=.)(?=[A-Z])", " ")
                .toLowerCase(Locale.ROOT);
    }
}
