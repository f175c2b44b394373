package org.sextant.reporting.summary;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.sextant.chart.course.CoursePhase;
import org.sextant.chart.course.CourseReason;
import org.sextant.chart.course.CourseStatus;
import org.sextant.rules.protocol.Drug;

/** The summary of an episode: its courses in order, what was given, and one timeline. */
@Schema(name = "EpisodeSummary", example = """
                {"episodeId": "01957f6e-7a20-7f11-b0c6-2f2a7d9e4c18", "patientId": "01957f6e-5c00-7b3a-9d51-6a1c0e8f2b47",
                 "givenMg": 252.0, "given": [{"drug": "KETAMINE", "mg": 252.0}], "reinductions": 0,
                 "courses": [{"courseId": "01957f6e-7a20-7f11-b0c6-2f2a7d9e4c18", "phase": "INDUCTION", "reason": "FIRST", "status": "COMPLETED",
                              "protocol": "iv-ketamine-0.5", "drug": "KETAMINE", "activatedAt": "2026-03-02T08:00:00Z", "doses": 6,
                              "givenMg": 216.0, "outcomes": [{"instrument": "PHQ-9", "baseline": 20, "latest": 4, "best": 4,
                              "percentChange": -80.0, "response": true, "remission": true, "worsened": false, "relapse": true,
                              "relapsedAt": "2026-05-04T09:00:00Z", "relapsedBy": "SCORES"}]}],
                 "relapses": [{"instrument": "PHQ-9", "courseId": "01957f6e-7a20-7f11-b0c6-2f2a7d9e4c18", "at": "2026-05-04T09:00:00Z",
                               "by": "SCORES"}],
                 "timeline": [{"at": "2026-03-02T08:50:00Z", "kind": "SCORE", "courseId": "01957f6e-7a20-7f11-b0c6-2f2a7d9e4c18",
                               "instrument": "PHQ-9", "total": 20}]}\
                """)
record EpisodeSummaryView(
        @Schema(required = true, description = "The id of the first course")
        UUID episodeId,

        @Schema(required = true) UUID patientId,

        @Schema(
                description =
                        "mg in all courses; absent where the courses used more than one drug, because drugs are never added")
        BigDecimal givenMg,

        @Schema(required = true, description = "By drug") List<Given> given,

        @Schema(required = true, description = "Inductions after the first that were activated")
        int reinductions,

        @Schema(required = true, description = "In the order in which they continue each other")
        List<CourseOfEpisode> courses,

        @Schema(required = true, description = "The responses of inductions that were lost, by instrument")
        List<Relapsed> relapses,

        @Schema(required = true, description = "By time") List<Event> timeline) {

    /** The amount of one drug. */
    @Schema(name = "EpisodeGiven")
    record Given(
            @Schema(required = true) Drug drug,
            @Schema(required = true) BigDecimal mg) {}

    /** One course of the episode. */
    @Schema(name = "CourseOfEpisode")
    record CourseOfEpisode(
            @Schema(required = true) UUID courseId,
            @Schema(required = true) CoursePhase phase,
            CourseReason reason,
            @Schema(required = true) CourseStatus status,
            @Schema(required = true) String protocol,
            @Schema(required = true) Drug drug,
            Instant activatedAt,
            Instant endedAt,

            @Schema(description = "Start of the first infusion")
            Instant firstInfusionAt,

            @Schema(required = true, description = "Sessions in which the drug was given")
            int doses,

            @Schema(required = true, description = "mg") BigDecimal givenMg,

            @Schema(required = true, description = "One for each outcome instrument with a score")
            List<SummaryOfOutcome> outcomes) {}

    /** A response that was lost. */
    @Schema(name = "EpisodeRelapse")
    record Relapsed(
            @Schema(required = true) String instrument,

            @Schema(required = true, description = "The induction whose response was lost")
            UUID courseId,

            @Schema(required = true) Instant at,
            @Schema(required = true) CourseOutcome.RelapseBy by) {}

    /** What happened at a moment of the episode. */
    enum Kind {
        ACTIVATION,
        DOSE,
        SCORE,
        RELAPSE
    }

    /** One entry of the timeline. */
    @Schema(name = "EpisodeEvent")
    record Event(
            @Schema(required = true, description = "Of a dose, the start of the drug")
            Instant at,

            @Schema(required = true) Kind kind,
            @Schema(required = true) UUID courseId,
            @Schema(description = "Of a dose") UUID sessionId,

            @Schema(description = "Of a dose: mg given; absent before the end of the infusion")
            BigDecimal givenMg,

            @Schema(description = "Of a score and a relapse")
            String instrument,

            @Schema(description = "Of a score") Integer total) {}
}
