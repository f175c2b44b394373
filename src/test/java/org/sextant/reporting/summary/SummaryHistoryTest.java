package org.sextant.reporting.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sextant.Api.as;
import static org.sextant.Api.json;
import static org.sextant.identity.Role.NURSE;

import io.quarkus.test.junit.QuarkusTest;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever happened in a course, its summary is what the raw rows come to when they are worked out once more. */
@QuarkusTest
class SummaryHistoryTest {

    private static final List<String> INSTRUMENTS = List.of("PHQ-9", "MADRS", "PCL-5", "PAIN-NRS");
    private static final List<String> SEVERITIES = List.of("MILD", "MODERATE", "SEVERE", "LIFE_THREATENING");

    static List<Long> seeds() {
        return LongStream.rangeClosed(1, 12).boxed().toList();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void isWhatTheRowsComeTo(long seed) throws Exception {
        var course = RandomHistory.course(seed);
        var raw = new RawCourse(course);

        var summary =
                json(as(NURSE).get("/v1/courses/{id}/summary", course).then().statusCode(200));

        hasTheOutcomes(list(summary, "outcomes"), raw);
        hasTheReadings(object(summary, "vitals"), raw.vitals, raw);
        hasTheEffects(list(summary, "sideEffects"), raw.effects);
        hasTheTimeline(list(summary, "timeline"), raw);
        assertThat(object(summary, "sessions"))
                .containsEntry("cancelled", raw.sessionsThatAre("CANCELLED"))
                .containsEntry("completed", raw.sessionsThatAre("DISCHARGED"));
        assertThat(object(summary, "alerts"))
                .containsEntry("total", raw.alerts.size())
                .containsEntry("open", (int) raw.alerts.stream()
                        .filter(row -> row.get("status").equals("OPEN"))
                        .count());
    }

    private static void hasTheOutcomes(List<Map<String, Object>> outcomes, RawCourse raw) {
        assertThat(outcomes.stream().map(outcome -> outcome.get("instrument")).toList())
                .isEqualTo(INSTRUMENTS.stream().filter(raw::has).toList());
        for (var outcome : outcomes) {
            var expected = raw.outcome((String) outcome.get("instrument"));
            for (var member : List.of(
                    "baseline",
                    "baselineAt",
                    "latest",
                    "latestAt",
                    "best",
                    "percentChange",
                    "response",
                    "remission",
                    "worsened",
                    "firstResponseAt",
                    "firstResponseDay",
                    "hoursToResponse",
                    "relapse",
                    "relapsedAt")) {
                assertThat(plain(outcome.get(member)))
                        .as(outcome.get("instrument") + " " + member)
                        .isEqualTo(plain(expected.get(member)));
            }
        }
    }

    private static void hasTheReadings(Map<String, Object> shown, List<Map<String, Object>> vitals, RawCourse raw) {
        assertThat(shown.get("readings")).isEqualTo(vitals.size());
        assertThat(shown.get("maxSystolic")).isEqualTo(extreme(vitals, "systolic", 1));
        assertThat(shown.get("maxDiastolic")).isEqualTo(extreme(vitals, "diastolic", 1));
        assertThat(shown.get("minSpo2")).isEqualTo(extreme(vitals, "spo2", -1));
        var rise = raw.sessions.stream()
                .map(session -> rise(session, raw))
                .filter(Objects::nonNull)
                .max(BigDecimal::compareTo);
        assertThat(plain(shown.get("maxSystolicRisePercent"))).isEqualTo(plain(rise.orElse(null)));
    }

    private static BigDecimal rise(Map<String, Object> session, RawCourse raw) {
        var baseline = baselineOf(session, raw);
        var peak = extreme(fromStart(session, raw), "systolic", 1);
        return baseline == null || peak == null
                ? null
                : BigDecimal.valueOf((peak - (Integer) baseline.get("systolic")) * 100L)
                        .divide(BigDecimal.valueOf((Integer) baseline.get("systolic")), 1, RoundingMode.HALF_UP);
    }

    private static void hasTheEffects(List<Map<String, Object>> shown, List<Map<String, Object>> rows) {
        assertThat(shown).hasSize((int)
                rows.stream().map(row -> row.get("effect")).distinct().count());
        for (var one : shown) {
            var same = rows.stream()
                    .filter(row -> row.get("effect").equals(one.get("effect")))
                    .toList();
            assertThat(one.get("occurrences")).isEqualTo(same.size());
            assertThat(one.get("worst")).isEqualTo(worst(same));
            if (one.containsKey("sessions")) {
                assertThat(one.get("sessions")).isEqualTo((int) same.stream()
                        .map(row -> row.get("session_id"))
                        .distinct()
                        .count());
                assertThat(plain(one.get("medianMinutes"))).isEqualTo(plain(median(same)));
            }
        }
    }

    private static void hasTheTimeline(List<Map<String, Object>> timeline, RawCourse raw) {
        assertThat(timeline).hasSameSizeAs(raw.sessions);
        for (var i = 0; i < timeline.size(); i++) {
            var session = raw.sessions.get(i);
            var shown = timeline.get(i);
            assertThat(shown.get("sessionId")).isEqualTo(session.get("id").toString());
            assertThat(shown.get("number")).isEqualTo(session.get("number"));
            assertThat(shown.get("status")).isEqualTo(session.get("status"));
            assertThat(shown.get("baseline")).isEqualTo(pressure(baselineOf(session, raw)));
            var peak = object(shown, "peak");
            assertThat(peak.get("systolic")).isEqualTo(extreme(fromStart(session, raw), "systolic", 1));
            assertThat(peak.get("diastolic")).isEqualTo(extreme(fromStart(session, raw), "diastolic", 1));
            hasTheEffects(
                    list(shown, "sideEffects"),
                    raw.effects.stream()
                            .filter(row -> row.get("session_id").equals(session.get("id")))
                            .toList());
            hasTheScores(list(shown, "scores"), session, raw);
        }
    }

    /** A member that is an object; one without members where it is absent. */
    @SuppressWarnings("unchecked")
    private static Map<String, Object> object(Map<String, Object> of, String member) {
        return (Map<String, Object>) Objects.requireNonNullElse(of.get(member), Map.of());
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> list(Map<String, Object> of, String member) {
        return (List<Map<String, Object>>) of.get(member);
    }

    private static Map<String, Object> pressure(Map<String, Object> row) {
        return row == null ? null : Map.of("systolic", row.get("systolic"), "diastolic", row.get("diastolic"));
    }

    private static void hasTheScores(List<Map<String, Object>> shown, Map<String, Object> session, RawCourse raw) {
        var start = RawCourse.time(session, "started_at");
        var expected = new ArrayList<String>();
        for (var instrument : start == null ? List.<String>of() : INSTRUMENTS) {
            var next = raw.nextStart(start);
            Integer before = null;
            Integer after = null;
            for (var row : raw.scoresOn(instrument)) {
                var at = RawCourse.time(row, "corrected_at");
                if (!at.isAfter(start)) {
                    before = RawCourse.total(row);
                } else if (after == null && (next == null || !at.isAfter(next))) {
                    after = RawCourse.total(row);
                }
            }
            if (before != null || after != null) {
                expected.add(instrument + " " + before + " " + after);
            }
        }
        assertThat(shown.stream().map(one -> one.get("instrument") + " " + one.get("before") + " " + one.get("after")))
                .containsExactlyElementsOf(expected);
    }

    private static String worst(List<Map<String, Object>> rows) {
        return SEVERITIES.get(rows.stream()
                .mapToInt(row -> SEVERITIES.indexOf(row.get("severity")))
                .max()
                .orElseThrow());
    }

    private static Double median(List<Map<String, Object>> rows) {
        var minutes = new ArrayList<Double>();
        for (var row : rows) {
            if (row.get("corrected_resolved_at") != null) {
                minutes.add((RawCourse.time(row, "corrected_resolved_at").getEpochSecond()
                                - RawCourse.time(row, "corrected_at").getEpochSecond())
                        / 60.0);
            }
        }
        minutes.sort(null);
        var size = minutes.size();
        return size == 0 ? null : (minutes.get((size - 1) / 2) + minutes.get(size / 2)) / 2;
    }

    private static Map<String, Object> baselineOf(Map<String, Object> session, RawCourse raw) {
        Map<String, Object> baseline = null;
        for (var row : ofSession(session, raw)) {
            var at = RawCourse.time(row, "corrected_at");
            if (RawCourse.time(session, "started_at") != null
                    && row.get("systolic") != null
                    && !at.isAfter(RawCourse.time(session, "started_at"))
                    && (baseline == null || later(row, baseline))) {
                baseline = row;
            }
        }
        return baseline;
    }

    private static boolean later(Map<String, Object> row, Map<String, Object> other) {
        return Comparator.<Map<String, Object>, Instant>comparing(one -> RawCourse.time(one, "corrected_at"))
                        .thenComparing(one -> RawCourse.time(one, "recorded_at"))
                        .thenComparing(one -> one.get("id").toString())
                        .compare(row, other)
                > 0;
    }

    private static List<Map<String, Object>> fromStart(Map<String, Object> session, RawCourse raw) {
        var start = RawCourse.time(session, "started_at");
        return ofSession(session, raw).stream()
                .filter(row ->
                        start != null && !RawCourse.time(row, "corrected_at").isBefore(start))
                .toList();
    }

    private static List<Map<String, Object>> ofSession(Map<String, Object> session, RawCourse raw) {
        return raw.vitals.stream()
                .filter(row -> row.get("session_id").equals(session.get("id")))
                .toList();
    }

    private static Integer extreme(List<Map<String, Object>> rows, String column, int sign) {
        return rows.stream()
                .map(row -> (Number) row.get(column))
                .filter(Objects::nonNull)
                .map(Number::intValue)
                .max((one, other) -> sign * Integer.compare(one, other))
                .orElse(null);
    }

    /** Numbers of all kinds compare by their value to one decimal. */
    private static Object plain(Object value) {
        return value instanceof Number number
                ? new BigDecimal(number.toString()).setScale(1, RoundingMode.HALF_UP)
                : value;
    }
}
