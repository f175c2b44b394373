package org.sextant.reporting.summary;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.sextant.Database;

/**
 * The rows of a course as the database has them, and of each outcome what they come to, worked out once more. What a
 * device told counts at the time by the service's clock.
 */
final class RawCourse {

    /** Response in percent or points, line of remission or -1, lower ends of the bands. */
    private record Scale(int percent, int points, int remission, List<Integer> bands) {}

    private static final Map<String, Scale> SCALES = Map.of(
            "PHQ-9", new Scale(50, 0, 4, List.of(5, 10, 15, 20)),
            "MADRS", new Scale(50, 0, 10, List.of(7, 20, 35)),
            "PAIN-NRS", new Scale(30, 0, -1, List.of()),
            "PCL-5", new Scale(0, 10, 30, List.of(31)));

    final List<Map<String, Object>> sessions;
    final List<Map<String, Object>> vitals;
    final List<Map<String, Object>> effects;
    final List<Map<String, Object>> alerts;
    private final List<Map<String, Object>> scores;

    RawCourse(String course) throws Exception {
        sessions = rows(
                "SELECT * FROM session WHERE course_id = ? ORDER BY coalesce(started_at, scheduled_at), number, id",
                course);
        vitals = rows(
                "SELECT * FROM vitals WHERE status <> 'ENTERED_IN_ERROR' AND session_id IN (SELECT id FROM session"
                        + " WHERE course_id = ?)",
                course);
        effects = rows(
                "SELECT * FROM side_effect WHERE status <> 'ENTERED_IN_ERROR' AND session_id IN (SELECT id FROM"
                        + " session WHERE course_id = ?)",
                course);
        alerts = rows("SELECT * FROM alert WHERE status <> 'WITHDRAWN' AND course_id = ?", course);
        scores = rows(
                "SELECT * FROM assessment WHERE status <> 'ENTERED_IN_ERROR' AND course_id = ? ORDER BY corrected_at,"
                        + " recorded_at, id",
                course);
    }

    int sessionsThatAre(String status) {
        return (int) sessions.stream()
                .filter(row -> row.get("status").equals(status))
                .count();
    }

    Instant firstStart() {
        Instant first = null;
        for (var session : sessions) {
            var start = time(session, "started_at");
            if (start != null && (first == null || start.isBefore(first))) {
                first = start;
            }
        }
        return first;
    }

    /** The start of the next session, or null. */
    Instant nextStart(Instant start) {
        return sessions.stream()
                .map(session -> time(session, "started_at"))
                .filter(other -> other != null && other.isAfter(start))
                .min(Instant::compareTo)
                .orElse(null);
    }

    List<Map<String, Object>> scoresOn(String instrument) {
        return scores.stream()
                .filter(row -> row.get("instrument").equals(instrument))
                .toList();
    }

    boolean has(String instrument) {
        return !scoresOn(instrument).isEmpty();
    }

    /** The members of the outcome; those that are null or absent on the wire are null. */
    Map<String, Object> outcome(String instrument) {
        var outcome = new LinkedHashMap<String, Object>();
        var all = scoresOn(instrument);
        var baseline = baseline(all);
        if (baseline == null) {
            return outcome;
        }
        var before = total(baseline);
        outcome.put("baseline", before);
        outcome.put("baselineAt", time(baseline, "corrected_at").toString());
        var later = all.stream()
                .filter(row -> time(row, "corrected_at").isAfter(time(baseline, "corrected_at")))
                .toList();
        if (later.isEmpty()) {
            return outcome;
        }
        var latest = total(later.get(later.size() - 1));
        var scale = SCALES.get(instrument);
        outcome.put("latest", latest);
        outcome.put(
                "latestAt", time(later.get(later.size() - 1), "corrected_at").toString());
        outcome.put("best", later.stream().mapToInt(RawCourse::total).min().orElseThrow());
        if (before > 0) {
            outcome.put(
                    "percentChange",
                    Math.round(Math.abs(latest - before) * 1000.0 / before) * Integer.signum(latest - before) / 10.0);
        }
        if (before > 0 || scale.points() > 0) {
            outcome.put("response", responds(scale, before, latest));
        }
        if (scale.remission() >= 0) {
            outcome.put("remission", latest <= scale.remission());
        }
        outcome.put("worsened", worse(scale, before, latest));
        putResponse(outcome, scale, before, later);
        return outcome;
    }

