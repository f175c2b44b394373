package org.sextant.rules.safety;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is left of the readings of a session to evaluate one more, where that one is the newest: three readings, however
 * many the session has. The evaluation of all readings gives the same.
 *
 * @param last the last reading, in the order of records; null without one
 * @param baseline the last reading with a pressure at or before the start; null without one
 * @param lastPressure the last reading with a pressure; null without one
 */
public record LatestReadings(Reading last, Reading baseline, Reading lastPressure) {

    /** The next due reading, as far as it is known; both null where no reading is due. */
    public record Due(Instant nextDueAt, Instant overdueAt) {

        private static Due of(MonitoringClock clock) {
            return new Due(clock.nextDueAt(), clock.overdueAt());
        }
    }

    /**
     * Evaluates a reading that is recorded now.
     *
     * @param session the protocol, the steps and the moment; the readings of this snapshot do not count
     * @param due what the last evaluation of the session stored; no reading of the session has been missed
     * @return what is due after the reading; empty where the reading is not the newest, where a finding belongs to it,
     *     where a reading was missed, and where it depends on more than these three readings what is due: then the
     *     session is evaluated as a whole
     */
    public Optional<Due> evaluate(Snapshot session, Due due, Reading reading) {
        var few = with(session, Stream.of(baseline, lastPressure, reading));
        if (!isNewest(reading, session.visit())
                || ReadingRules.evaluate(few).stream()
                        .anyMatch(finding -> finding.sourceId().equals(reading.id()))) {
            return Optional.empty();
        }
        return session.visit().startedAt() == null ? Optional.of(due) : dueAfter(session, due, reading);
    }

    /** A reading before the start is the newest only of a session that has not started: else it is a baseline. */
    private boolean isNewest(Reading reading, Visit visit) {
        return (last == null || Reading.ORDER.compare(last, reading) < 0)
                && visit.dischargedAt() == null
                && (visit.startedAt() == null || reading.at().isAfter(visit.startedAt()));
    }

    private Optional<Due> dueAfter(Snapshot session, Due due, Reading reading) {
        var monitoring = session.revision().rules().monitoring();
        if (!monitoring.requires().isEmpty()
                || !monitoring.requiresBloodPressureAtMinutes().isEmpty()) {
            return Optional.empty();
        }
        var start = session.visit().startedAt();
        var begin = last == null || last.at().isBefore(start) ? start : last.at();
        var before = MonitoringClock.atIntervals(with(session, Stream.of()), begin);
        var after = MonitoringClock.atIntervals(with(session, Stream.of(reading)), begin);
        // What was stored differs where time has passed, where an imported session has no clock, and after a future
        // time.
        var isAsStored = before.missed().isEmpty() && Due.of(before).equals(due);
        return isAsStored && after.missed().isEmpty() ? Optional.of(Due.of(after)) : Optional.empty();
    }

    private static Snapshot with(Snapshot session, Stream<Reading> readings) {
        return new Snapshot(
                session.revision(),
                session.visit(),
                readings.filter(Objects::nonNull).distinct().toList(),
                List.of(),
                session.at(),
                session.now());
    }

    /** These readings with one more, which is the newest. */
    public LatestReadings and(Reading newest, Instant startedAt) {
        var hasPressure = newest.systolic() != null;
        var isBaseline = hasPressure && (startedAt == null || !newest.at().isAfter(startedAt));
        return new LatestReadings(newest, isBaseline ? newest : baseline, hasPressure ? newest : lastPressure);
    }
}
