package org.sextant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sextant.identity.Role.ANALYST;
import static org.sextant.identity.Role.NURSE;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Four times as many requests as the service can serve, for a minute: the service serves nearly as many as at its best,
 * refuses the others, the urgent ones last, and is itself again at once. {@code -Dsextant.load.seconds} sets another
 * time.
 */
@Tag("endurance")
@Tag("measurement")
class OverloadEnduranceIT {

    private static final Duration TIME = Duration.ofSeconds(Integer.getInteger("sextant.load.seconds", 60));
    private static final int TIMES = 4;
    private static final int VISITS = 200;
    /** How long ago the patients came. Their infusions begin now, so no reading is missed in the test. */
    private static final Duration CAME_BEFORE = Duration.ofMinutes(1);

    private static final int MORE_THREADS = 20;
    private static final double GROWTH = 1.5;

    /** Besides the access log: one a second that says how many were refused, and a few more. */
    private static final long MOST_LINES = 2 * TIME.toSeconds();

    @TempDir
    static Path directory;

    @Test
    void overloadDegradesAndPasses() throws Exception {
        try (var service = Replicas.start(directory, 1, Map.of("SEXTANT_HTTP_LONGEST_WAIT", "1500ms"))) {
            var treatment = new LongCourse(new Callers(service));
            var visits = IntStream.range(0, VISITS)
                    .mapToObj(number -> {
                        var visit = treatment.scheduledAt(Instant.now().minus(CAME_BEFORE));
                        treatment.checkIn(visit);
                        treatment.start(visit, CAME_BEFORE);
                        return visit;
                    })
                    .toList();
            var tokens = Map.of(NURSE, service.token(NURSE), ANALYST, service.token(ANALYST));
            try (var load = new OpenLoad(service.address(0), tokens)) {
                load.kind("reports", 1, number -> Callers.Call.get(ANALYST, "/v1/reports/outcomes?instrument=PHQ-9"))
                        .kind("vitals", 2, number -> vitals(visits.get(number % VISITS)))
                        .kind("reads", 7, number -> Callers.Call.get(NURSE, "/v1/patients?limit=20"));
                load.peak(16, Duration.ofSeconds(10));
                var peak = load.peak(16, Duration.ofSeconds(10));
                var linesBefore = service.outputOf(0)
                        .lines()
                        .filter(line -> !line.contains("access-log"))
                        .count();
                var sizeBefore = ProcessSize.of(service.pidOf(0));
                var over = load.run(TIMES * peak, TIME);
                var sizeAfter = ProcessSize.of(service.pidOf(0));
                var after = load.run(peak / 4, Duration.ofSeconds(10));
                var linesAfter = service.outputOf(0)
                        .lines()
                        .filter(line -> !line.contains("access-log"))
                        .count();
                var good =
                        over.values().stream().mapToInt(OpenLoad.Outcome::good).sum() / (TIME.toMillis() / 1e3);
                System.out.printf(
                        "peak %.0f/s, offered %.0f/s, goodput %.0f/s (%.0f %%)%n",
                        peak, TIMES * peak, good, 100 * good / peak);
                over.forEach((kind, outcome) -> System.out.printf("  %-8s %s%n", kind, outcome));
                System.out.println("in the ten seconds after, at a quarter of the peak");
                after.forEach((kind, outcome) -> System.out.printf("  %-8s %s%n", kind, outcome));
                System.out.printf("log lines besides the access log: %d%n", linesAfter - linesBefore);
                System.out.printf("before %s, at the end of the overload %s%n", sizeBefore, sizeAfter);

                assertThat(good).isGreaterThan(0.8 * peak);
                assertThat(sizeAfter.threads()).isLessThan(sizeBefore.threads() + MORE_THREADS);
                assertThat(sizeAfter.residentMb()).isLessThan(GROWTH * sizeBefore.residentMb());
                assertThat(linesAfter - linesBefore).isLessThan(MOST_LINES);
                assertThat(over.values())
                        .allSatisfy(outcome -> assertThat(outcome.odd()).isZero());
                assertThat(share(over.get("vitals"))).isGreaterThan(share(over.get("reads")));
                assertThat(share(over.get("reads"))).isGreaterThan(share(over.get("reports")));
                assertThat(after.values())
                        .allSatisfy(outcome -> assertThat(outcome.good()).isEqualTo(outcome.sent()));
            }
        }
    }

    private static double share(OpenLoad.Outcome outcome) {
        return (double) outcome.good() / outcome.sent();
    }

    private static Callers.Call vitals(LongCourse.Visit visit) {
        return Callers.Call.post(NURSE, visit.path() + "/vitals", """
                {"id": "%s", "takenAt": "%s", "systolic": 120, "diastolic": 80, "heartRate": 70, "spo2": 98}""".formatted(UUID.randomUUID(), Instant.now()));
    }
}
