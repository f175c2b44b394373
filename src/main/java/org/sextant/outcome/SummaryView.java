package org.sextant.outcome;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.sextant.course.CoursePhase;
import org.sextant.course.CourseStatus;
import org.sextant.safety.Verdict;

/** What a course did: its sessions, doses, vitals and side effects, and whether mood got better. */
@Schema(name = "CourseSummary", example = """
                {"courseId": "01957f6e-7a20-7f11-b0c6-2f2a7d9e4c18", "patientId": "01957f6e-5c00-7b3a-9d51-6a1c0e8f2b47",
                 "status": "ACTIVE", "protocol": "iv-ketamine-0.5", "phase": "INDUCTION",
                 "sessions": {"planned": 6, "completed": 4, "cancelled": 1, "overrides": 0, "nextAt": "2026-03-14T09:00:00Z"},
                 "doses": [{"number": 1, "mgPerKg": 0.5, "administeredMg": 36.0, "minutes": 40, "verdicts": []}],
                 "vitals": {"readings": 48, "maxSystolic": 168, "maxDiastolic": 98, "minSpo2": 94, "maxSystolicRisePercent": 22.1},
                 "sideEffects": [{"effect": "NAUSEA", "sessions": 2, "occurrences": 3, "worst": "MODERATE", "medianMinutes": 25}],
                 "outcomes": [{"instrument": "PHQ-9", "baseline": 19, "baselineAt": "2026-03-02T08:50:00Z", "latest": 8,
                               "latestAt": "2026-03-11T08:50:00Z", "best": 7, "percentChange": -57.9, "response": true,
                               "remission": false, "firstResponseAt": "2026-03-03T11:15:00Z", "hoursToResponse": 26.0}],
                 "alerts": {"open": 0, "total": 3}}\
                """)
record SummaryView(
        @Schema(required = true) UUID courseId,
        @Schema(description = "Not shown to an analyst") UUID patientId,
        @Schema(required = true) CourseStatus status,
        @Schema(required = true) String protocol,
        @Schema(required = true) CoursePhase phase,
        @Schema(required = true) Sessions sessions,

        @Schema(required = true, description = "One for each session in which the drug was given, in order")
        List<Dose> doses,

        @Schema(required = true) Readings vitals,
        @Schema(required = true) List<Effects> sideEffects,

        @Schema(required = true, description = "One for each outcome instrument with a score")
        List<Outcome> outcomes,

        @Schema(required = true) Alerts alerts) {

    /** How often somebody had to look; withdrawn alerts left out. */
    @Schema(name = "SummaryOfAlerts")
    record Alerts(
            @Schema(required = true) int open,
            @Schema(required = true) int total) {}

    /** How many sessions there were. */
    @Schema(name = "SummaryOfSessions")
    record Sessions(
            @Schema(required = true) int planned,

            @Schema(required = true, description = "Discharged")
            int completed,

            @Schema(required = true) int cancelled,

            @Schema(required = true, description = "Steps that a prescriber took although a rule forbade them")
            int overrides,

            @Schema(description = "The earliest appointment that is still scheduled; not shown to an analyst")
            Instant nextAt) {}

    /** What was given in one session. */
    @Schema(name = "SummaryOfDose")
    record Dose(
            @Schema(required = true, description = "Of the session")
            int number,

            @Schema(description = "mg per kg; absent with a fixed dose")
            BigDecimal mgPerKg,

            @Schema(
                    required = true,
                    description = "mg; what the rates add up to where they were changed, else as staff noted it")
            BigDecimal administeredMg,

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

    /** Whether the patient got better on one instrument; judged on the latest score after the baseline. */
    @Schema(name = "SummaryOfOutcome")
    record Outcome(
            @Schema(required = true) String instrument,
            @JsonInclude @Schema(nullable = true) Integer baseline,
            Instant baselineAt,

            @JsonInclude @Schema(nullable = true, description = "Null without a score after the baseline")
            Integer latest,

            Instant latestAt,

            @JsonInclude @Schema(nullable = true, description = "The lowest score after the baseline")
            Integer best,

            @JsonInclude
            @Schema(
                    nullable = true,
                    description = "% of the baseline, negative is better; null where it is 0 or missing")
            BigDecimal percentChange,

            @JsonInclude @Schema(nullable = true) Boolean response,
            @JsonInclude @Schema(nullable = true) Boolean remission,

            @Schema(description = "Absent without a response; not shown to an analyst")
            Instant firstResponseAt,

            @Schema(description = "From the start of the first infusion to the first score that is a response")
            BigDecimal hoursToResponse) {

        Outcome withoutDates() {
            return new Outcome(
                    instrument,
                    baseline,
                    null,
                    latest,
                    null,
                    best,
                    percentChange,
                    response,
                    remission,
                    null,
                    hoursToResponse);
        }
    }

    /** The same without what points to a person: the patient's id and exact dates. */
    SummaryView deidentified() {
        return new SummaryView(
                courseId,
                null,
                status,
                protocol,
                phase,
                new Sessions(
                        sessions.planned(), sessions.completed(), sessions.cancelled(), sessions.overrides(), null),
                doses,
                vitals,
                sideEffects,
                outcomes.stream().map(Outcome::withoutDates).toList(),
                alerts);
    }
}
