package org.sextant.reporting.summary;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.sextant.chart.course.CoursePhase;
import org.sextant.chart.course.CourseStatus;
import org.sextant.chart.session.step.Disposition;
import org.sextant.rules.safety.Verdict;

/** The summary of a course: sessions, doses, vitals, side effects, and whether mood improved. */
@Schema(name = "CourseSummary", example = """
                {"courseId": "01957f6e-7a20-7f11-b0c6-2f2a7d9e4c18", "patientId": "01957f6e-5c00-7b3a-9d51-6a1c0e8f2b47",
                 "episodeId": "01957f6e-7a20-7f11-b0c6-2f2a7d9e4c18", "status": "ACTIVE", "protocol": "iv-ketamine-0.5", "phase": "INDUCTION",
                 "sessions": {"planned": 6, "completed": 4, "dispositions": [], "cancelled": 1, "overrides": 0, "nextAt": "2026-03-14T09:00:00Z"},
                 "overrides": {"starts": 0, "doses": 0, "discharges": 0},
                 "doses": [{"number": 1, "mgPerKg": 0.5, "administeredMg": 36.0, "givenMgPerKg": 0.5, "minutes": 40, "verdicts": []}],
                 "vitals": {"readings": 48, "maxSystolic": 168, "maxDiastolic": 98, "minSpo2": 94, "maxSystolicRisePercent": 22.1},
                 "sideEffects": [{"effect": "NAUSEA", "sessions": 2, "occurrences": 3, "worst": "MODERATE", "medianMinutes": 25}],
                 "outcomes": [{"instrument": "PHQ-9", "baseline": 19, "baselineAt": "2026-03-02T08:50:00Z", "latest": 8,
                               "latestAt": "2026-03-11T08:50:00Z", "best": 7, "percentChange": -57.9, "response": true,
                               "remission": false, "worsened": false, "firstResponseAt": "2026-03-03T11:15:00Z", "firstResponseDay": 1,
                               "hoursToResponse": 26.0, "relapse": false}],
                 "alerts": {"open": 0, "total": 3},
                 "timeline": [{"sessionId": "01957f70-1b40-7d52-a1c9-8a3f5e7b6d21", "number": 1, "status": "DISCHARGED",
                               "scheduledAt": "2026-03-02T09:00:00Z", "startedAt": "2026-03-02T09:15:00Z", "day": 0,
                               "dose": {"number": 1, "mgPerKg": 0.5, "administeredMg": 36.0, "givenMgPerKg": 0.5, "minutes": 40, "verdicts": []},
                               "baseline": {"systolic": 124, "diastolic": 80}, "peak": {"systolic": 151, "diastolic": 95},
                               "sideEffects": [{"effect": "NAUSEA", "occurrences": 1, "worst": "MILD"}],
                               "scores": [{"instrument": "PHQ-9", "before": 19, "beforeAt": "2026-03-02T08:50:00Z",
                                           "after": 9, "afterAt": "2026-03-03T11:15:00Z"}]}]}\
                """)
