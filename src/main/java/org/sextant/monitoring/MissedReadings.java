package org.sextant.monitoring;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sextant.rules.safety.MonitoringClock.Missed;

/**
 * Matches alerts of missed readings with the missed readings. A reading that is recorded late moves the due times of
 * the following readings: an alert stays with the missed reading that lacks the same measurements and whose due time
 * is nearest.
 *
 * @param kept alerts, each with its missed reading
 * @param obsolete alerts without a missed reading
 * @param unknown missed readings without an alert
 */
record MissedReadings(Map<Alert, Missed> kept, List<Alert> obsolete, List<Missed> unknown) {

    private record Pair(Alert alert, Missed missed) {

        Duration distance() {
            return Duration.between(alert.dueAt(), missed.dueAt()).abs();
        }

        /** True where both name the same measurements: who acknowledged other ones has not seen these. */
        boolean isPossible(Duration interval) {
            return List.copyOf(missed.missing()).equals(alert.missing())
                    && (distance().isZero() || distance().compareTo(interval) < 0);
        }
    }

    /** The nearest pair first; among equally near pairs, the earlier. No two pairs are equal in all three values. */
    private static final Comparator<Pair> ORDER = Comparator.comparing(Pair::distance)
            .thenComparing(pair -> pair.missed().dueAt())
            .thenComparing(pair -> pair.alert().dueAt());

    /**
     * Pairs alerts and missed readings, the nearest first.
     *
     * @param interval the time between two readings; an alert and a missed reading this far apart are no pair, unless
     *     they have the same due time
     */
    static MissedReadings of(List<Alert> alerts, List<Missed> missed, Duration interval) {
        var kept = new LinkedHashMap<Alert, Missed>();
        alerts.stream()
                .flatMap(alert -> missed.stream().map(reading -> new Pair(alert, reading)))
                .filter(pair -> pair.isPossible(interval))
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
