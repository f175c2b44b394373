package org.sextant.exchange.webhook.sending;

import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import org.sextant.exchange.feed.ChangeLogRepository;
import org.sextant.exchange.feed.ChangeTypes;
import org.sextant.identity.Role;
import org.sextant.platform.OwnThread;

/**
 * Sends changes to the addresses of all clinics, on every replica. The log is the queue: an address is a position in it
 * and a lease. A replica that dies leaves its lease to run out, and another goes on from the position.
 */
@ApplicationScoped
class WebhookSender {

    private static final int LEASE_SECONDS = 30;
    private static final Duration PERIOD = Duration.ofMillis(250);

    private final SenderRepository leases;
    private final ChangeLogRepository log;
    private final Letterbox letters;
    private final Messages messages;
    private final Set<String> readable;
    private final OwnThread thread = new OwnThread("sextant-webhooks");
    private final Turns turns = new Turns();
    private final ExecutorService workers = Executors.newCachedThreadPool(new Named());
    private boolean failing;

    WebhookSender(
            SenderRepository leases, ChangeLogRepository log, Letterbox letters, Messages messages, ChangeTypes types) {
        this.leases = leases;
        this.log = log;
        this.letters = letters;
        this.messages = messages;
        this.readable = types.visibleTo(List.of(Role.INTEGRATION));
    }

    void start(@Observes StartupEvent start) {
        thread.repeat(PERIOD, () -> {
            claimAll();
            return PERIOD;
        });
    }

    /** What is under way is sent again by another replica, once the leases have run out. */
    void stop(@Observes ShutdownEvent stop) {
        thread.close();
        workers.shutdownNow();
    }

    /** Gives each address that is due to a thread of its own, as long as there are threads. */
    private void claimAll() {
        try {
            while (claimOne()) {
                // Until nothing is due, or all turns are taken.
            }
            if (failing) {
                Log.info("Webhooks are sent again");
            }
            failing = false;
        } catch (SQLException failure) {
            if (!failing) {
                Log.warnf("Webhooks cannot be sent: SQLSTATE %s", failure.getSQLState());
            }
            failing = true;
        }
    }

    /** False where nothing is due, or all turns are taken. Whatever happens, a turn that nobody took is free again. */
    private boolean claimOne() throws SQLException {
        if (!turns.areLeft()) {
            return false;
        }
        var claim = leases.claim(LEASE_SECONDS, turns.served());
        if (claim.isEmpty()) {
            return false;
        }
        var clinic = claim.get().clinic();
        turns.take(clinic);
        try {
            workers.execute(() -> take(claim.get()));
        } catch (RuntimeException | Error refused) {
            turns.giveBack(clinic);
            throw refused;
        }
        return true;
    }

    private void take(Claim claim) {
        try {
            var turn = new Turn(claim, letters.of(claim), messages, readable);
            turn.take(log, claim.isVerified() ? leases.revived(claim) : List.of());
            if (!leases.finish(claim, turn.outcome())) {
                Log.warnf("Another sender has taken webhook %s over; this one was late", claim.webhook());
            }
        } catch (SQLException | RuntimeException failure) {
            // The lease runs out, and the turn is taken again.
            Log.errorf(failure, "Webhook %s could not be sent to", claim.webhook());
        } finally {
            turns.giveBack(claim.clinic());
        }
    }

    private static final class Named implements ThreadFactory {

        private final AtomicInteger count = new AtomicInteger();

        @Override
        public Thread newThread(Runnable task) {
            var thread = new Thread(task, "sextant-webhook-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        }
    }
}
