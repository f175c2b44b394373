package org.sextant.reporting.summary;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sextant.chart.assessment.Instruments;
import org.sextant.chart.assessment.Score;
import org.sextant.chart.assessment.Timepoint;

@QuarkusTest
class CourseOutcomeTest {

    private static final Instant START = Instant.parse("2026-01-05T09:15:00Z");

    @Inject
    Instruments instruments;

    /** Baseline 20, then totals by the day they were taken; the day of the relapse, or none. */
    @ParameterizedTest
    @CsvSource({
        "1:9, none",
        "1:9 2:11, none",
        "1:9 2:11 3:11, 2",
        "1:9 2:11 3:10 4:11, none",
        "1:9 2:11 3:4 4:11, none",
        "1:9 2:11 3:9 15:11, none",
        "1:9 2:11 3:9 16:11, 2",
        "1:9 2:11 3:9 4:12 5:12, 4",
        "1:9 2:11 3:9 15:12 16:12, 2",
        "1:11 2:11 3:9 4:9, none",
        "1:11 2:9 3:20 4:20 5:1, 3"
    })
    void aRelapseNeedsTwoScoresInARowOrFarApart(String totals, String day) {
        var outcome = outcome("PHQ-9", 20, totals);

        assertThat(outcome.relapse() == null ? "none" : "" + dayOf(outcome.relapse()))
                .isEqualTo(day);
    }

    /** At half of the baseline and no response: PCL-5 counts points. In remission nobody has relapsed. */
    @ParameterizedTest
    @CsvSource({
        "PCL-5, 60, 1:50 2:51 3:52, 2",
        "PCL-5, 60, 1:50 2:49 3:48, none",
        "PCL-5, 38, 1:20 2:30 3:30, none",
        "PCL-5, 38, 1:20 2:31 3:31, 2",
        "PAIN-NRS, 10, 1:7 2:7 3:7, none",
        "PAIN-NRS, 10, 1:7 2:8 3:8, 2",
        "Y-BOCS, 20, 1:13 2:13 3:13, none",
        "Y-BOCS, 20, 1:13 2:14 3:14, 2",
        "PHQ-9, 8, 1:4 2:4 3:4, none"
    })
    void aRelapseIsNoResponseAndNoRemission(String code, int baseline, String totals, String day) {
        var outcome = outcome(code, baseline, totals);

        assertThat(outcome.relapse() == null ? "none" : "" + dayOf(outcome.relapse()))
                .isEqualTo(day);
    }

    @ParameterizedTest
    @CsvSource({
        "PHQ-9, 10, 11, false",
        "PHQ-9, 10, 12, true",
        "PHQ-9, 4, 5, true",
        "PHQ-9, 20, 22, false",
        "PHQ-9, 20, 23, true",
        "PHQ-9, 0, 4, false",
        "PHQ-9, 0, 5, true",
        "PHQ-9, 27, 27, false",
        "PHQ-9, 20, 8, false",
        "PAIN-NRS, 0, 1, true",
        "PAIN-NRS, 0, 0, false",
        "PAIN-NRS, 10, 10, false",
        "PAIN-NRS, 9, 10, true",
        "PCL-5, 30, 31, true"
    })
    void worseIsABandOrMoreThanTenPercent(String code, int baseline, int latest, boolean worsened) {
        assertThat(outcome(code, baseline, "1:" + latest).worsened()).isEqualTo(worsened);
    }

    @Test
    void theFirstResponseStaysWhateverCameOfIt() {
        var outcome = outcome("PHQ-9", 20, "1:10 2:20");

        assertThat(outcome.response()).isFalse();
        assertThat(outcome.timeToResponse()).isEqualTo(Duration.ofDays(1));
    }

    /** Two of the same moment and the same time of record: the later one of the list is the later one. */
    @Test
    void theOrderOfTheListDecidesLast() {
        var scores = List.of(score("PHQ-9", 0, 20), score("PHQ-9", 0, 18), score("PHQ-9", 1, 9), score("PHQ-9", 1, 7));

        var outcome = CourseOutcome.of(instruments.find("PHQ-9").orElseThrow(), scores, START);

        assertThat(outcome.baseline().total()).isEqualTo(18);
        assertThat(outcome.latest().total()).isEqualTo(7);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "43199, 0", "43200, 1", "129599, 1", "129600, 2", "-43200, 0", "-43201, -1", "-129601, -2"})
    void daysAreRoundedAndCountFromTheFirstInfusion(long seconds, int day) {
        assertThat(CourseDay.of(START, START.plusSeconds(seconds))).isEqualTo(day);
        assertThat(CourseDay.of(null, START)).isNull();
    }

    private CourseOutcome outcome(String code, int baseline, String totals) {
        var scores = new ArrayList<Score>();
        scores.add(score(code, 0, baseline));
        for (var one : totals.split(" ", -1)) {
            var parts = one.split(":", -1);
            scores.add(score(code, Integer.parseInt(parts[0]), Integer.parseInt(parts[1])));
        }
        return CourseOutcome.of(instruments.find(code).orElseThrow(), scores, START);
    }

    private static Score score(String code, int day, int total) {
        var at = START.plus(Duration.ofDays(day));
        return new Score(code, at, at, Timepoint.FOLLOW_UP, total);
    }

    private static long dayOf(CourseOutcome.Relapse relapse) {
        return Duration.between(START, relapse.at()).toDays();
    }
}
