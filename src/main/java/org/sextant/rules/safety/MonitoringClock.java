package org.sextant.rules.safety;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.sextant.rules.protocol.Monitoring;
import org.sextant.rules.protocol.RequiredMeasurement;

/**
 * When the next reading of a session is due, and which readings were missed.
 *
 * @param nextDueAt null before the start, after the discharge, and where the protocol requires no readings
 * @param overdueAt when the next reading counts as missed: {@code nextDueAt} plus the grace period; null where no
 *     reading is due
 * @param missed the missed readings, by time; one for each due time
 */
public record MonitoringClock(Instant nextDueAt, Instant overdueAt, List<Missed> missed) {

    /** The clock stops this long after the start: a session is a visit of one day, and staff may forget its end. */
    static final Duration LONGEST_VISIT = Duration.ofHours(12);

    /**
     * A reading that was overdue more than this before the start was recorded does not count as missed: the session is
     * entered late, and nobody can take the reading any more.
     */
    static final Duration LATE_ENTRY = Duration.ofHours(1);

    /** The interval of a protocol that requires only blood pressures at fixed times: those never move. */
    private static final Duration OF_FIXED_TIMES = Duration.ofMinutes(1);

    private static final MonitoringClock STOPPED = new MonitoringClock(null, null, List.of());

    /**
     * A reading that was not taken in time.
     *
     * @param overdueAt when the reading counted as missed
     * @param missing the required measurements that nobody took in time; empty where any reading counts
     */
    public record Missed(Instant dueAt, Instant overdueAt, Set<RequiredMeasurement> missing) {

        public Missed {
            missing = ordered(missing);
        }

        /** A missed reading of a protocol for which any reading counts. */
        public Missed(Instant dueAt, Instant overdueAt) {
            this(dueAt, overdueAt, Set.of());
        }

        /** True where staff took what is missing after it counted as missed, in one reading or in several. */
        public boolean isMadeUpBy(List<Reading> readings) {
            var later = readings.stream()
                    .filter(reading -> reading.at().isAfter(overdueAt))
                    .toList();
            return !later.isEmpty()
                    && missing.stream()
                            .allMatch(measurement -> later.stream().anyMatch(reading -> reading.answers(measurement)));
        }

        private Missed and(Missed other) {
            return new Missed(dueAt, overdueAt, union(missing, other.missing));
        }
    }

    /**
     * The clock at the moment of the snapshot. Two needs run side by side: the readings at intervals, and the blood
     * pressures at fixed times.
     *
     * @param snapshot the facts at the moment that counts as now
     */
    public static MonitoringClock of(Snapshot snapshot) {
        if (snapshot.visit().startedAt() == null) {
            return STOPPED;
        }
        return atFixedTimes(snapshot).reduce(atIntervals(snapshot), MonitoringClock::and);
    }

    /**
     * False for a time so long before the service knew of the start that nothing that was due by then counts as missed.
     *
     * @param dueAt when a reading was due
     */
    public static boolean judges(Instant dueAt, Snapshot snapshot) {
        var visit = snapshot.visit();
        return visit.startedAt() != null
                && !isEnteredLate(dueAt.plus(grace(snapshot.revision().rules().monitoring())), visit);
    }

    /**
     * True for a reading that had counted as missed before the start was recorded: whoever enters the session late may have
     * taken the reading, and may be about to enter it too.
     */
    public static boolean isLateEntry(Missed missed, Snapshot snapshot) {
        return !missed.overdueAt().isAfter(snapshot.visit().startRecordedAt());
    }

    /** A missed reading that was due at this time, by the protocol's grace period. */
    public static Missed missed(Instant dueAt, Collection<RequiredMeasurement> missing, Snapshot snapshot) {
        return new Missed(dueAt, dueAt.plus(grace(snapshot.revision().rules().monitoring())), enumSet(missing));
    }

    /** The shortest interval between readings that the protocol requires; zero where it requires no readings. */
    public static Duration interval(Snapshot snapshot) {
        var monitoring = snapshot.revision().rules().monitoring();
        return Stream.of(monitoring.everyMinutesDuringInfusion(), monitoring.everyMinutesAfter())
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .map(Duration::ofMinutes)
                .orElse(monitoring.requiresBloodPressureAtMinutes().isEmpty() ? Duration.ZERO : OF_FIXED_TIMES);
    }

    /** The clock of the readings at intervals. */
    private static MonitoringClock atIntervals(Snapshot snapshot) {
        return atIntervals(snapshot, snapshot.visit().startedAt());
    }

