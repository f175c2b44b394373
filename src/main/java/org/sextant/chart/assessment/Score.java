package org.sextant.chart.assessment;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The values of an assessment that comparisons use. Scores are ordered by {@code takenAt}, then by {@code recordedAt},
 * then by their place in the list, which is in the order of records.
 *
 * @param takenAt when the assessment was taken, by the service's clock
 * @param total points
 */
public record Score(String instrument, Instant takenAt, Instant recordedAt, Timepoint timepoint, int total) {

    private static final Comparator<Score> BY_TIME =
            Comparator.comparing(Score::takenAt).thenComparing(Score::recordedAt);
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /**
     * The baseline: the last score at or before the start of the course's first infusion, else the first score of
     * timepoint BASELINE.
     *
     * @param scores the scores of one instrument in one course that are not entered in error, in any order
     * @param firstStart the start of the course's first infusion, or null
     */
    public static Optional<Score> baseline(List<Score> scores, Instant firstStart) {
        var before = firstStart == null
                ? Optional.<Score>empty()
                : scores.stream()
                        .filter(score -> !score.takenAt().isAfter(firstStart))
                        .reduce((latest, next) -> BY_TIME.compare(latest, next) > 0 ? latest : next);
        return before.or(() -> scores.stream()
                .filter(score -> score.timepoint() == Timepoint.BASELINE)
                .min(BY_TIME));
    }

    /** The scores taken after {@code baseline}, in the order they were taken. */
    public static List<Score> after(Score baseline, List<Score> scores) {
        return scores.stream()
                .filter(score -> score.isAfter(baseline))
                .sorted(BY_TIME)
                .toList();
    }

    /** (total − baseline) / baseline × 100 to one decimal, negative is better; null where the baseline is 0. */
    public BigDecimal percentChangeFrom(Score baseline) {
        return baseline.total == 0
                ? null
                : BigDecimal.valueOf(total - baseline.total)
                        .multiply(HUNDRED)
                        .divide(BigDecimal.valueOf(baseline.total), 1, RoundingMode.HALF_UP);
    }

    boolean isAfter(Score other) {
        return takenAt.isAfter(other.takenAt);
    }
}
