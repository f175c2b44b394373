package org.sextant.outcome;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.sextant.assessment.Instrument;
import org.sextant.assessment.Score;
import org.sextant.outcome.SummaryView.Outcome;

/** Judges the scores of one instrument in one course. */
final class OutcomeOfInstrument {

    private static final BigDecimal SECONDS_PER_HOUR = BigDecimal.valueOf(3600);

    private OutcomeOfInstrument() {}

    /**
     * The outcome by the latest score after the baseline.
     *
     * @param scores all of the instrument in the course, at least one
     * @param firstStart the start of the course's first infusion, or null
     */
    static Outcome of(Instrument instrument, List<Score> scores, Instant firstStart) {
        var baseline = Score.baseline(scores, firstStart).orElse(null);
        if (baseline == null) {
            return new Outcome(instrument.code(), null, null, null, null, null, null, null, null, null, null);
        }
        var later = Score.after(baseline, scores);
        if (later.isEmpty()) {
            return new Outcome(
                    instrument.code(),
                    baseline.total(),
                    baseline.takenAt(),
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null);
        }
        var latest = later.get(later.size() - 1);
        var firstResponse = later.stream()
                .filter(score ->
                        instrument.response(baseline.total(), score.total()).orElse(false))
                .map(Score::takenAt)
                .findFirst()
                .orElse(null);
        return new Outcome(
                instrument.code(),
                baseline.total(),
                baseline.takenAt(),
                latest.total(),
                latest.takenAt(),
                lowest(later),
                latest.percentChangeFrom(baseline),
                instrument.response(baseline.total(), latest.total()).orElse(null),
                instrument.remission(latest.total()).orElse(null),
                firstResponse,
                hours(firstStart, firstResponse));
    }

    private static Integer lowest(List<Score> scores) {
        return scores.stream().map(Score::total).min(Comparator.naturalOrder()).orElseThrow();
    }

    private static BigDecimal hours(Instant from, Instant to) {
        return from == null || to == null
                ? null
                : BigDecimal.valueOf(Duration.between(from, to).toSeconds())
                        .divide(SECONDS_PER_HOUR, 1, RoundingMode.HALF_UP);
    }
}
