package org.sextant.reporting.summary;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.sextant.chart.assessment.Instrument;
import org.sextant.chart.assessment.Score;

/** Whether the patient improved on one instrument; the latest score after the baseline decides. */
@Schema(name = "SummaryOfOutcome")
record SummaryOfOutcome(
        @Schema(required = true) String instrument,

        @JsonInclude @Schema(nullable = true, description = "Of a maintenance course, that of the induction before it")
        Integer baseline,

        @Schema(description = "The course of the baseline; absent where it is this course; not shown to an analyst")
        UUID baselineCourseId,

        @Schema(description = "Not shown to an analyst") Instant baselineAt,

        @Schema(description = "Whole days since the first infusion of the course; absent without one, and so below")
        Integer baselineDay,

        @JsonInclude @Schema(nullable = true, description = "Null without a score after the baseline")
        Integer latest,

        @Schema(description = "Not shown to an analyst") Instant latestAt,
        Integer latestDay,

        @JsonInclude @Schema(nullable = true, description = "The lowest score after the baseline")
        Integer best,

        @JsonInclude
        @Schema(nullable = true, description = "% of the baseline, negative is better; null where it is 0 or missing")
        BigDecimal percentChange,

        @JsonInclude @Schema(nullable = true) Boolean response,
        @JsonInclude @Schema(nullable = true) Boolean remission,

        @JsonInclude
        @Schema(
                nullable = true,
                description = "At least one severity up, or more than 10 % of the baseline, on the latest score")
        Boolean worsened,

        @Schema(description = "Absent without a response; not shown to an analyst")
        Instant firstResponseAt,

        Integer firstResponseDay,

        @Schema(description = "From the start of the first infusion to the first score that is a response")
        BigDecimal hoursToResponse,

        @JsonInclude
        @Schema(
                nullable = true,
                description =
                        "After the first response, along the episode up to the next induction: two scores in a row,"
                                + " or at least 14 days apart, that are no response, at least half of the baseline and above"
                                + " the line of remission; or an induction because of a relapse. Null without a response")
        Boolean relapse,

        @Schema(
                description =
                        "The first of the two scores, or the activation of the induction; not shown to an analyst")
        Instant relapsedAt,

        Integer relapsedDay,

        @Schema(description = "What showed the relapse; absent without one")
        CourseOutcome.RelapseBy relapsedBy) {

    private static final BigDecimal SECONDS_PER_HOUR = BigDecimal.valueOf(3600);

    /**
     * The outcome of one course of an episode.
     *
     * @param courses of the episode, in order
     * @param place of the course, counted from 0
     * @param scores of the instrument, by course, in the order in which they were taken
     */
    static SummaryOfOutcome of(
            List<EpisodeCourse> courses, int place, Instrument instrument, Map<UUID, List<Score>> scores) {
        var episode = EpisodeCourse.scored(courses, scores);
        var outcome = episode.outcome(instrument, place);
        var baselinePlace = episode.baselinePlace(place);
        return of(
                outcome,
                baselinePlace == place || outcome.baseline() == null
                        ? null
                        : courses.get(baselinePlace).id());
    }

    private static SummaryOfOutcome of(CourseOutcome outcome, UUID baselineCourse) {
        var start = outcome.firstStart();
        var baselineAt = takenAt(outcome.baseline());
        var latestAt = takenAt(outcome.latest());
        var responseAt = takenAt(outcome.firstResponse());
        var relapse = outcome.relapse();
        var relapsedAt = relapse == null ? null : relapse.at();
        return new SummaryOfOutcome(
                outcome.instrument().code(),
                total(outcome.baseline()),
                baselineCourse,
                baselineAt,
                CourseDay.of(start, baselineAt),
                total(outcome.latest()),
                latestAt,
                CourseDay.of(start, latestAt),
                outcome.best(),
                outcome.percentChange(),
                outcome.response(),
                outcome.remission(),
                outcome.worsened(),
                responseAt,
                CourseDay.of(start, responseAt),
                hours(outcome.timeToResponse()),
                responseAt == null ? null : relapsedAt != null,
                relapsedAt,
                CourseDay.of(start, relapsedAt),
                relapse == null ? null : relapse.by());
    }

    private static Integer total(Score score) {
        return score == null ? null : score.total();
    }

    private static Instant takenAt(Score score) {
        return score == null ? null : score.takenAt();
    }

    private static BigDecimal hours(Duration time) {
        return time == null
                ? null
                : BigDecimal.valueOf(time.toSeconds()).divide(SECONDS_PER_HOUR, 1, RoundingMode.HALF_UP);
    }

    SummaryOfOutcome withoutDates() {
        return new SummaryOfOutcome(
                instrument,
                baseline,
                null,
                null,
                baselineDay,
                latest,
                null,
                latestDay,
                best,
                percentChange,
                response,
                remission,
                worsened,
                null,
                firstResponseDay,
                hoursToResponse,
                relapse,
                null,
                relapsedDay,
                relapsedBy);
    }
}
