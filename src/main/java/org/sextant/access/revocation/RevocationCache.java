package org.sextant.access.revocation;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.sextant.identity.RevokedTokens;
import org.sextant.platform.OwnThread;

/**
 * The revocations in the memory of each replica, so that no request queries the database for them. Each replica reads
 * the list every 10 seconds. After 60 seconds without a successful read, the service accepts no token: a revocation
 * must be in force on every replica within 60 seconds, and without the database the service cannot answer anyway. A
 * thread of its own reads the list, over a connection of its own: no request waits for a read, and no read for a request.
 */
@ApplicationScoped
class RevocationCache implements RevokedTokens {

    static final Duration PERIOD = Duration.ofSeconds(10);
    static final Duration GOOD_FOR = Duration.ofSeconds(60);

    /** After a failed read, so that the list is read at once when the database is back. */
    private static final Duration RETRY = Duration.ofSeconds(1);

    /** The greatest difference between the clocks of the issuer, the replicas and the database. */
    private static final Duration LEEWAY = Duration.ofMinutes(5);

    private static final Duration PURGE = Duration.ofHours(1);

    private final TokenRevocationRepository revocations;
    private final InstantSource time;
    private final Duration longestLife;
    private final OwnThread thread = new OwnThread("sextant-revocations");
    private final AtomicBoolean readWaits = new AtomicBoolean();
    private volatile RevocationList known;
    private boolean failing;

    /** @param longestLife in seconds; tokens with a longer life are refused, so older revocations need not be stored */
    RevocationCache(
            TokenRevocationRepository revocations,
            InstantSource time,
            @ConfigProperty(name = "smallrye.jwt.time-to-live") long longestLife,
            MeterRegistry metrics) {
        this.revocations = revocations;
        this.time = time;
        this.longestLife = Duration.ofSeconds(longestLife);
        Gauge.builder("sextant.revocations.age.seconds", this, RevocationCache::ageSeconds)
                .description("How long ago the list of revoked tokens was read; NaN before the first time")
                .register(metrics);
    }

    void start(@Observes StartupEvent start) {
        thread.repeat(read(), this::read);
        thread.repeat(PURGE, this::purge);
    }

    void stop(@Observes ShutdownEvent stop) {
        thread.close();
    }

    private double ageSeconds() {
        var list = known;
        return list == null ? Double.NaN : (System.nanoTime() - list.readAt()) / 1e9;
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
        // One read that has not begun yet finds the revocations of all who ask for it.
        if (readWaits.compareAndSet(false, true)) {
            thread.execute(() -> {
                readWaits.set(false);
                read();
            });
        }
    }

    /** Reads the list again; returns the pause before the next read. */
    private Duration read() {
        var moment = System.nanoTime();
        try {
            known = new RevocationList(revocations.since(oldest()), moment);
            if (failing) {
                Log.info("Revoked tokens can be read again");
            }
            failing = false;
            return PERIOD;
        } catch (SQLException | RuntimeException failure) {
            if (!failing) {
                Log.warnf(
                        "Revoked tokens cannot be read: %s", failure.getClass().getSimpleName());
            }
            failing = true;
            return RETRY;
        }
    }

    private Duration purge() {
        try {
            revocations.purge(oldest());
        } catch (SQLException | RuntimeException failure) {
            Log.warnf(
                    "Old revocations could not be deleted: %s",
                    failure.getClass().getSimpleName());
        }
        return PURGE;
    }

    private Instant oldest() {
        return time.instant().minus(longestLife).minus(LEEWAY);
    }
}
