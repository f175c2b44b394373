package org.sextant.exchange.webhook.sending;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The names that the machine knows, within a time limit: the system's own look-up can take half a minute where a
 * server of names is silent, and cannot be interrupted. It goes on on a thread of its own then, of which there are
 * only so many.
 */
@ApplicationScoped
class SystemNames implements AddressGuard.Names {

    static final int MOST_AT_ONCE = 64;

    private static final Duration LONGEST = Duration.ofSeconds(3);
    private static final int IDLE_SECONDS = 10;

    private final AddressGuard.Names system;
    private final Duration longest;
    private final ExecutorService threads =
            new ThreadPoolExecutor(0, MOST_AT_ONCE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
                var thread = new Thread(task, "sextant-names");
                thread.setDaemon(true);
                return thread;
            });

    @Inject
    SystemNames() {
        this(InetAddress::getAllByName, LONGEST);
    }

    /** @param longest the longest time that a caller waits */
    SystemNames(AddressGuard.Names system, Duration longest) {
        this.system = system;
        this.longest = longest;
    }

    @Override
    public InetAddress[] lookUp(String host) throws UnknownHostException {
        try {
            return threads.submit(() -> system.lookUp(host)).get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof UnknownHostException unknown) {
                throw unknown;
            }
            throw new IllegalStateException(failure.getCause());
        } catch (TimeoutException silent) {
            throw new UnknownHostException("no answer in time");
        } catch (RejectedExecutionException full) {
            throw new UnknownHostException("too many look-ups have no answer");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new UnknownHostException("interrupted");
        }
    }
}
