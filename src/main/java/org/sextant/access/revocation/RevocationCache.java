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
 * What was revoked, in the memory of each replica, so that no request pays a look into the database for it. It is read
 * anew every ten seconds. Where that has failed for a minute no token is taken any more: a revocation is promised to be
 * in force everywhere within that time, and without the database the service has nothing to say anyway.
 */
@ApplicationScoped
class RevocationCache implements RevokedTokens {

    static final Duration PERIOD = Duration.ofSeconds(10);
    static final Duration GOOD_FOR = Duration.ofSeconds(60);

    /** By how much the clocks of the issuer, the replicas and the database may differ. */
    private static final Duration LEEWAY = Duration.ofMinutes(5);

    private static final Duration PURGE = Duration.ofHours(1);

    private final TokenRevocationRepository revocations;
    private final InstantSource time;
    private final ScheduledExecutorService executor;
    private final Duration longestLife;
    private volatile RevocationList known;

    /** @param longestLife in seconds; a token that is good for longer is refused, so revocations need be kept no longer */
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

    @SuppressWarnings("FutureReturnValueIgnored") // Both end with the executor, and log what fails.
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

    /** Here at once, elsewhere with the next look. */
    void made(@Observes(during = TransactionPhase.AFTER_SUCCESS) TokenRevocation one) {
        executor.execute(this::read);
    }

    /** Reads the list anew; one after the other, so that an older list never takes the place of a newer one. */
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
                    "Old revocations could not be forgotten: %s",
                    failure.getClass().getSimpleName());
        }
    }

    private Instant oldest() {
        return time.instant().minus(longestLife).minus(LEEWAY);
    }
}
