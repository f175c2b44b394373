package org.sextant.rules.safety;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * How the drug ran: at the planned rate, and at others since.
 *
 * @param plannedMgPerHour the rate at the start, mg/h
 * @param changes in order
 */
public record Infusion(Instant startedAt, BigDecimal plannedMgPerHour, List<RateChange> changes) {

    private static final BigDecimal MICROSECONDS_PER_HOUR =
            BigDecimal.valueOf(Duration.ofHours(1).toSeconds() * 1_000_000);
    private static final BigDecimal MINUTES_PER_HOUR = BigDecimal.valueOf(60);

    /** mg/h to this many decimals: over 12 hours the rounding stays under 0.01 mg. */
    private static final int RATE_SCALE = 3;

    /** The slowest rate that is told from standing still, mg/h. */
    public static final BigDecimal MIN_MG_PER_HOUR = new BigDecimal("0.001");

    /** The fastest rate that the drug can be set to, mg/h. */
    public static final BigDecimal MAX_MG_PER_HOUR = new BigDecimal("10000");

    /**
     * A time in which the rate did not change.
     *
     * @param to null while it lasts
     * @param mgPerHour mg/h; 0 while paused
     * @param mlPerHour mL/h; null where the concentration is not known
     * @param reason why the rate became this; null for the planned one
     */
    @Schema(name = "InfusionSegment")
    public record Segment(
            @Schema(required = true) Instant from,
            Instant to,
            @Schema(required = true, description = "mg/h") BigDecimal mgPerHour,
            @Schema(description = "mL/h") BigDecimal mlPerHour,
            String reason) {}

    /** The rate that gives a dose in so many minutes, mg/h to three decimals, half up. */
    public static BigDecimal mgPerHour(BigDecimal doseMg, int minutes) {
        return doseMg.multiply(MINUTES_PER_HOUR).divide(BigDecimal.valueOf(minutes), RATE_SCALE, RoundingMode.HALF_UP);
    }

    /** The rate of the drug in a rate of the solution, mg/h to three decimals, half up. */
    public static BigDecimal mgPerHour(BigDecimal mlPerHour, BigDecimal concentrationMgPerMl) {
        return mlPerHour.multiply(concentrationMgPerMl).setScale(RATE_SCALE, RoundingMode.HALF_UP);
    }

    /** True for a rate that a pump can be set to, {@link #MIN_MG_PER_HOUR} to {@link #MAX_MG_PER_HOUR}. */
    public static boolean canRun(BigDecimal mgPerHour) {
        return mgPerHour.compareTo(MIN_MG_PER_HOUR) >= 0 && mgPerHour.compareTo(MAX_MG_PER_HOUR) <= 0;
    }

    /** The solution that holds so much of the drug, mL (or mL/h for mg/h) to two decimals; null where it is not known. */
    public static BigDecimal millilitres(BigDecimal mg, BigDecimal concentrationMgPerMl) {
        return mg == null || concentrationMgPerMl == null
                ? null
                : mg.divide(concentrationMgPerMl, 2, RoundingMode.HALF_UP);
    }

    /** The rate now, mg/h; 0 while paused. */
    public BigDecimal mgPerHour() {
        return changes.isEmpty()
                ? plannedMgPerHour
                : changes.get(changes.size() - 1).mgPerHour();
    }

    public boolean paused() {
        return mgPerHour().signum() == 0;
    }

    /** The last rate at which the drug ran, mg/h. */
    public BigDecimal lastRunningMgPerHour() {
        return changes.stream()
                .map(RateChange::mgPerHour)
                .filter(rate -> rate.signum() > 0)
                .reduce((earlier, later) -> later)
                .orElse(plannedMgPerHour);
    }

    /** When the rate was last changed; the start where it never was. */
    public Instant lastChangeAt() {
        return changes.isEmpty() ? startedAt : changes.get(changes.size() - 1).at();
    }

    /**
     * What ran in by the end: the sum of rate × time, mg to two decimals, half up; null where no rate was ever noted, so
     * that nothing is known but what staff say.
     */
    public BigDecimal deliveredMg(Instant end) {
        if (changes.isEmpty()) {
            return null;
        }
        return segments(end, null).stream()
                .map(segment -> segment.mgPerHour().multiply(microseconds(segment)))
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .divide(MICROSECONDS_PER_HOUR, 2, RoundingMode.HALF_UP);
    }

    /**
     * The times of one rate each, in order.
     *
     * @param end of the infusion; null while it runs
     * @param concentrationMgPerMl mg/mL, or null
     */
    public List<Segment> segments(Instant end, BigDecimal concentrationMgPerMl) {
        var segments = new ArrayList<Segment>();
        var from = startedAt;
        var rate = plannedMgPerHour;
        String reason = null;
        for (var change : changes) {
            segments.add(new Segment(from, change.at(), rate, millilitres(rate, concentrationMgPerMl), reason));
            from = change.at();
            rate = change.mgPerHour();
            reason = change.reason();
        }
        segments.add(new Segment(from, end, rate, millilitres(rate, concentrationMgPerMl), reason));
        return segments;
    }

    private static BigDecimal microseconds(Segment segment) {
        var time = Duration.between(segment.from(), segment.to());
        return BigDecimal.valueOf(time.toSeconds())
                .multiply(BigDecimal.valueOf(1_000_000))
                .add(BigDecimal.valueOf(time.toNanosPart() / 1_000));
    }
}
