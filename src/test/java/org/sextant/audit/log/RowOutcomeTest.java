package org.sextant.audit.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.inject.Inject;
import jakarta.transaction.Status;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A transaction that takes too long is rolled back by the transaction manager, on a thread that knows of no request. */
@QuarkusTest
class RowOutcomeTest {

    @Inject
    AuditEventState row;

    @Test
    @ActivateRequestContext
    void aCallWhoseTransactionIsEndedElsewhereHasNoRow() {
        row.markWritten(201);
        var outcome = new RowOutcome(row);

        CompletableFuture.runAsync(
                        () -> outcome.afterCompletion(Status.STATUS_COMMITTED), task -> new Thread(task).start())
                .join();
        assertThat(row.states(201)).isTrue();

        CompletableFuture.runAsync(
                        () -> outcome.afterCompletion(Status.STATUS_ROLLEDBACK), task -> new Thread(task).start())
                .join();
        assertThat(row.isWritten()).isFalse();
    }
}
