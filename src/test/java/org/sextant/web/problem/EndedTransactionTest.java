package org.sextant.web.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionManager;
import org.junit.jupiter.api.Test;

/** What the transaction manager ends because it takes too long is refused, and may be sent again. */
@QuarkusTest
class EndedTransactionTest {

    @Inject
    EntityManager database;

    @Inject
    TransactionManager transactions;

    @Test
    void workThatGoesOnMayBeSentAgainWhereverItMeetsTheEnd() throws Exception {
        QuarkusTransaction.begin(QuarkusTransaction.beginOptions().timeout(1));
        try {
            database.createNativeQuery("SELECT 1").getSingleResult();
            untilEnded();

            assertIsRetryable(
                    catchThrowable(() -> database.createNativeQuery("SELECT 2").getSingleResult()));
            assertIsRetryable(catchThrowable(() -> database.flush()));
        } finally {
            assertIsRetryable(catchThrowable(QuarkusTransaction::commit));
        }
    }

    @Test
    void workThatBeginsLateMayBeSentAgain() throws Exception {
        QuarkusTransaction.begin(QuarkusTransaction.beginOptions().timeout(1));
        try {
            untilEnded();

            assertIsRetryable(
                    catchThrowable(() -> database.createNativeQuery("SELECT 1").getSingleResult()));
        } finally {
            assertIsRetryable(catchThrowable(QuarkusTransaction::commit));
        }
    }

    private void untilEnded() throws Exception {
        while (transactions.getStatus() == Status.STATUS_ACTIVE) {
            Thread.sleep(20);
        }
    }

    private static void assertIsRetryable(Throwable failure) {
        assertThat(failure).isNotNull();
        assertThat(ExceptionTranslator.of(failure).type())
                .as(failure.toString())
                .isEqualTo(CommonProblem.BUSY);
    }
}
