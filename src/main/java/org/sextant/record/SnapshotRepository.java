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

    /** A time that PostgreSQL counts already is not counted anew; it can only be ended. The service counts as well. */
    private static final String MAY_WAIT = """
            SELECT set_config(name, CASE name WHEN 'transaction_timeout' THEN '0' ELSE :milliseconds END, true)
            FROM pg_settings WHERE name IN ('idle_in_transaction_session_timeout', 'transaction_timeout')
            """;

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
     * other transaction that waits for longer than ten seconds between two statements, or takes longer than a minute.
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
                    mayWait(longest);
                    return reads.call();
                });
    }

    /** Lets the open transaction wait so long between two statements, and take as long as the service allows. */
    void mayWait(Duration longest) {
        database.createNativeQuery(MAY_WAIT)
                .setParameter("milliseconds", String.valueOf(longest.toMillis()))
                .getResultList();
    }
}
