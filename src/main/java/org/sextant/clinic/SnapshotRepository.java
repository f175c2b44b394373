package org.sextant.clinic;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.narayana.jta.TransactionRunnerOptions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.hibernate.Session;

/** Reads that see one and the same moment, whatever others write meanwhile. */
@ApplicationScoped
public class SnapshotRepository {

    private final EntityManager database;

    SnapshotRepository(EntityManager database) {
        this.database = database;
    }

    /** Runs the reads in a transaction of their own that can write nothing. It costs one statement. */
    public <T> T read(Supplier<T> reads) {
        return read(QuarkusTransaction.requiringNew(), reads::get);
    }

    /**
     * The same for reads that take long, such as those of a stream that waits for its client.
     *
     * @param longest after which the transaction is given up
     * @throws io.quarkus.narayana.jta.QuarkusTransactionException with the checked exception of the reads as its cause
     */
    public <T> T read(Duration longest, Callable<T> reads) {
        return read(QuarkusTransaction.requiringNew().timeout(Math.toIntExact(longest.toSeconds())), reads);
    }

    private <T> T read(TransactionRunnerOptions transaction, Callable<T> reads) {
        return transaction.call(() -> {
            database.unwrap(Session.class).setDefaultReadOnly(true);
            database.createNativeQuery("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
                    .executeUpdate();
            return reads.call();
        });
    }
}
