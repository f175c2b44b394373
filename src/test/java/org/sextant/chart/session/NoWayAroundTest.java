package org.sextant.chart.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sextant.identity.Role.NURSE;

import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.sextant.LightClient;
import org.sextant.Treatment;

/**
 * Nurses try everything in random order, at random times, with random values. Whatever they do, no session is begun and no
 * patient goes home past a rule that blocks; what counts is computed here once more, from what the service accepted.
 */
@QuarkusTest
class NoWayAroundTest {

    private static final Instant CHECK_IN = Instant.parse("2026-01-05T09:00:00Z");
    private static final int WALKS = 10;
    private static final int TRIES = 40;

    /** What the service accepted, in minutes after the check-in. */
    private static final class Chart {

        private record Pressure(int minute, int systolic, int diastolic) {}

        private record Effect(String id, int onset, boolean mild, int end) {}

        private final List<Pressure> pressures = new ArrayList<>();
        private final List<Effect> effects = new ArrayList<>();
        private Integer started;
        private Integer ended;
        private boolean discharged;
    }

    @Test
    void noOrderOfStepsLeadsPastABlockingRule() {
        var charts = LongStream.rangeClosed(1, WALKS)
                .mapToObj(seed -> walk(new Random(seed)))
                .toList();

        assertThat(charts).as("those that began").anyMatch(chart -> chart.started != null);
        assertThat(charts).as("those that went home").anyMatch(chart -> chart.discharged);
        assertThat(charts).as("those that did not").anyMatch(chart -> !chart.discharged);
    }

    private static Chart walk(Random random) {
        var session = Treatment.checkedIn();
        var chart = new Chart();
        var minute = 5;
        for (var i = 0; i < TRIES && !chart.discharged; i++) {
            minute += random.nextInt(14);
            switch (random.nextInt(6)) {
                case 0 -> start(session, chart, minute);
                case 1 -> end(session, chart, minute);
                case 2 -> discharge(session, chart, minute, random);
                case 3 -> effect(session, chart, minute, random);
                default -> reading(session, chart, minute - random.nextInt(5), random);
            }
        }
        return chart;
    }

    private static void start(String session, Chart chart, int minute) {
        if (post(session, "infusion/start", "{\"at\": \"%s\"}".formatted(at(minute))) == 200) {
            chart.started = minute;
            assertThat(last(chart, minute)).as("a baseline").satisfies(pressure -> {
                assertThat(minute - pressure.minute()).isLessThanOrEqualTo(30);
                assertThat(pressure.systolic()).isBetween(90, 160);
                assertThat(pressure.diastolic()).isLessThanOrEqualTo(100);
            });
        }
    }

    private static void end(String session, Chart chart, int minute) {
        if (post(session, "infusion/end", """
                {"at": "%s", "administeredMg": 36}""".formatted(at(minute))) == 200) {
            assertThat(chart.started).isNotNull();
            chart.ended = minute;
        }
    }

    private static void discharge(String session, Chart chart, int minute, Random random) {
        var criteria = random.nextInt(4) == 0
                ? Treatment.CRITERIA_MET.replace("\"ORIENTED\": true", "\"ORIENTED\": false")
                : Treatment.CRITERIA_MET;
        if (post(session, "discharge", "{\"at\": \"%s\", \"criteria\": %s}".formatted(at(minute), criteria)) == 200) {
            chart.discharged = true;
            assertThat(criteria).isEqualTo(Treatment.CRITERIA_MET);
            assertThat(chart.ended).isNotNull();
            assertThat(minute - chart.ended).isGreaterThanOrEqualTo(60);
            var pressure = last(chart, minute);
            assertThat(minute - pressure.minute()).isLessThanOrEqualTo(15);
            assertThat(nearBaseline(pressure, last(chart, chart.started))).isTrue();
            assertThat(chart.effects)
                    .allMatch(effect -> effect.mild() || effect.onset() > minute || effect.end() <= minute);
        }
    }

    private static boolean nearBaseline(Chart.Pressure now, Chart.Pressure before) {
        return (now.systolic() < 140 && now.diastolic() < 90)
                || (Math.abs(now.systolic() - before.systolic()) <= 0.2 * before.systolic()
                        && Math.abs(now.diastolic() - before.diastolic()) <= 0.2 * before.diastolic());
    }

    private static void reading(String session, Chart chart, int minute, Random random) {
        if (chart.pressures.stream().anyMatch(pressure -> pressure.minute() == minute)) {
            return;
        }
        // Mostly unremarkable, or nobody would ever get as far as the discharge.
        var systolic = random.nextInt(4) == 0 ? 85 + random.nextInt(90) : 110 + random.nextInt(20);
        var diastolic = systolic - 20 - random.nextInt(30);
        if (post(session, "vitals", """
                {"takenAt": "%s", "systolic": %d, "diastolic": %d}""".formatted(at(minute), systolic, diastolic)) == 201) {
            chart.pressures.add(new Chart.Pressure(minute, systolic, diastolic));
        }
    }

    private static void effect(String session, Chart chart, int minute, Random random) {
        var mild = random.nextBoolean();
        var end = minute + random.nextInt(60);
        var answer = LightClient.as(NURSE)
                .body("""
                        {"effect": "NAUSEA", "severity": "%s", "onsetAt": "%s", "resolvedAt": "%s"}""".formatted(mild ? "MILD" : "MODERATE", at(minute), at(end)))
                .post("/v1/sessions/" + session + "/side-effects");
        if (answer.status() == 201) {
            chart.effects.add(new Chart.Effect(answer.id(), minute, mild, end));
        }
    }

    private static Chart.Pressure last(Chart chart, int minute) {
        return chart.pressures.stream()
                .filter(pressure -> pressure.minute() <= minute)
                .max(Comparator.comparing(Chart.Pressure::minute))
                .orElseThrow();
    }

    private static int post(String session, String step, String body) {
        var answer = LightClient.as(NURSE).body(body).post("/v1/sessions/" + session + "/" + step);
        assertThat(answer.status()).isIn(200, 201, 409, 422);
        return answer.status();
    }

    private static Instant at(int minute) {
        return CHECK_IN.plus(Duration.ofMinutes(minute));
    }
}
