package org.sextant;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.quarkus.scheduler.Scheduler;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.config.ConfigProvider;
import org.sextant.identity.DemoIdentity;
import org.sextant.platform.DataDirectory;
import org.sextant.platform.EmbeddedDatabase;
import org.sextant.platform.StartupFailure;
import org.sextant.platform.StartupRefusal;
import org.sextant.platform.StartupSettings;
import org.sextant.platform.StopRequested;

/**
 * Starts the service. Without a configured database the service starts its own PostgreSQL, unless the build is for
 * production. In demo mode ({@link StartupSettings#isDemo}) the service listens on the loopback address only and may
 * create demo keys. Outside demo mode the service starts only with settings that pass the rules for production.
 */
@QuarkusMain
public class Sextant {

    /** In minutes; longer than the time limits of open requests and of the stop of PostgreSQL together. */
    private static final int STOP_MINUTES = 5;

    /** The content of the banner; null where a real issuer is configured. */
    private static DemoIdentity demo;

    private static StartupSettings settings;

    /** Why Quarkus has ended; null after an ordered stop. */
    private static volatile StartupFailure failure;

    /**
     * Ends the process with exit code 0 after an ordered stop, and with another exit code where the start fails. Then the
     * reason is the last line that is printed.
     */
    public static void main(String... args) {
        if (args.length > 0 && args[0].equals(TokenCommand.NAME)) {
            System.exit(TokenCommand.run(args));
        }
        var stopped = new CountDownLatch(1);
        // PostgreSQL outlasts Quarkus: on SIGTERM the JVM must wait until PostgreSQL has stopped in order.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> await(stopped), "sextant-stop"));
        var exitCode = 1;
        try {
            settings = StartupSettings.load();
            exitCode = start(args);
        } catch (IOException | RuntimeException refused) {
            failure = because(refused);
        } finally {
            stopped.countDown();
        }
        if (failure != null) {
            failure.print(System.err);
        }
        if (exitCode != 0) {
            System.exit(exitCode);
        }
    }

    private static int start(String... args) throws IOException {
        settings.requireKnown();
        settings.requireDatabase();
        if (settings.isDemo()) {
            // A system property outranks other sources that name another address.
            System.setProperty("quarkus.http.host", settings.requireLoopback());
        } else {
            settings.requireProduction();
        }
        settings.requireUsable();
        if (settings.hasDatabase() && settings.hasIssuer()) {
            return serve(args);
        }
        try (var directory = DataDirectory.open(settings.dataDirectory());
                var database = settings.hasDatabase() ? null : new PendingDatabase(directory.path())) {
            if (!settings.hasIssuer()) {
                demo = DemoIdentity.in(directory.path());
                demo.settings().forEach(System::setProperty);
            }
            if (database != null) {
                database.started().settings().forEach(System::setProperty);
            }
            return serve(args);
        }
    }

    /** Runs Quarkus until the stop signal, then returns: an exit of the process here would cut off PostgreSQL. */
    private static int serve(String... args) {
        var exitCode = new AtomicInteger();
        Quarkus.run(
                Service.class,
                (code, cause) -> {
                    exitCode.set(code);
                    failure = cause == null ? null : because(cause);
                },
                args);
        return exitCode.get();
    }

    /** Ends the service that has lost its PostgreSQL, with exit code 1: whoever supervises the process starts it again. */
    private static void end(String reason) {
        System.err.println(StartupRefusal.END + reason);
        Quarkus.asyncExit(1);
    }

    /** Quarkus does not print the cause of a failed start where an exit handler is given. */
    private static StartupFailure because(Throwable cause) {
        return new StartupFailure(cause, () -> settings.port());
    }

    private static void await(CountDownLatch stopped) {
        try {
            stopped.await(STOP_MINUTES, TimeUnit.MINUTES);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** The embedded database that starts in the background while the demo keys are created. */
    private record PendingDatabase(CompletableFuture<EmbeddedDatabase> database) implements AutoCloseable {

        PendingDatabase(Path directory) {
            this(CompletableFuture.supplyAsync(() -> EmbeddedDatabase.start(directory, Sextant::end)));
        }

        /** @throws StartupRefusal where PostgreSQL does not start */
        EmbeddedDatabase started() {
            try {
                return database.join();
            } catch (CompletionException failure) {
                throw failure.getCause() instanceof StartupRefusal refusal ? refusal : failure;
            }
        }

        @Override
        public void close() throws IOException {
            if (!database.isCompletedExceptionally()) {
                database.join().close();
            }
        }
    }

    /** Begins the scheduled jobs, once the port is bound, and runs until the stop signal of the process. */
    public static class Service implements QuarkusApplication {

        private final Scheduler jobs;
        private final Event<StopRequested> stops;

        @Inject
        Service(Scheduler jobs, Event<StopRequested> stops) {
            this.jobs = jobs;
            this.stops = stops;
        }

        @Override
        public int run(String... args) {
            jobs.resume();
            if (demo != null) {
                System.out.println(demo.banner(address()));
            }
            Quarkus.waitForExit();
            // Streams would not end by themselves, and Quarkus waits for them.
            stops.fire(new StopRequested());
            return 0;
        }

        private static URI address() {
            var port = ConfigProvider.getConfig().getValue("quarkus.http.port", Integer.class);
            return URI.create("http://127.0.0.1:" + port);
        }
    }
}
