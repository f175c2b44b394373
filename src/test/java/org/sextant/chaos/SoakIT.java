package org.sextant.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.sextant.ProcessSize;

/** Half an hour of steady load: what the service holds does not grow. {@code -Dsextant.soak.minutes} sets another time. */
@Tag("endurance")
@Tag("measurement")
@Isolated("It measures seconds.")
class SoakIT {

    private static final int MINUTES = Integer.getInteger("sextant.soak.minutes", 30);
    private static final Path TABLE = Path.of(System.getProperty("sextant.soak.table", "target/soak.md"));
    private static final int PAUSE_MS = 250;

    /** Of the time, for what a Java process fills at the start: caches, compiled code, pools. */
    private static final double WARM_UP = 0.4;

    /** What the second part may hold more than the first part of the time after the start, at most. */
    private static final double GROWTH = 1.25;

    private static final int MORE_THREADS = 20;

    @TempDir
    Path directory;

    /** One look at the process; {@code logLines} are those since the look before. */
    private record Look(
            double minute,
            long records,
            long failed,
            double residentMb,
            int threads,
            int files,
            int connections,
            double logLines) {

        String row() {
            return String.format(
                    Locale.ROOT,
                    "| %.1f | %d | %d | %.0f | %d | %d | %d | %.0f |%n",
                    minute,
                    records,
                    failed,
                    residentMb,
                    threads,
                    files,
                    connections,
                    logLines);
        }
    }

    @Test
    void nothingGrows() throws Exception {
        var looks = new ArrayList<Look>();
        Files.writeString(TABLE, """
                | minute | records | failed | resident MB | threads | open files | connections | log lines |
                | --- | --- | --- | --- | --- | --- | --- | --- |
                """);
        try (var scene = Scene.start(directory)) {
            var tally = new Tally();
            var began = System.nanoTime();
            try (var load = scene.load(tally, PAUSE_MS)) {
                while (looks.isEmpty() || looks.get(looks.size() - 1).minute() < MINUTES) {
                    Thread.sleep(Duration.ofMinutes(1).toMillis());
                    load.awaitMore(1);
                    looks.add(look(
                            scene,
                            tally,
                            began,
                            looks.stream().mapToDouble(Look::logLines).sum()));
                    Files.writeString(TABLE, looks.get(looks.size() - 1).row(), StandardOpenOption.APPEND);
                }
            }
            try (var owner = scene.postgres().asOwner()) {
                assertThat(Verdict.of(scene.log(), owner))
                        .satisfies(verdict -> assertThat(verdict.isGood()).isTrue());
            }
            System.out.print(Files.readString(TABLE));
            assertThat(tally.failed()).as("failed requests").isZero();
        }
        var warm = looks.subList((int) (looks.size() * WARM_UP), looks.size());
        assertThat(growth(warm, Look::residentMb)).as("memory").isLessThan(GROWTH);
        assertThat(growth(warm, Look::logLines)).as("log").isLessThan(GROWTH);
        assertThat(growth(warm, Look::files)).as("open files").isLessThan(GROWTH);
        assertThat(growth(warm, Look::connections)).as("connections").isLessThan(GROWTH);
        assertThat(warm.get(warm.size() - 1).threads())
                .as("threads")
                .isLessThan(warm.get(0).threads() + MORE_THREADS);
    }

    private static Look look(Scene scene, Tally tally, long began, double linesBefore) throws Exception {
        var size = ProcessSize.of(scene.site().service().pid());
        try (var owner = scene.postgres().asOwner();
                var rows = owner.createStatement()
                        .executeQuery("SELECT count(*) FROM pg_stat_activity WHERE usename = 'sextant_app'")) {
            rows.next();
            return new Look(
                    (System.nanoTime() - began) / 60e9,
                    scene.log().acknowledged(),
                    tally.failed(),
                    size.residentMb(),
                    size.threads(),
                    size.files(),
                    rows.getInt(1),
                    scene.site().service().output().lines().count() - linesBefore);
        }
    }

    /** The mean of the second half as a multiple of that of the first half. */
    private static double growth(List<Look> looks, ToDoubleFunction<Look> value) {
        var half = looks.size() / 2;
        return mean(looks.subList(half, looks.size()), value) / Math.max(1, mean(looks.subList(0, half), value));
    }

    private static double mean(List<Look> looks, ToDoubleFunction<Look> value) {
        return looks.stream().mapToDouble(value).average().orElse(0);
    }
}