    /**
     * The clock of the readings at intervals from {@code begin} on, as if all before had been in time.
     *
     * @param begin the start, or a reading that the interval to the next reading counts from
     */
    static MonitoringClock atIntervals(Snapshot snapshot, Instant begin) {
        var visit = snapshot.visit();
        var monitoring = snapshot.revision().rules().monitoring();
        var missed = new ArrayList<Missed>();
        var stop = visit.startedAt().plus(LONGEST_VISIT);
        var after = begin;
        var readings = new ArrayDeque<>(snapshot.readings());
        for (var due = dueAfter(after, snapshot); due != null && !due.isAfter(stop); due = dueAfter(after, snapshot)) {
            var overdue = due.plus(grace(monitoring));
            removeUpTo(after, readings);
            var missing = enumSet(monitoring.requires());
            var complete = firstComplete(missing, overdue, readings);
            if (complete != null) {
                after = complete;
            } else if (isAfterDischarge(overdue, visit)) {
                return new MonitoringClock(null, null, missed);
            } else if (overdue.isAfter(snapshot.at())) {
                return new MonitoringClock(due, overdue, missed);
            } else {
                if (!isEnteredLate(overdue, visit)) {
                    missed.add(new Missed(due, overdue, missing));
                }
                after = due;
            }
        }
        return new MonitoringClock(null, null, missed);
    }

    /** One clock for each blood pressure at a fixed time. */
    private static Stream<MonitoringClock> atFixedTimes(Snapshot snapshot) {
        return snapshot.revision().rules().monitoring().requiresBloodPressureAtMinutes().stream()
                .map(Duration::ofMinutes)
                .filter(sinceStart -> sinceStart.compareTo(LONGEST_VISIT) <= 0)
                .map(sinceStart -> atFixedTime(snapshot.visit().startedAt().plus(sinceStart), snapshot));
    }

    /** The clock of one blood pressure, which may be early or late by the grace period. */
    private static MonitoringClock atFixedTime(Instant due, Snapshot snapshot) {
        var visit = snapshot.visit();
        var grace = grace(snapshot.revision().rules().monitoring());
        var overdue = due.plus(grace);
        var earliest = due.minus(grace);
        var taken = snapshot.readings().stream()
                .filter(reading -> reading.answers(RequiredMeasurement.BLOOD_PRESSURE))
                .map(Reading::at)
                .anyMatch(at -> !at.isBefore(earliest) && !at.isAfter(overdue));
        if (taken || isAfterDischarge(overdue, visit)) {
            return STOPPED;
        }
        if (overdue.isAfter(snapshot.at())) {
            return new MonitoringClock(due, overdue, List.of());
        }
        return isEnteredLate(overdue, visit)
                ? STOPPED
                : new MonitoringClock(
                        null, null, List.of(new Missed(due, overdue, Set.of(RequiredMeasurement.BLOOD_PRESSURE))));
    }

    /** Both clocks in one: what is due first, and what either clock missed. */
    private MonitoringClock and(MonitoringClock other) {
        var first =
                nextDueAt == null || (other.nextDueAt != null && other.nextDueAt.isBefore(nextDueAt)) ? other : this;
        var all = new TreeMap<Instant, Missed>();
        Stream.of(missed, other.missed)
                .flatMap(List::stream)
                .forEach(reading -> all.merge(reading.dueAt(), reading, Missed::and));
        return new MonitoringClock(first.nextDueAt, first.overdueAt, List.copyOf(all.values()));
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

    /** Removes the readings up to {@code moment}, which only increases from call to call. */
    private static void removeUpTo(Instant moment, Queue<Reading> readings) {
        while (!readings.isEmpty() && !readings.peek().at().isAfter(moment)) {
            readings.remove();
        }
    }

    /**
     * The time of the reading that completes the required measurements, or null where they are not complete by the end.
     *
     * @param missing the required measurements; the method removes those that a reading answers
     * @param end the readings up to this time count
     */
    private static Instant firstComplete(Set<RequiredMeasurement> missing, Instant end, Collection<Reading> readings) {
        for (var reading : readings) {
            if (reading.at().isAfter(end)) {
                return null;
            }
            missing.removeIf(reading::answers);
            if (missing.isEmpty()) {
                return reading.at();
            }
        }
        return null;
    }

    private static boolean isAfterDischarge(Instant overdue, Visit visit) {
        return visit.dischargedAt() != null && !overdue.isBefore(visit.dischargedAt());
    }

    private static boolean isEnteredLate(Instant overdue, Visit visit) {
        return overdue.isBefore(visit.startRecordedAt().minus(LATE_ENTRY));
    }

    private static Duration grace(Monitoring monitoring) {
        return Duration.ofMinutes(monitoring.graceMinutes() == null ? 0 : monitoring.graceMinutes());
    }

    private static Set<RequiredMeasurement> union(Set<RequiredMeasurement> some, Set<RequiredMeasurement> others) {
        var all = enumSet(some);
        all.addAll(others);
        return all;
    }

    private static Set<RequiredMeasurement> enumSet(Collection<RequiredMeasurement> measurements) {
        var set = EnumSet.noneOf(RequiredMeasurement.class);
        set.addAll(measurements);
        return set;
    }

    /** An unmodifiable set in the order of the constants, so that texts are the same each time. */
    private static Set<RequiredMeasurement> ordered(Set<RequiredMeasurement> measurements) {
        return Collections.unmodifiableSet(enumSet(measurements));
    }
}