    private void putResponse(Map<String, Object> outcome, Scale scale, int before, List<Map<String, Object>> later) {
        var first = 0;
        while (first < later.size() && !responds(scale, before, total(later.get(first)))) {
            first++;
        }
        if (first == later.size()) {
            return;
        }
        var at = time(later.get(first), "corrected_at");
        outcome.put("firstResponseAt", at.toString());
        if (firstStart() != null) {
            var seconds = at.getEpochSecond() - firstStart().getEpochSecond();
            outcome.put("hoursToResponse", Math.round(seconds / 360.0) / 10.0);
            outcome.put("firstResponseDay", (int) Math.floor(seconds / 86_400.0));
        }
        var relapse = relapse(scale, before, later.subList(first + 1, later.size()));
        outcome.put("relapse", relapse != null);
        outcome.put("relapsedAt", relapse);
    }

    /** Looks at every pair: next to each other, or far enough apart. */
    private static String relapse(Scale scale, int before, List<Map<String, Object>> after) {
        for (var second = 0; second < after.size(); second++) {
            for (var first = 0; first < second; first++) {
                var days = (time(after.get(second), "corrected_at").getEpochSecond()
                                - time(after.get(first), "corrected_at").getEpochSecond())
                        / 86_400.0;
                if (back(scale, before, total(after.get(first)))
                        && back(scale, before, total(after.get(second)))
                        && (second == first + 1 || days >= 14)) {
                    return time(after.get(first), "corrected_at").toString();
                }
            }
        }
        return null;
    }

    private Map<String, Object> baseline(List<Map<String, Object>> all) {
        Map<String, Object> baseline = null;
        for (var row : all) {
            if (firstStart() != null && !time(row, "corrected_at").isAfter(firstStart())) {
                baseline = row;
            }
        }
        for (var row : all) {
            if (baseline == null && row.get("timepoint").equals("BASELINE")) {
                baseline = row;
            }
        }
        return baseline;
    }

    private static boolean responds(Scale scale, int before, int after) {
        return scale.points() > 0
                ? after <= before - scale.points()
                : before > 0 && after * 100 <= before * (100 - scale.percent());
    }

    private static boolean back(Scale scale, int before, int after) {
        return !responds(scale, before, after) && after >= before / 2.0 && after > scale.remission();
    }

    private static boolean worse(Scale scale, int before, int after) {
        var bands = 0;
        for (var from : scale.bands()) {
            bands += before < from && from <= after ? 1 : 0;
        }
        var rise = before == 0 ? (scale.bands().isEmpty() && after > 0) : (after - before) / (double) before > 0.1;
        return bands > 0 || rise;
    }

    static int total(Map<String, Object> row) {
        return ((Number) row.get("total")).intValue();
    }

    static Instant time(Map<String, Object> row, String column) {
        return row.get(column) == null ? null : ((Timestamp) row.get(column)).toInstant();
    }

    private static List<Map<String, Object>> rows(String sql, String course) throws Exception {
        try (var connection = Database.asOwner();
                var statement = connection.prepareStatement(sql)) {
            statement.setObject(1, UUID.fromString(course));
            return rows(statement.executeQuery());
        }
    }

    private static List<Map<String, Object>> rows(ResultSet result) throws SQLException {
        var rows = new ArrayList<Map<String, Object>>();
        var columns = result.getMetaData();
        while (result.next()) {
            var row = new LinkedHashMap<String, Object>();
            for (var i = 1; i <= columns.getColumnCount(); i++) {
                row.put(columns.getColumnName(i), result.getObject(i));
            }
            rows.add(row);
        }
        return rows;
    }
}
