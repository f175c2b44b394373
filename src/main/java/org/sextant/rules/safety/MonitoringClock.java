package org.sextant.rules.safety;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.stream.Stream;
import org.sextant.rules.protocol.Monitoring;

/**
 * When the next reading of a session is due, and which readings were missed.
 *
 * @param nextDueAt null before the start, after the discharge, and where the protocol requires no readings
 * @param overdueAt when the next reading counts as missed: {@code nextDueAt} plus the grace period; null where no
 *     reading is due
 * @param missed the missed readings, by time
 */
public record MonitoringClock(Instant nextDueAt, Instant overdueAt, List<Missed> missed) {

    /** The clock stops this long after the start: a session is a visit of one day, and staff may forget its end. */
    static final Duration LONGEST_VISIT = Duration.ofHours(12);

    /**
     * A reading that was overdue more than this before the start was recorded does not count as missed: the session is
     * entered late, and nobody can take the reading any more.
     */
    static final Duration LATE_ENTRY = Duration.ofHours(1);

    /**
     * A reading that was not taken in time.
     *
     * @param overdueAt when the reading counted as missed
     */
    public record Missed(Instant dueAt, Instant overdueAt) {}

    /**
     * The clock at the moment of the snapshot.
     *
     * @param snapshot the facts at the moment that counts as now; a reading that could not be taken counts as a reading
     */
    public static MonitoringClock of(Snapshot snapshot) {
        var visit = snapshot.visit();
        var missed = new ArrayList<Missed>();
        if (visit.startedAt() == null) {
            return new MonitoringClock(null, null, missed);
        }
        var grace = grace(snapshot.revision().rules().monitoring());
        var stop = visit.startedAt().plus(LONGEST_VISIT);
        var after = visit.startedAt();
        var times =
                new ArrayDeque<>(snapshot.readings().stream().map(Reading::at).toList());
        for (var due = dueAfter(after, snapshot); due != null && !due.isAfter(stop); due = dueAfter(after, snapshot)) {
            var overdue = due.plus(grace);
            var reading = firstAfter(after, times);
            if (reading != null && !reading.isAfter(overdue)) {
                after = reading;
            } else if (visit.dischargedAt() != null && !overdue.isBefore(visit.dischargedAt())) {
                return new MonitoringClock(null, null, missed);
            } else if (overdue.isAfter(snapshot.at())) {
                return new MonitoringClock(due, overdue, missed);
            } else {
                if (!overdue.isBefore(visit.startRecordedAt().minus(LATE_ENTRY))) {
                    missed.add(new Missed(due, overdue));
                }
                after = due;
            }
        }
        return new MonitoringClock(null, null, missed);
    }

    /** The shortest interval between readings that the protocol requires; zero where it requires no readings. */
    public static Duration interval(Snapshot snapshot) {
        var monitoring = snapshot.revision().rules().monitoring();
        return Stream.of(monitoring.everyMinutesDuringInfusion(), monitoring.everyMinutesAfter())
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .map(Duration::ofMinutes)
                .orElse(Duration.ZERO);
    }

    /**
     * When the next reading after {@code moment} is due. The interval of the infusion applies to readings that are due
     * by the end of the infusion.
     */
    private static Instant dueAfter(Instant moment, Snapshot snapshot) {
        var monitoring = snapshot.revision().rules().monitoring();
        var during = monitoring.everyMinutesDuringInfusion() == null
                ? monitoring.everyMinutesAfter()
                : monitoring.everyMinutesDuringInfusion();
        var ended = snapshot.visit().endedAt();
        if (during != null) {
            var due = moment.plus(Duration.ofMinutes(during));
            if (ended == null || !due.isAfter(ended)) {
                return due;
            }
        }
        if (ended == null || monitoring.everyMinutesAfter() == null) {
            return null;
        }
        var due = moment.plus(Duration.ofMinutes(monitoring.everyMinutesAfter()));
        return due.isBefore(ended) ? ended : due;
    }

    /**
     * The first reading after {@code moment}, or null.
     *
     * @param times the times of readings, in order; the method removes the times up to {@code moment}, which only
     *     increases from call to call
     */
    private static Instant firstAfter(Instant moment, Queue<Instant> times) {
        while (!times.isEmpty() && !times.peek().isAfter(moment)) {
            times.remove();
        }
        return times.peek();
    }

    private static Duration grace(Monitoring monitoring) {
        return Duration.ofMinutes(monitoring.graceMinutes() == null ? 0 : monitoring.graceMinutes());
    }
}
