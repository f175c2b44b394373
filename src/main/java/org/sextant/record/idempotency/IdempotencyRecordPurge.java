package org.sextant.record.idempotency;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;

/** Deletes stored answers after 30 days, in steps so small that no request waits for a step. */
@ApplicationScoped
class IdempotencyRecordPurge {

    /** The contract's lifetime of a key. */
    private static final Duration KEPT = Duration.ofDays(30);

    private static final int AT_A_TIME = 500;

    private final IdempotencyRecordRepository answers;
    private final InstantSource time;

    IdempotencyRecordPurge(IdempotencyRecordRepository answers, InstantSource time) {
        this.answers = answers;
        this.time = time;
    }

    /** Deletes at most 500 answers. */
    @Scheduled(every = "1m", concurrentExecution = ConcurrentExecution.SKIP)
    void step() {
        var before = time.instant().minus(KEPT);
        QuarkusTransaction.requiringNew().run(() -> answers.purge(before, AT_A_TIME));
    }
}
