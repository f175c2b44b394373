package org.sextant.monitoring;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sextant.rules.safety.MonitoringClock.Missed;

/**
 * Which alerts of missed readings stand for which of the readings that were missed. A reading that comes in late moves
 * the times at which the next ones were due: an alert stays with the missed reading nearest to it.
 *
 * @param kept an alert and the missed reading that it stands for
 * @param obsolete alerts of readings that were not missed after all
 * @param unknown missed readings that nobody was alerted of
 */
record MissedReadings(Map<Alert, Missed> kept, List<Alert> obsolete, List<Missed> unknown) {

    private record Pair(Alert alert, Missed missed) {

        Duration distance() {
            return Duration.between(alert.dueAt(), missed.dueAt()).abs();
        }
    }

    /** The nearest first, and of those equally near the earlier ones. No two pairs are alike in all three. */
    private static final Comparator<Pair> ORDER = Comparator.comparing(Pair::distance)
            .thenComparing(pair -> pair.missed().dueAt())
            .thenComparing(pair -> pair.alert().dueAt());

    /**
     * Pairs alerts and missed readings, the nearest first.
     *
     * @param interval between readings: those further apart are not the same
     */
    static MissedReadings of(List<Alert> alerts, List<Missed> missed, Duration interval) {
        var kept = new LinkedHashMap<Alert, Missed>();
        alerts.stream()
                .flatMap(alert -> missed.stream().map(one -> new Pair(alert, one)))
                .filter(pair -> pair.distance().compareTo(interval) < 0)
                .sorted(ORDER)
                .forEach(pair -> {
                    if (!kept.containsKey(pair.alert()) && !kept.containsValue(pair.missed())) {
                        kept.put(pair.alert(), pair.missed());
                    }
                });
        var obsolete = new ArrayList<>(alerts);
        obsolete.removeAll(kept.keySet());
        var unknown = new ArrayList<>(missed);
        unknown.removeAll(kept.values());
        return new MissedReadings(kept, obsolete, unknown);
    }
}
