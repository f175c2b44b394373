package org.sextant.record;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.sextant.audit.log.AuditRepository;

/** Reads that all see one moment, without concurrent writes. */
@ApplicationScoped
public class SnapshotRepository {

    private static final String MAY_WAIT =
            "SELECT set_config('idle_in_transaction_session_timeout', :milliseconds, true)";

    private final AuditRepository audit;
    private final EntityManager database;

    SnapshotRepository(AuditRepository audit, EntityManager database) {
        this.audit = audit;
        this.database = database;
    }

    /**
     * Runs the reads in the open transaction where that transaction sees one moment ({@code READS_ONE_MOMENT}); else
     * in a new transaction.
     */
    public <T> T read(Supplier<T> reads) {
        if (audit.readsOneMoment()) {
            return reads.get();
        }
        return QuarkusTransaction.requiringNew().call(() -> {
            audit.beginMoment();
            return reads.get();
        });
    }

    /** Runs a read of one statement, which sees one moment by itself, in a new transaction. */
    public <T> T readOnce(Supplier<T> read) {
        return QuarkusTransaction.requiringNew().call(() -> {
            audit.beginStatement();
            return read.get();
        });
    }

    /**
     * Runs long reads, such as the reads of a stream that waits for its client, in a new transaction. PostgreSQL ends any
     * other transaction that waits for longer than a minute between two statements.
     *
     * @param longest the time limit of the transaction, in whole seconds; after this time the transaction is rolled
     *     back
     * @throws io.quarkus.narayana.jta.QuarkusTransactionException with the checked exception of the reads as its cause
     */
    public <T> T read(Duration longest, Callable<T> reads) {
        return QuarkusTransaction.requiringNew()
                .timeout(Math.toIntExact(longest.toSeconds()))
                .call(() -> {
                    audit.beginMoment();
                    database.createNativeQuery(MAY_WAIT)
                            .setParameter("milliseconds", String.valueOf(longest.toMillis()))
                            .getSingleResult();
                    return reads.call();
                });
    }
}
