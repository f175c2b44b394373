package org.sextant.reporting.summary;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sextant.chart.assessment.Instrument;
import org.sextant.chart.assessment.Score;
import org.sextant.chart.assessment.Timepoint;
import org.sextant.chart.course.CoursePhase;
import org.sextant.chart.course.CourseReason;
import org.sextant.reporting.summary.CourseOutcome.RelapseBy;

/** What belongs to the outcome of each course of an episode. Day 0 is the first infusion of the first course. */
class EpisodeTest {

    private static final Instant DAY_0 = Instant.parse("2025-03-02T09:15:00Z");
    private static final Instrument PHQ_9 = phq9();

    private final List<Episode.Member> members = new ArrayList<>();

    @Test
    void aCourseEndsWithTheFirstInfusionOfALaterOne() {
        course(CoursePhase.INDUCTION, null, 0, 0, "0:20 7:4 29:9 30:11 31:19");
        course(CoursePhase.MAINTENANCE, null, null, null, "8:20");
        course(CoursePhase.MAINTENANCE, null, 30, 30, "");

        assertThat(outcome(0).latest().total()).isEqualTo(11);
        assertThat(outcome(0).best()).isEqualTo(4);
    }

    @Test
    void maintenanceHasTheBaselineOfTheInductionBeforeIt() {
        course(CoursePhase.MAINTENANCE, null, 0, 0, "0:8 1:7");
        course(CoursePhase.INDUCTION, null, 10, 10, "10:20 12:4");
        course(CoursePhase.MAINTENANCE, null, 20, 20, "20:5 25:17");
        course(CoursePhase.INDUCTION, null, 40, 40, "40:18 45:8");
        course(CoursePhase.MAINTENANCE, null, 60, 60, "60:9");

        assertThat(List.of(0, 1, 2, 3, 4))
                .extracting(place -> outcome(place).baseline().total())
                .containsExactly(8, 20, 20, 18, 18);
        assertThat(outcome(2).worsened()).isFalse();
        assertThat(outcome(0).timeToResponse()).isNull();
        assertThat(outcome(1).timeToResponse()).isEqualTo(Duration.ofDays(2));
        assertThat(outcome(4).timeToResponse()).isNull();
    }

    /** Maintenance without a baseline to compare with has none of its own. */
    @Test
    void maintenanceOnAnInstrumentThatTheInductionLacksHasNoBaseline() {
        course(CoursePhase.INDUCTION, null, 0, 0, "");
        course(CoursePhase.MAINTENANCE, null, 30, 30, "30:5 40:16");

        assertThat(outcome(1).baseline()).isNull();
        assertThat(outcome(1).evaluated()).isFalse();
    }

    @Test
    void aRelapseIsSeenInTheScoresOfAllCourses() {
        course(CoursePhase.INDUCTION, null, 0, 0, "0:20 7:4");
        course(CoursePhase.MAINTENANCE, null, 30, 30, "39:16");
        course(CoursePhase.MAINTENANCE, null, 50, 50, "59:17");

        assertThat(outcome(0).relapse().at()).isEqualTo(day(39));
        assertThat(outcome(0).relapse().by()).isEqualTo(RelapseBy.SCORES);
        assertThat(outcome(0).observedUntil()).isEqualTo(day(39));
    }

    @Test
    void anInductionForRelapseIsOneWhereScoresShowedNone() {
        for (var reason : CourseReason.values()) {
            members.clear();
            course(CoursePhase.INDUCTION, null, 0, 0, "0:20 7:4 39:16");
            course(CoursePhase.INDUCTION, reason, 49, 52, "50:16 51:17");

            assertThat(outcome(0).observedUntil()).isEqualTo(day(49));
            assertThat(outcome(0).relapse())
                    .isEqualTo(
                            reason == CourseReason.RELAPSE
                                    ? new CourseOutcome.Relapse(day(49), RelapseBy.REINDUCTION)
                                    : null);
        }
    }

    /** An induction that was planned and never begun ends nothing: the episode goes on to the next. */
    @Test
    void anInductionThatWasNeverBegunEndsNothing() {
        course(CoursePhase.INDUCTION, null, 0, 0, "0:20 7:4");
        course(CoursePhase.INDUCTION, CourseReason.RELAPSE, null, null, "20:8");
        course(CoursePhase.INDUCTION, CourseReason.OTHER, 60, 60, "60:18");

        assertThat(outcome(0).relapse()).isNull();
        assertThat(outcome(0).observedUntil()).isEqualTo(day(60));
    }

    /** Where the activation was recorded late, the first infusion begins the induction. */
    @Test
    void anInductionBeginsWithItsFirstInfusionAtTheLatest() {
        course(CoursePhase.INDUCTION, null, 0, 0, "0:20 7:4");
        course(CoursePhase.INDUCTION, CourseReason.RELAPSE, 300, 60, "");

        assertThat(outcome(0).relapse().at()).isEqualTo(day(60));
    }

    /** A response after the activation of the next induction is not ended by it. */
    @Test
    void anInductionBeforeTheResponseEndsNothing() {
        course(CoursePhase.INDUCTION, null, 0, 0, "0:20 7:16 12:9 14:8");
        course(CoursePhase.INDUCTION, CourseReason.RELAPSE, 10, 20, "15:18 16:18");

        assertThat(outcome(0).firstResponse().takenAt()).isEqualTo(day(12));
        assertThat(outcome(0).relapse()).isNull();
        assertThat(outcome(0).observedUntil()).isEqualTo(day(14));
    }

    @Test
    void maintenanceCountsUntilTheObservationEnds() {
        course(CoursePhase.INDUCTION, null, 0, 0, "0:20 7:4");
        course(CoursePhase.MAINTENANCE, null, 30, 30, "");
        course(CoursePhase.INDUCTION, null, 60, 60, "");
        course(CoursePhase.MAINTENANCE, null, 90, 90, "");
        var episode = new Episode(members);

        assertThat(episode.maintainedBy(0, day(30))).isTrue();
        assertThat(episode.maintainedBy(0, day(29))).isFalse();
        assertThat(episode.maintainedBy(2, day(89))).isFalse();
        assertThat(episode.maintainedBy(2, day(90))).isTrue();
        assertThat(episode.maintainedBy(3, day(999))).isFalse();
    }

    private CourseOutcome outcome(int place) {
        return new Episode(members).outcome(PHQ_9, place);
    }

    /** Scores as day:total, in the order in which they were taken. */
    private void course(CoursePhase phase, CourseReason reason, Integer activated, Integer start, String scores) {
        var taken = new ArrayList<Score>();
        for (var score : scores.isEmpty() ? new String[0] : scores.split(" ", -1)) {
            var parts = score.split(":", -1);
            var at = day(Integer.parseInt(parts[0]));
            taken.add(new Score("PHQ-9", at, at, Timepoint.FOLLOW_UP, Integer.parseInt(parts[1])));
        }
        members.add(new Episode.Member(
                phase, reason, activated == null ? null : day(activated), start == null ? null : day(start), taken));
    }

    private static Instant day(int day) {
        return DAY_0.plus(Duration.ofDays(day));
    }

    private static Instrument phq9() {
        try (var file = Instrument.class.getResourceAsStream("/instruments/phq-9.json")) {
            return new ObjectMapper().readValue(file, Instrument.class);
        } catch (IOException damaged) {
            throw new UncheckedIOException(damaged);
        }
    }
}
