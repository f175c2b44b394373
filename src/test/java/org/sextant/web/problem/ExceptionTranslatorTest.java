package org.sextant.web.problem;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.TransactionRequiredException;
import jakarta.transaction.RollbackException;
import java.sql.SQLException;
import java.util.stream.Stream;
import javax.transaction.xa.XAException;
import org.hibernate.HibernateException;
import org.hibernate.exception.GenericJDBCException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExceptionTranslatorTest {

    @ParameterizedTest
    @ValueSource(strings = {"57P01", "08006", "40001", "53100", "58030", "25006"})
    void aCommitThatTheDatabaseCutOffMayBeTriedAgain(String state) {
        assertThat(ExceptionTranslator.of(failedCommit(state)).type()).isEqualTo(CommonProblem.BUSY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"23514", "42501"})
    void aCommitThatTheDatabaseRefusedIsAFault(String state) {
        assertThat(ExceptionTranslator.of(failedCommit(state)).type()).isEqualTo(CommonProblem.INTERNAL);
    }

    @ParameterizedTest
    @MethodSource
    void whatTheTransactionManagerEndedMayBeTriedAgain(Exception failure) {
        assertThat(ExceptionTranslator.of(new IllegalStateException(failure)).type())
                .isEqualTo(CommonProblem.BUSY);
    }

    static Stream<Exception> whatTheTransactionManagerEndedMayBeTriedAgain() {
        return Stream.of(
                new RollbackException(
                        "ARJUNA016102: The transaction is not active! Uid is 0:ffff7f000001:811f:6b0e:258"),
                new RollbackException(),
                new IllegalStateException("ARJUNA016063: The transaction is not active!"),
                new TransactionRequiredException("Transaction is not active, consider adding @Transactional"),
                new SQLException("Enlisted connection used without active transaction"),
                new HibernateException("Transaction was rolled back in a different thread"));
    }

    /** What PostgreSQL's driver says to a pool that does not wait any longer for it. */
    @Test
    void aConnectionThatWasNotOpenedInTimeMayBeTriedAgain() {
        var unusual = new SQLException("Something unusual has occurred to cause the driver to fail", "99999");
        assertThat(ExceptionTranslator.of(new GenericJDBCException("Unable to acquire JDBC Connection", unusual))
                        .type())
                .isEqualTo(CommonProblem.BUSY);
    }

    @Test
    void aRollbackForAnotherReasonIsAFault() {
        assertThat(ExceptionTranslator.of(new IllegalStateException(new RollbackException("marked")))
                        .type())
                .isEqualTo(CommonProblem.INTERNAL);
    }

    /** As it comes out of a transaction: wrapped, with what the database said beside it. */
    private static RuntimeException failedCommit(String state) {
        var rollback = new RollbackException("Could not commit transaction.");
        var ofResource = new XAException(XAException.XAER_RMFAIL);
        ofResource.initCause(new SQLException("terminating connection", state));
        rollback.addSuppressed(ofResource);
        return new IllegalStateException(rollback);
    }
}
