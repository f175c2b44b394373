package org.sextant.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** For how long PostgreSQL lets a transaction of the service hold locks, and hold back the feed of all clinics. */
@QuarkusTest
class TransactionLimitsTest {

    @Inject
    EntityManager database;

    @Inject
    SnapshotRepository snapshots;

    @Test
    void aTransactionThatIsLeftOpenEndsSoon() {
        QuarkusTransaction.requiringNew().run(() -> {
            assertThat(limit("idle_in_transaction_session_timeout")).isEqualTo("10s");
            assertThat(limit("transaction_timeout")).isEqualTo("1min");
        });
    }

    /** It writes nothing, so no reader waits for it. */
    @Test
    void anExportMayWaitForItsClient() {
        QuarkusTransaction.requiringNew().run(() -> {
            snapshots.mayWait(Duration.ofMinutes(15));
            assertThat(limit("idle_in_transaction_session_timeout")).isEqualTo("15min");
            assertThat(limit("transaction_timeout")).isEqualTo("0");
        });
        aTransactionThatIsLeftOpenEndsSoon();
    }

    private String limit(String name) {
        return (String) database.createNativeQuery("SELECT current_setting('" + name + "')")
                .getSingleResult();
    }
}
