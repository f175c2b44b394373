package org.sextant.web.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import jakarta.persistence.LockTimeoutException;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.PessimisticLockException;
import jakarta.persistence.QueryTimeoutException;
import jakarta.persistence.TransactionRequiredException;
import jakarta.transaction.RollbackException;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.CharConversionException;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;
import org.hibernate.JDBCException;

/** Translates any exception into the problem that a client sees. */
public final class ExceptionTranslator {

    /**
     * Retryable classes of SQLSTATE: connection exception, rollback, insufficient resources, operator intervention, error
     * of the server's system.
     */
    private static final Set<String> RETRYABLE_CLASSES = Set.of("08", "40", "53", "57", "58");

    /** Retryable: the server has become a standby, or has ended the session by one of its time-outs. */
    private static final Set<String> CONNECTION_OF_NO_USE = Set.of("25006", "25P03", "25P04");

    private static final String LOCK_NOT_AVAILABLE = "55P03";

    /** Retryable: of the driver, where its caller does not wait any longer for a connection that is being opened. */
    private static final String CONNECTION_INTERRUPTED = "99999";

    /** Retryable: another request inserted the row first at each attempt, and a retry finds the row. */
    private static final String UNIQUE_VIOLATION = "23505";

    /** Of Narayana, which numbers its messages, of Agroal and of Hibernate. */
    private static final List<String> ENDED_TRANSACTION = List.of(
            "ARJUNA016102",
            "ARJUNA016063",
            "ARJUNA016082",
            "Enlisted connection used without active transaction",
            "Transaction was rolled back in a different thread");

    private static final List<Class<? extends Exception>> BUSY = List.of(
            RejectedExecutionException.class,
            OptimisticLockException.class,
            PessimisticLockException.class,
            LockTimeoutException.class,
            QueryTimeoutException.class);

    private ExceptionTranslator() {}

    /** The problem of a failure; {@link CommonProblem#INTERNAL} where the failure is a fault of the service. */
    public static ProblemException of(Throwable failure) {
        if (failure instanceof ProblemException known) {
            return known;
        }
        if (failure instanceof UnfitContent unfit) {
            return of(unfit.getCause());
        }
        if (failure instanceof JsonMappingException mapping) {
            return unmapped(mapping);
        }
        if (failure instanceof JsonProcessingException malformed) {
            return malformed(malformed);
        }
        if (failure instanceof CharConversionException) {
            return CommonProblem.BAD_REQUEST.because("The body is not text in UTF-8.");
        }
        if (failure instanceof ConstraintViolationException invalid) {
            return invalid(invalid);
        }
        return isRetryable(failure) ? busy() : internal();
    }

    /** 503: a retry may succeed. After an interrupted commit it is unknown whether the first attempt was stored. */
    public static ProblemException busy() {
        return CommonProblem.BUSY
                .because("Try again shortly. A request with an id or an idempotency key is carried out only once.")
                .header(HttpHeaders.RETRY_AFTER, "1");
    }

    /** 400 with the place at which the reading ended. */
    private static ProblemException malformed(JsonProcessingException failure) {
        var what = MalformedJson.reason(failure);
        var place = failure.getLocation();
        if (place == null || place.getLineNr() < 1) {
            return CommonProblem.BAD_REQUEST.because("The body is not well-formed JSON: %s.".formatted(what));
        }
        return CommonProblem.BAD_REQUEST
                .because("The body is not well-formed JSON: %s, at line %d, column %d."
                        .formatted(what, place.getLineNr(), place.getColumnNr()))
                .with("line", place.getLineNr())
                .with("column", place.getColumnNr());
    }

    private static ProblemException internal() {
        return CommonProblem.INTERNAL.because(
                "The service failed. A request with an id or an idempotency key can safely be sent again.");
    }

    private static boolean isRetryable(Throwable failure) {
        if (failure instanceof JDBCException database) {
            return isRetryable(database.getSQLState());
        }
        return BUSY.stream().anyMatch(type -> type.isInstance(failure))
                || causes(failure).anyMatch(ExceptionTranslator::isOfEndedTransaction)
                || failedCommit(failure).anyMatch(database -> isRetryable(database.getSQLState()));
    }

    private static boolean isRetryable(String state) {
        return state == null
                || RETRYABLE_CLASSES.contains(state.substring(0, 2))
                || CONNECTION_OF_NO_USE.contains(state)
                || state.equals(LOCK_NOT_AVAILABLE)
                || state.equals(CONNECTION_INTERRUPTED)
                || state.equals(UNIQUE_VIOLATION);
    }

    /**
     * True where the transaction manager has ended the transaction, which took too long, from another thread. The work
     * that goes on meets the end at its next statement, at its next call of the transaction manager, or at the commit.
     */
    private static boolean isOfEndedTransaction(Throwable failure) {
        return failure instanceof TransactionRequiredException
                || (failure instanceof RollbackException ended && hasNoReason(ended))
                || (failure.getMessage() != null
                        && ENDED_TRANSACTION.stream().anyMatch(failure.getMessage()::contains));
    }

    /** A commit of work that has failed says why; that of a transaction which was ended meanwhile says nothing. */
    private static boolean hasNoReason(RollbackException ended) {
        return ended.getMessage() == null && ended.getCause() == null && ended.getSuppressed().length == 0;
    }

    /** The database's exceptions at a commit: the transaction manager adds them as suppressed exceptions. */
    private static Stream<SQLException> failedCommit(Throwable failure) {
        return causes(failure)
                .filter(RollbackException.class::isInstance)
                .flatMap(rollback -> Stream.of(rollback.getSuppressed()))
                .flatMap(ExceptionTranslator::causes)
                .filter(SQLException.class::isInstance)
                .map(SQLException.class::cast);
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause);
    }

    /** Jackson wraps a problem that is thrown while it reads a value. */
    private static ProblemException unmapped(JsonMappingException failure) {
        return causes(failure)
                .filter(ProblemException.class::isInstance)
                .map(ProblemException.class::cast)
                .findFirst()
                .orElseGet(() -> misread(failure));
    }

    private static ProblemException misread(JsonMappingException failure) {
        if (failure instanceof MismatchedInputException mismatch) {
            return mismatched(mismatch);
        }
        return failure.getCause() instanceof InputCoercionException
                ? Violations.of(JsonPointers.of(failure), JsonPointers.OUT_OF_RANGE)
                : malformed(failure);
    }

    /** Well-formed JSON whose content does not match the schema. */
    private static ProblemException mismatched(MismatchedInputException failure) {
        if (failure instanceof UnfitMembers unfit) {
            return CommonProblem.INVALID
                    .because("The content does not fit; see errors.")
                    .errors(unfit.errors());
        }
        return failure.getOriginalMessage().startsWith("Trailing token")
                ? malformed(failure)
                : Violations.of(JsonPointers.of(failure), JsonPointers.expectation(failure));
    }

    private static ProblemException invalid(ConstraintViolationException failure) {
        if (failure.getConstraintViolations().stream().anyMatch(ExceptionTranslator::bodyMissing)) {
            return CommonProblem.BAD_REQUEST.because("A JSON body is needed.");
        }
        return CommonProblem.INVALID
                .because("The content does not fit; see errors.")
                .errors(ConstraintErrors.of(failure.getConstraintViolations()));
    }

    private static boolean bodyMissing(ConstraintViolation<?> violation) {
        return violation.getInvalidValue() == null
                && ConstraintErrors.pointerTo(violation.getPropertyPath()).isEmpty();
    }
}
