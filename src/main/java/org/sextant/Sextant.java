package org.sextant;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.quarkus.runtime.util.ExceptionUtil;
import java.io.IOException;
import java.net.BindException;
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
import org.sextant.platform.StartupRefusal;
import org.sextant.platform.StartupSettings;

/**
 * Starts the service. Where no database is configured it brings its own PostgreSQL. Where neither is, or where it is told
 * to be a demo, it may make demo keys, and stays on the loopback address; else it starts only if that is safe.
 */
@QuarkusMain
public class Sextant {

    /** Longer than the requests under way and then PostgreSQL are given. */
    private static final int STOP_MINUTES = 5;

    /** What the banner tells; null where a real issuer is configured. */
    private static DemoIdentity demo;

    public static void main(String... args) throws IOException {
        var stopped = new CountDownLatch(1);
        // On SIGTERM the JVM has to wait until PostgreSQL, which outlasts Quarkus, has been stopped in order.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> await(stopped), "sextant-stop"));
        var exitCode = 1;
        try {
            exitCode = start(StartupSettings.load(), args);
        } catch (StartupRefusal refusal) {
            System.err.println(StartupRefusal.LINE + refusal.getMessage());
        } finally {
            stopped.countDown();
        }
        if (exitCode != 0) {
            System.exit(exitCode);
        }
    }

    private static int start(StartupSettings settings, String... args) throws IOException {
        if (settings.isDemo()) {
            // Said once more with the highest rank, in case another source says otherwise.
            System.setProperty("quarkus.http.host", settings.requireLoopback());
        } else {
            settings.requireProduction();
        }
        if (settings.hasDatabase() && settings.hasIssuer()) {
            return serve(args);
        }
        try (var directory = DataDirectory.open(settings.dataDirectory());
                var database = settings.hasDatabase() ? null : new Starting(directory.path())) {
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

    /** Runs Quarkus until it is told to stop, and returns instead of ending the process under PostgreSQL. */
    private static int serve(String... args) {
        var exitCode = new AtomicInteger();
        Quarkus.run(
                Service.class,
                (code, failure) -> {
                    exitCode.set(code);
                    tell(failure);
                },
                args);
        return exitCode.get();
    }

    /** Quarkus leaves it to whoever takes the exit code to say why there is nothing to run. */
    private static void tell(Throwable failure) {
        if (failure == null) {
            return;
        }
        var cause = ExceptionUtil.getRootCause(failure);
        System.err.println(StartupRefusal.LINE + cause.getMessage());
        if (!(cause instanceof StartupRefusal) && !(cause instanceof BindException)) {
            failure.printStackTrace();
        }
    }

    private static void await(CountDownLatch stopped) {
        try {
            stopped.await(STOP_MINUTES, TimeUnit.MINUTES);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** The embedded database while the demo keys are made beside it. */
    private record Starting(CompletableFuture<EmbeddedDatabase> database) implements AutoCloseable {

        Starting(Path directory) {
            this(CompletableFuture.supplyAsync(() -> EmbeddedDatabase.start(directory)));
        }

        /** @throws StartupRefusal where PostgreSQL does not come up */
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

    /** Runs until the process is told to stop. */
    public static class Service implements QuarkusApplication {

        @Override
        public int run(String... args) {
            if (demo != null) {
                System.out.println(demo.banner(address()));
            }
            Quarkus.waitForExit();
            return 0;
        }

        private static URI address() {
            var port = ConfigProvider.getConfig().getValue("quarkus.http.port", Integer.class);
            return URI.create("http://127.0.0.1:" + port);
        }
    }
}
