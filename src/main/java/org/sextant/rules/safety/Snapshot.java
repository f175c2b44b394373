package org.sextant.rules.safety;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * All facts that the rules evaluate, at one moment.
 *
 * @param revision the revision of the protocol that applies
 * @param readings the readings that are not entered in error, in any order; the snapshot sorts them
 * @param sideEffects the side effects that are not entered in error, in any order; the snapshot sorts them
 * @param at the moment to evaluate
 * @param now the time by the service's clock; a client's clock may be ahead of the service's clock
 */
public record Snapshot(
        ProtocolRevision revision,
        Visit visit,
        List<Reading> readings,
        List<SideEffectFact> sideEffects,
        Instant at,
        Instant now) {

    /** How far a client's clock may be ahead of the service's clock. */
    private static final Duration AHEAD = Duration.ofMinutes(5);

    public Snapshot {
        readings = readings.stream().sorted(Reading.ORDER).toList();
        sideEffects = sideEffects.stream().sorted(SideEffectFact.ORDER).toList();
    }

    /** This snapshot at another moment. */
    public Snapshot at(Instant moment) {
        return new Snapshot(revision, visit, readings, sideEffects, moment, now);
    }

    /**
     * The moment to evaluate, but not later than now: a client's clock that is ahead must not shorten a waiting time,
     * such as the observation.
     */
    Instant atOrNow() {
        return at.isAfter(now) ? now : at;
    }

    /**
     * True where an event recorded for {@code time} happened by the moment to evaluate. An event later than now also
     * counts as happened, where the moment to evaluate is less than 5 minutes before now or later: the clock that
     * reported the event is ahead, and the clock that reported the moment may be another one.
     */
    boolean happened(Instant time) {
        return !time.isAfter(at) || (time.isAfter(now) && at.isAfter(now.minus(AHEAD)));
    }

    /** True where the side effect has set in and is not over at the moment to evaluate. */
    boolean lasts(SideEffectFact effect) {
        return happened(effect.onsetAt()) && (effect.resolvedAt() == null || !happened(effect.resolvedAt()));
    }

    /** The last reading that has the measurement and is not older than {@code within}; null sets no maximum age. */
    Optional<Reading> last(Function<Reading, Integer> measurement, Duration within) {
        return readings.stream()
                .filter(reading -> measurement.apply(reading) != null)
                .filter(reading -> happened(reading.at()))
                .filter(reading -> within == null || !reading.at().isBefore(at.minus(within)))
                .reduce((earlier, later) -> later);
    }

    /** The baseline of a measurement: the last reading that has it, at or before the start of the session. */
    public Optional<Reading> baseline(Function<Reading, Integer> measurement) {
        return visit.startedAt() == null ? Optional.empty() : baseline(measurement, visit.startedAt());
    }

    /** The baseline of a measurement for a start at this time. */
    Optional<Reading> baseline(Function<Reading, Integer> measurement, Instant start) {
        return readings.stream()
                .filter(reading -> measurement.apply(reading) != null)
                .filter(reading -> !reading.at().isAfter(start))
                .reduce((earlier, later) -> later);
    }
}
