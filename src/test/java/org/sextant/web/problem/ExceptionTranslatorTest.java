package org.sextant.web.problem;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.transaction.RollbackException;
import java.sql.SQLException;
import javax.transaction.xa.XAException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExceptionTranslatorTest {

    @ParameterizedTest
    @ValueSource(strings = {"57P01", "08006", "40001"})
    void aCommitThatTheDatabaseCutOffMayBeTriedAgain(String state) {
        assertThat(ExceptionTranslator.of(failedCommit(state)).type()).isEqualTo(CommonProblem.BUSY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"23514", "42501"})
    void aCommitThatTheDatabaseRefusedIsAFault(String state) {
        assertThat(ExceptionTranslator.of(failedCommit(state)).type()).isEqualTo(CommonProblem.INTERNAL);
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
