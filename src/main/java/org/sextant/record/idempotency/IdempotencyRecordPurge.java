package org.sextant.record.idempotency;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;

/** Forgets the answers of keys after 30 days, in steps so small that nobody waits for them. */
@ApplicationScoped
class IdempotencyRecordPurge {

    /** The contract's time for which a key is good. */
    private static final Duration KEPT = Duration.ofDays(30);

    private static final int AT_A_TIME = 500;

    private final IdempotencyRecordRepository answers;
    private final InstantSource time;

    IdempotencyRecordPurge(IdempotencyRecordRepository answers, InstantSource time) {
        this.answers = answers;
        this.time = time;
    }

    /** One step. */
    @Scheduled(every = "1m", concurrentExecution = ConcurrentExecution.SKIP)
    void step() {
        var before = time.instant().minus(KEPT);
        QuarkusTransaction.requiringNew().run(() -> answers.purge(before, AT_A_TIME));
    }
}