record SummaryView(
        @Schema(required = true) UUID courseId,
        @Schema(description = "Not shown to an analyst") UUID patientId,

        @Schema(description = "The first course of the episode; not shown to an analyst")
        UUID episodeId,

        @Schema(required = true) CourseStatus status,
        @Schema(required = true) String protocol,
        @Schema(required = true) CoursePhase phase,
        @Schema(required = true) Sessions sessions,
        @Schema(required = true) Overrides overrides,

        @Schema(required = true, description = "One for each session in which the drug was given, in order")
        List<Dose> doses,

        @Schema(required = true) Readings vitals,
        @Schema(required = true) List<Effects> sideEffects,

        @Schema(required = true, description = "One for each outcome instrument with a score")
        List<SummaryOfOutcome> outcomes,

        @Schema(required = true) Alerts alerts,

        @Schema(required = true, description = "Every session, by the time it began or is to begin")
        List<SummaryOfVisit> timeline,

        @JsonIgnore Instant changedAt,
        @JsonIgnore long version) {

    /** The number of alerts; withdrawn alerts do not count. */
    @Schema(name = "SummaryOfAlerts")
    record Alerts(
            @Schema(required = true) int open,
            @Schema(required = true) int total) {}

    /** The number of sessions, by status, and the next appointment. */
    @Schema(name = "SummaryOfSessions")
    record Sessions(
            @Schema(required = true) int planned,

            @Schema(required = true, description = "Discharged, wherever the patient went")
            int completed,

            @Schema(required = true, description = "Of the completed ones, those whose patient did not go home")
            List<LeftAs> dispositions,

            @Schema(required = true) int cancelled,

            @Schema(required = true, description = "Steps that a prescriber took although a rule forbade them")
            int overrides,

            @Schema(description = "The earliest appointment that is still scheduled; not shown to an analyst")
            Instant nextAt) {}

    /** The steps that a prescriber executed although a rule blocked them, by step. */
    @Schema(name = "SummaryOfOverrides")
    record Overrides(
            @Schema(required = true) int starts,

            @Schema(
                    required = true,
                    description = "Rates and further doses, and totals above the limit that no override covered")
            int doses,

            @Schema(required = true) int discharges) {}

    /** Sessions whose patient went somewhere other than home. */
    @Schema(name = "SummaryOfDisposition")
    record LeftAs(
            @Schema(required = true) Disposition disposition,
            @Schema(required = true) int sessions) {}

    /** The dose of one session. */
    @Schema(name = "SummaryOfDose")
    record Dose(
            @Schema(required = true, description = "Of the session")
            int number,

            @Schema(description = "Planned, mg per kg; absent with a fixed dose")
            BigDecimal mgPerKg,

            @Schema(
                    required = true,
                    description =
                            "mg; what the rates add up to where they were changed, else as staff noted it, and the"
                                    + " further doses")
            BigDecimal administeredMg,

            @Schema(required = true, description = "administeredMg per kg of the weight at check-in")
            BigDecimal givenMgPerKg,

            @Schema(required = true, description = "From start to end")
            long minutes,

            @Schema(required = true, description = "What was remarkable about it")
            List<Verdict> verdicts) {}

    /** The extremes of all readings of the course. */
    @Schema(name = "SummaryOfVitals")
    record Readings(
            @Schema(required = true) int readings,
            @Schema(description = "mmHg") Integer maxSystolic,
            @Schema(description = "mmHg") Integer maxDiastolic,
            @Schema(description = "%") Integer minSpo2,

            @Schema(
                    description =
                            "% over the last systolic at or before the start of the same session; absent without one")
            BigDecimal maxSystolicRisePercent) {}

    /** One kind of side effect. */
    @Schema(name = "SummaryOfSideEffect")
    record Effects(
            @Schema(required = true) String effect,

            @Schema(required = true, description = "Sessions in which it occurred")
            int sessions,

            @Schema(required = true) int occurrences,

            @Schema(required = true, description = "The highest severity")
            String worst,

            @Schema(description = "Median from onset to end of those that are over; absent where none is")
            BigDecimal medianMinutes) {}

    /** The summary without the data that identify a person: ids and exact dates. */
    SummaryView deidentified() {
        return new SummaryView(
                courseId,
                null,
                null,
                status,
                protocol,
                phase,
                new Sessions(
                        sessions.planned(),
                        sessions.completed(),
                        sessions.dispositions(),
                        sessions.cancelled(),
                        sessions.overrides(),
                        null),
                overrides,
                doses,
                vitals,
                sideEffects,
                outcomes.stream().map(SummaryOfOutcome::withoutDates).toList(),
                alerts,
                timeline.stream().map(SummaryOfVisit::deidentified).toList(),
                null,
                version);
    }
}
