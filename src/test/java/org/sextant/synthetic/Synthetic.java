package org.sextant.synthetic;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.flywaydb.core.Flyway;
import org.sextant.platform.DataDirectory;
import org.sextant.platform.EmbeddedDatabase;
import org.sextant.platform.StartupSettings;

/**
 * Makes a synthetic clinic: {@code lines <courses> [<seed>]} writes it as lines for an import, {@code load <courses>
 * [<seed>]} stores it for the first demo clinic in the embedded database of {@code SEXTANT_DATA_DIR}, which no service
 * may be using.
 */
public final class Synthetic {

    private static final UUID CLINIC = UUID.fromString("11111111-1111-4111-8111-111111111111");
    private static final int CHUNK = 250;
    private static final int WRITERS = 2;

    private Synthetic() {}

    /** Writes or loads, as the arguments say. */
    public static void main(String... arguments) throws IOException, InterruptedException, SQLException {
        if (arguments.length < 2) {
            System.err.println("Usage: lines|load <courses> [<seed>]");
            System.exit(2);
        }
        var courses = Long.parseLong(arguments[1]);
        var clinic = new SyntheticClinic(arguments.length > 2 ? Long.parseLong(arguments[2]) : 1, courses);
        switch (arguments[0]) {
            case "lines" -> write(clinic);
            case "load" -> load(clinic, courses);
            default -> System.err.println("Neither lines nor load: " + arguments[0]);
        }
    }

    private static void write(SyntheticClinic clinic) throws IOException {
        var out = new BufferedWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8));
        for (var lines = clinic.lines().iterator(); lines.hasNext(); ) {
            out.write(lines.next());
            out.write('\n');
        }
        out.flush();
    }

    private static void lost(String reason) {
        throw new IllegalStateException(reason);
    }

    private static void load(SyntheticClinic clinic, long courses)
            throws IOException, InterruptedException, SQLException {
        var began = System.nanoTime();
        try (var directory = DataDirectory.open(StartupSettings.load().dataDirectory());
                var embedded = EmbeddedDatabase.start(directory.path(), Synthetic::lost)) {
            var settings = embedded.settings();
            Flyway.configure()
                    .dataSource(
                            settings.get("quarkus.datasource.jdbc.url"),
                            settings.get("quarkus.flyway.username"),
                            settings.get("quarkus.flyway.password"))
                    .load()
                    .migrate();
            var rows = withoutJournal(clinic, courses, settings);
            try (var owner = connect(settings);
                    var statement = owner.createStatement()) {
                statement.execute("VACUUM ANALYZE");
            }
            System.out.printf("%d courses, %d rows, %.1f s%n", courses, rows, (System.nanoTime() - began) / 1e9);
        }
    }

    private static long withoutJournal(SyntheticClinic clinic, long courses, Map<String, String> settings)
            throws SQLException, IOException, InterruptedException {
        try (var owner = connect(settings);
                var corrections = connect(settings)) {
            var journal = new SyntheticJournal(owner);
            journal.stop();
            try {
                var rows = store(clinic, courses, settings);
                var load = new SyntheticLoad(corrections, CLINIC);
                load.begin();
                load.correct();
                return rows;
            } finally {
                journal.resume();
            }
        }
    }

    /** Each writer takes the courses whose number is its own by remainder. */
    private static long store(SyntheticClinic clinic, long courses, Map<String, String> settings)
            throws InterruptedException {
        var pool = Executors.newFixedThreadPool(WRITERS);
        try {
            var writers = new ArrayList<Callable<Long>>();
            for (var writer = 0; writer < WRITERS; writer++) {
                var first = writer;
                writers.add(() -> store(clinic, first, courses, settings));
            }
            var rows = 0L;
            for (Future<Long> done : pool.invokeAll(writers)) {
                rows += done.get();
            }
            return rows;
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed.getCause());
        } finally {
            pool.shutdown();
        }
    }

    private static long store(SyntheticClinic clinic, long first, long courses, Map<String, String> settings)
            throws SQLException, IOException {
        var rows = 0L;
        try (var database = connect(settings)) {
            var load = new SyntheticLoad(database, CLINIC);
            load.begin();
            var lines = new ArrayList<ObjectNode>();
            var held = 0;
            for (var number = first; number < courses; number += WRITERS) {
                lines.addAll(clinic.course(number));
                if (++held == CHUNK || number + WRITERS >= courses) {
                    rows += load.store(lines);
                    lines.clear();
                    held = 0;
                }
            }
        }
        return rows;
    }

    private static Connection connect(Map<String, String> settings) throws SQLException {
        return DriverManager.getConnection(
                settings.get("quarkus.datasource.jdbc.url"),
                settings.get("quarkus.flyway.username"),
                settings.get("quarkus.flyway.password"));
    }
}
