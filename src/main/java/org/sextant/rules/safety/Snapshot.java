package org.sextant.rules.safety;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * All that the rules judge by, at one moment.
 *
 * @param readings those that stand, given in any order and kept in that of records
 * @param sideEffects likewise
 * @param at the moment that is judged
 * @param now the service's time, which a client's clock may run ahead of
 */
public record Snapshot(
        ProtocolRevision law,
        Visit visit,
        List<Reading> readings,
        List<SideEffectFact> sideEffects,
        Instant at,
        Instant now) {

    /** How far a client's clock may run ahead. */
    private static final Duration AHEAD = Duration.ofMinutes(5);

    public Snapshot {
        readings = readings.stream().sorted(Reading.ORDER).toList();
        sideEffects = sideEffects.stream().sorted(SideEffectFact.ORDER).toList();
    }

    /** The same at another moment. */
    public Snapshot at(Instant moment) {
        return new Snapshot(law, visit, readings, sideEffects, moment, now);
    }

    /** The judged moment as far as it has come: what needs time to pass is not helped by a clock that runs ahead. */
    Instant passed() {
        return at.isAfter(now) ? now : at;
    }

    /**
     * Whether what is on record for this time had happened by the judged moment. What lies ahead of the service has: the
     * clock that it was noted by runs ahead, and so may the one that it is compared with.
     */
    boolean happened(Instant time) {
        return !time.isAfter(at) || (time.isAfter(now) && at.isAfter(now.minus(AHEAD)));
    }

    /** The last reading that has the measurement, and is not older than {@code within} where that is given. */
    Optional<Reading> last(Function<Reading, Integer> measurement, Duration within) {
        return readings.stream()
                .filter(reading -> measurement.apply(reading) != null)
                .filter(reading -> happened(reading.at()))
                .filter(reading -> within == null || !reading.at().isBefore(at.minus(within)))
                .reduce((earlier, later) -> later);
    }

    /** What later readings are compared with: the last of the measurement at or before the start. */
    public Optional<Reading> baseline(Function<Reading, Integer> measurement) {
        return visit.startedAt() == null ? Optional.empty() : baseline(measurement, visit.startedAt());
    }

    /** The same of a start at this time. */
    Optional<Reading> baseline(Function<Reading, Integer> measurement, Instant start) {
        return readings.stream()
                .filter(reading -> measurement.apply(reading) != null)
                .filter(reading -> !reading.at().isAfter(start))
                .reduce((earlier, later) -> later);
    }
}
