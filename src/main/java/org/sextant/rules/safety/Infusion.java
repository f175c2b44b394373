package org.sextant.rules.safety;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The rates of an infusion: the planned rate and its changes.
 *
 * @param plannedMgPerHour the rate at the start, mg/h
 * @param changes the changes of the rate, by time
 */
public record Infusion(Instant startedAt, BigDecimal plannedMgPerHour, List<RateChange> changes) {

    private static final BigDecimal MICROSECONDS_PER_HOUR =
            BigDecimal.valueOf(Duration.ofHours(1).toSeconds() * 1_000_000);
    private static final BigDecimal MINUTES_PER_HOUR = BigDecimal.valueOf(60);

    /** Decimals of a rate in mg/h: over 12 hours the rounding error stays under 0.01 mg. */
    private static final int RATE_SCALE = 3;

    /** The slowest rate that does not round to 0, mg/h. */
    public static final BigDecimal MIN_MG_PER_HOUR = new BigDecimal("0.001");

    /** The fastest rate that is accepted, mg/h. */
    public static final BigDecimal MAX_MG_PER_HOUR = new BigDecimal("10000");

    /**
     * A period with one rate.
     *
     * @param to null while the period lasts
     * @param mgPerHour mg/h; 0 while paused
     * @param mlPerHour mL/h; null where the concentration is unknown
     * @param reason why staff changed to this rate; null for the planned rate
     */
    @Schema(name = "InfusionSegment")
    public record Segment(
            @Schema(required = true) Instant from,
            Instant to,
            @Schema(required = true, description = "mg/h") BigDecimal mgPerHour,
            @Schema(description = "mL/h") BigDecimal mlPerHour,
            String reason) {}

    /** The rate that delivers a dose in {@code minutes}: mg/h to three decimals, half up. */
    public static BigDecimal mgPerHour(BigDecimal doseMg, int minutes) {
        return doseMg.multiply(MINUTES_PER_HOUR).divide(BigDecimal.valueOf(minutes), RATE_SCALE, RoundingMode.HALF_UP);
    }

    /** The rate of the drug at a rate of the solution: mg/h to three decimals, half up. */
    public static BigDecimal mgPerHour(BigDecimal mlPerHour, BigDecimal concentrationMgPerMl) {
        return mlPerHour.multiply(concentrationMgPerMl).setScale(RATE_SCALE, RoundingMode.HALF_UP);
    }

    /** True for a rate that a pump can run at: {@link #MIN_MG_PER_HOUR} to {@link #MAX_MG_PER_HOUR}. */
    public static boolean canRun(BigDecimal mgPerHour) {
        return mgPerHour.compareTo(MIN_MG_PER_HOUR) >= 0 && mgPerHour.compareTo(MAX_MG_PER_HOUR) <= 0;
    }

    /**
     * The volume of the solution that contains {@code mg} of the drug: mL, or mL/h for mg/h, to two decimals, half up;
     * null where the amount or the concentration is unknown.
     */
    public static BigDecimal millilitres(BigDecimal mg, BigDecimal concentrationMgPerMl) {
        return mg == null || concentrationMgPerMl == null
                ? null
                : mg.divide(concentrationMgPerMl, 2, RoundingMode.HALF_UP);
    }

    /** The current rate, mg/h; 0 while paused. */
    public BigDecimal mgPerHour() {
        return changes.isEmpty()
                ? plannedMgPerHour
                : changes.get(changes.size() - 1).mgPerHour();
    }

    /** True while the rate is 0. */
    public boolean paused() {
        return mgPerHour().signum() == 0;
    }

    /** The last rate above 0, mg/h. */
    public BigDecimal lastRunningMgPerHour() {
        return changes.stream()
                .map(RateChange::mgPerHour)
                .filter(rate -> rate.signum() > 0)
                .reduce((earlier, later) -> later)
                .orElse(plannedMgPerHour);
    }

    /** The time of the last change of the rate; the start of the infusion without a change. */
    public Instant lastChangeAt() {
        return changes.isEmpty() ? startedAt : changes.get(changes.size() - 1).at();
    }

    /**
     * The dose that the infusion delivers until {@code end}: the sum of rate × time, mg to two decimals, half up; null
     * where no change of the rate is recorded, because only the dose that staff record is known then.
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
     * The periods with one rate each, by time.
     *
     * @param end the end of the infusion; null while the infusion runs
     * @param concentrationMgPerMl mg/mL, or null where it is unknown
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
