package org.sextant.record;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.sextant.audit.log.AuditRepository;

/** Reads that see one and the same moment, whatever others write meanwhile. */
@ApplicationScoped
public class SnapshotRepository {

    private final AuditRepository audit;

    SnapshotRepository(AuditRepository audit) {
        this.audit = audit;
    }

    /**
     * Runs the reads in the transaction under way, where its resource's method is {@code READS_ONE_MOMENT}; else in one of
     * their own.
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

    /**
     * Runs reads that take long, such as those of a stream that waits for its client, in a transaction of their own.
     *
     * @param longest after which the transaction is given up
     * @throws io.quarkus.narayana.jta.QuarkusTransactionException with the checked exception of the reads as its cause
     */
    public <T> T read(Duration longest, Callable<T> reads) {
        return QuarkusTransaction.requiringNew()
                .timeout(Math.toIntExact(longest.toSeconds()))
                .call(() -> {
                    audit.beginMoment();
                    return reads.call();
                });
    }
}
