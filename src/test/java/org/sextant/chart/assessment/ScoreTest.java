package org.sextant.chart.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScoreTest {

    private static final Instant START = Instant.parse("2026-01-05T09:15:00Z");

    @Test
    void theBaselineIsTheLastAtOrBeforeTheFirstStart() {
        var early = score(-600, Timepoint.BASELINE, 20);
        var last = score(0, Timepoint.PRE_SESSION, 18);
        var after = score(1, Timepoint.BASELINE, 9);

        assertThat(Score.baseline(List.of(after, last, early), START)).contains(last);
    }

    @Test
    void elseItIsTheFirstThatCallsItselfBaseline() {
        var first = score(10, Timepoint.BASELINE, 20);
        var second = score(20, Timepoint.BASELINE, 18);
        var other = score(5, Timepoint.PRE_SESSION, 9);

        assertThat(Score.baseline(List.of(second, other, first), START)).contains(first);
        assertThat(Score.baseline(List.of(second, other, first), null)).contains(first);
        assertThat(Score.baseline(List.of(other), START)).isEmpty();
    }

    @Test
    void whatComesAfterIsInTheOrderItWasTaken() {
        var baseline = score(0, Timepoint.BASELINE, 20);
        var later = score(60, Timepoint.POST_SESSION, 12);
        var latest = score(90, Timepoint.FOLLOW_UP, 8);

        assertThat(Score.after(baseline, List.of(latest, baseline, later, score(-5, Timepoint.BASELINE, 21))))
                .containsExactly(later, latest);
    }

    @Test
    void aScoreOfTheBaselinesMomentIsNotLater() {
        var baseline = score(0, Timepoint.BASELINE, 20);

        assertThat(Score.after(baseline, List.of(baseline, score(0, Timepoint.PRE_SESSION, 9))))
                .isEmpty();
    }

    @Test
    void percentChangeHasOneDecimalAndNoneFromZero() {
        var baseline = score(0, Timepoint.BASELINE, 19);
        assertThat(score(60, Timepoint.FOLLOW_UP, 8).percentChangeFrom(baseline))
                .isEqualByComparingTo("-57.9");
        assertThat(score(60, Timepoint.FOLLOW_UP, 22).percentChangeFrom(baseline))
                .isEqualByComparingTo("15.8");
        assertThat(score(60, Timepoint.FOLLOW_UP, 3).percentChangeFrom(score(0, Timepoint.BASELINE, 0)))
                .isNull();
    }

    private static Score score(int secondsFromStart, Timepoint timepoint, int total) {
        var takenAt = START.plusSeconds(secondsFromStart);
        return new Score("PHQ-9", takenAt, takenAt, timepoint, total);
    }
}
