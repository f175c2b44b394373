package org.sextant.access.revocation;

import io.quarkus.logging.Log;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.sextant.identity.RevokedTokens;

/**
 * The revocations in the memory of each replica, so that no request queries the database for them. Each replica reads
 * the list every 10 seconds. After 60 seconds without a successful read, the service accepts no token: a revocation
 * must be in force on every replica within 60 seconds, and without the database the service cannot answer anyway.
 */
@ApplicationScoped
class RevocationCache implements RevokedTokens {

    static final Duration PERIOD = Duration.ofSeconds(10);
    static final Duration GOOD_FOR = Duration.ofSeconds(60);

    /** The greatest difference between the clocks of the issuer, the replicas and the database. */
    private static final Duration LEEWAY = Duration.ofMinutes(5);

    private static final Duration PURGE = Duration.ofHours(1);

    private final TokenRevocationRepository revocations;
    private final InstantSource time;
    private final ScheduledExecutorService executor;
    private final Duration longestLife;
    private volatile RevocationList known;

    /** @param longestLife in seconds; tokens with a longer life are refused, so older revocations need not be stored */
    RevocationCache(
            TokenRevocationRepository revocations,
            InstantSource time,
            ScheduledExecutorService executor,
            @ConfigProperty(name = "smallrye.jwt.time-to-live") long longestLife) {
        this.revocations = revocations;
        this.time = time;
        this.executor = executor;
        this.longestLife = Duration.ofSeconds(longestLife);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // Both tasks end with the executor, and log their failures.
    void start(@Observes StartupEvent start) {
        read();
        executor.scheduleWithFixedDelay(this::read, PERIOD.toSeconds(), PERIOD.toSeconds(), TimeUnit.SECONDS);
        executor.scheduleWithFixedDelay(this::purge, PURGE.toSeconds(), PURGE.toSeconds(), TimeUnit.SECONDS);
    }

    @Override
    public boolean known() {
        var list = known;
        return list != null && System.nanoTime() - list.readAt() < GOOD_FOR.toNanos();
    }

    @Override
    public boolean include(UUID clinic, String jti, String subject, Instant issuedAt) {
        return known.include(clinic, jti, subject, issuedAt);
    }

    /** This replica reads the list at once; other replicas read the list at their next period. */
    void afterRevocation(@Observes(during = TransactionPhase.AFTER_SUCCESS) TokenRevocation revocation) {
        executor.execute(this::read);
    }

    /** Reads the list again. Synchronized, so that an older list never replaces a newer list. */
    private synchronized void read() {
        var moment = System.nanoTime();
        try {
            known = new RevocationList(revocations.since(oldest()), moment);
        } catch (SQLException | RuntimeException failure) {
            Log.warnf("Revoked tokens could not be read: %s", failure.getClass().getSimpleName());
        }
    }

    private void purge() {
        try {
            revocations.purge(oldest());
        } catch (SQLException | RuntimeException failure) {
            Log.warnf(
                    "Old revocations could not be deleted: %s",
                    failure.getClass().getSimpleName());
        }
    }

    private Instant oldest() {
        return time.instant().minus(longestLife).minus(LEEWAY);
    }
}
