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
    private static final BigDecimal MICROSECONDS_PER_MINUTE = BigDecimal.valueOf(60_000_000);

    /** Decimals of an amount in mg that is rounded later. */
    private static final int EXACT_SCALE = 12;

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
     * @param overrideReason why a prescriber overrode a rule that blocked this rate; else null
     * @param verdicts what was remarkable about the change to this rate; null where nothing was
     */
    @Schema(name = "InfusionSegment")
    public record Segment(
            @Schema(required = true) Instant from,
            Instant to,
            @Schema(required = true, description = "mg/h") BigDecimal mgPerHour,
            @Schema(description = "mL/h") BigDecimal mlPerHour,
            String reason,

            @Schema(description = "Why a prescriber went on although a rule forbade the rate")
            String overrideReason,

            @Schema(
                    description =
                            "What was remarkable about the rate; what blocks was overridden, or a tablet sent the rate"
                                    + " afterwards; absent where nothing was")
            List<Verdict> verdicts) {}

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

    /** This infusion with a change at the place of its time: after all that it has of that time or earlier. */
    public Infusion with(RateChange change) {
        var all = new ArrayList<>(changes);
        all.add(changesUntil(change.at()), change);
        return new Infusion(startedAt, plannedMgPerHour, all);
    }

    /** This infusion as it was at {@code moment}: without later changes. */
    public Infusion until(Instant moment) {
        return new Infusion(startedAt, plannedMgPerHour, changes.subList(0, changesUntil(moment)));
    }

    /** The number of changes up to a moment. */
    private int changesUntil(Instant moment) {
        return (int)
                changes.stream().filter(change -> !change.at().isAfter(moment)).count();
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
        return exactMg(end).setScale(2, RoundingMode.HALF_UP);
    }

    /** The dose that the infusion delivers until {@code end}, not before the last change of the rate: mg, not rounded. */
    BigDecimal exactMg(Instant end) {
        return mg(segments(end, null).stream()
                .map(segment -> segment.mgPerHour().multiply(microseconds(segment)))
                .reduce(BigDecimal.ZERO, BigDecimal::add));
    }

    /**
     * The dose that the infusion comes to where it goes on at this rate for the rest of the planned time, mg, not
     * rounded. A pause does not use up the planned time, and a late rate counts for at least a minute.
     *
     * @param at not before the last change of the rate
     * @param rate mg/h
     * @param minutes the planned time of the infusion
     */
    BigDecimal projectedMg(Instant at, BigDecimal rate, int minutes) {
        var run = segments(at, null).stream()
                .filter(segment -> segment.mgPerHour().signum() > 0)
                .map(Infusion::microseconds)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        var left = BigDecimal.valueOf(minutes)
                .multiply(MICROSECONDS_PER_MINUTE)
                .subtract(run)
                .max(MICROSECONDS_PER_MINUTE);
        return exactMg(at).add(mg(rate.multiply(left)));
    }

    private static BigDecimal mg(BigDecimal mgMicrosecondsPerHour) {
        return mgMicrosecondsPerHour.divide(MICROSECONDS_PER_HOUR, EXACT_SCALE, RoundingMode.HALF_UP);
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
        RateChange last = null;
        for (var change : changes) {
            segments.add(segment(from, change.at(), last, concentrationMgPerMl));
            from = change.at();
            last = change;
        }
        segments.add(segment(from, end, last, concentrationMgPerMl));
        return segments;
    }

    /** @param change to the rate of the period; null for the planned rate */
    private Segment segment(Instant from, Instant to, RateChange change, BigDecimal concentrationMgPerMl) {
        return change == null
                ? new Segment(
                        from,
                        to,
                        plannedMgPerHour,
                        millilitres(plannedMgPerHour, concentrationMgPerMl),
                        null,
                        null,
                        null)
                : new Segment(
                        from,
                        to,
                        change.mgPerHour(),
                        millilitres(change.mgPerHour(), concentrationMgPerMl),
                        change.reason(),
                        change.overrideReason(),
                        change.verdicts());
    }

    private static BigDecimal microseconds(Segment segment) {
        var time = Duration.between(segment.from(), segment.to());
        return BigDecimal.valueOf(time.toSeconds())
                .multiply(BigDecimal.valueOf(1_000_000))
                .add(BigDecimal.valueOf(time.toNanosPart() / 1_000));
    }
}
