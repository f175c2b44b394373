package org.sextant.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Load before, during and after one fault; then the verdict, and a row of a table with the figures. */
final class Stage {

    private static final Path TABLE = Path.of(System.getProperty("sextant.chaos.table", "target/chaos.md"));
    private static final String HEAD = """
            | fault | acknowledged | requests | no answer | 503 | other 5xx | longest gap s | served again after s | slowest answer s \
            | lost | doubled | changed | foreign | no audit | no change | no call | load |
            | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
            """;

    private final Site site;
    private final Postgres postgres;
    private final ClientLog log;
    private final List<String> sessions;
    private final long seed;

    Stage(Site site, Postgres postgres, ClientLog log, List<String> sessions, long seed) {
        this.site = site;
        this.postgres = postgres;
        this.log = log;
        this.sessions = sessions;
        this.seed = seed;
    }

    /** What is done to the service or its database; returns when the cause is over, as {@link System#nanoTime()}. */
    interface Fault {
        long strike() throws Exception;
    }

    /**
     * What the clients saw.
     *
     * @param servedAfter the time from the end of the cause to the next acknowledged request, the longest of all
     * @param failed requests without an answer, or with an answer other than success
     */
    record Outcome(Duration servedAfter, long failed) {}

    /**
     * Runs a fault so many times under load.
     *
     * @param between records that are acknowledged before each fault, and after the last
     */
    Outcome run(String name, int times, int between, Fault fault) throws Exception {
        return run(name, times, between, 0, fault);
    }

    /** The same, with a pause of each writer before each request, ms. */
    Outcome run(String name, int times, int between, int pauseMs, Fault fault) throws Exception {
        var tally = new Tally();
        var before = log.acknowledged();
        var servedAfter = 0L;
        try (var load = Load.start(site, log, tally, seed + before, sessions, pauseMs)) {
            for (var i = 0; i < times; i++) {
                load.awaitMore(between);
                while (!tally.isInMidBatch()) {
                    Thread.onSpinWait();
                }
                var over = fault.strike();
                load.awaitMore(1);
                servedAfter = Math.max(servedAfter, tally.acknowledgedAtNanos() - over);
            }
            load.awaitMore(between);
        }
        try (var owner = postgres.asOwner()) {
            var verdict = Verdict.of(log, owner);
            row(name + " × " + times, log.acknowledged() - before, tally, servedAfter, verdict);
            assertThat(verdict.isGood()).as(name + ": " + verdict).isTrue();
        }
        return new Outcome(Duration.ofNanos(servedAfter), tally.failed());
    }

    private static void row(String name, long acknowledged, Tally tally, long servedAfter, Verdict verdict)
            throws IOException {
        var statuses = tally.statuses();
        var faults = statuses.entrySet().stream()
                .filter(one -> one.getKey() >= 500 && one.getKey() != 503)
                .mapToLong(one -> one.getValue())
                .sum();
        var row = String.format(
                Locale.ROOT,
                "| %s | %d | %d | %d | %d | %d | %.1f | %.1f | %.1f | %d | %d | %d | %d | %d | %d | %d | %.1f |%n",
                name,
                acknowledged,
                statuses.values().stream().mapToLong(count -> count).sum(),
                statuses.getOrDefault(0, 0L),
                statuses.getOrDefault(503, 0L),
                faults,
                tally.longestGap().toMillis() / 1e3,
                servedAfter / 1e9,
                tally.slowest().toMillis() / 1e3,
                verdict.lost(),
                verdict.doubled(),
                verdict.changed(),
                verdict.foreign(),
                verdict.withoutAudit(),
                verdict.withoutChange(),
                verdict.withoutCall(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        if (Files.notExists(TABLE)) {
            Files.writeString(TABLE, HEAD, StandardOpenOption.CREATE);
        }
        Files.writeString(TABLE, row, StandardOpenOption.APPEND);
        System.out.print(row);
    }
}
