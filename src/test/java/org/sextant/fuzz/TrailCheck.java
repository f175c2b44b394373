package org.sextant.fuzz;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sextant.Replicas;
import org.sextant.fuzz.FuzzedClinic.Call;

/** Each call of a known caller has one row in the audit trail, with the status of its answer. */
final class TrailCheck {

    private static final Duration LIMIT = Duration.ofMinutes(1);

    private static final Set<Integer> UNREADABLE = Set.of(400, 414, 431);

    private TrailCheck() {}

    /** The calls without their row, with another row, or with more than one; the row may come a moment after the answer. */
    static List<String> flaws(Replicas replicas, FuzzedClinic clinic) throws SQLException, InterruptedException {
        var deadline = System.nanoTime() + LIMIT.toNanos();
        var flaws = flawsNow(replicas, clinic);
        while (!flaws.isEmpty() && System.nanoTime() < deadline) {
            Thread.sleep(100);
            flaws = flawsNow(replicas, clinic);
        }
        return flaws;
    }

    private static List<String> flawsNow(Replicas replicas, FuzzedClinic clinic) throws SQLException {
        var rows = rows(replicas, clinic);
        var flaws = new ArrayList<String>();
        clinic.calls().forEach((request, call) -> {
            var found = rows.getOrDefault(request, List.of());
            if (!isRight(call, found)) {
                flaws.add("answered by %d, rows of %s: %s %s"
                        .formatted(call.status(), found, call.framing(), call.head()));
            }
        });
        rows.keySet().stream()
                .filter(request -> !clinic.calls().containsKey(request))
                .forEach(request -> flaws.add("a row of a request that nobody sent: " + request));
        return flaws;
    }

    private static boolean isRight(Call call, List<Integer> rows) {
        if (call.head().matches("(?s)[A-Z]+ /problems[ /?].*")) {
            // Pages that say nothing of a patient; only what a filter refuses has a row.
            return rows.isEmpty() || rows.equals(List.of(call.status()));
        }
        if (!call.wasRead()) {
            // Nobody knows the caller.
            return rows.isEmpty() && UNREADABLE.contains(call.status());
        }
        if (call.status() == 0) {
            // Who left may have left before there was a call.
            return rows.isEmpty() || (rows.size() == 1 && rows.get(0) < 500);
        }
        if (call.status() == 503) {
            // Refused before any work, or after.
            return rows.isEmpty() || rows.equals(List.of(503));
        }
        return rows.equals(List.of(call.status()));
    }

    private static Map<String, List<Integer>> rows(Replicas replicas, FuzzedClinic clinic) throws SQLException {
        var rows = new HashMap<String, List<Integer>>();
        try (var owner = replicas.asOwner();
                var query = owner.prepareStatement("SELECT request_id, status FROM call_log WHERE clinic_id = ?")) {
            query.setObject(1, clinic.id());
            var found = query.executeQuery();
            while (found.next()) {
                rows.computeIfAbsent(found.getString(1), none -> new ArrayList<>())
                        .add(found.getInt(2));
            }
        }
        return rows;
    }
}
