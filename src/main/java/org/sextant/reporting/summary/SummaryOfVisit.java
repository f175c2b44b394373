package org.sextant.reporting.summary;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.sextant.chart.session.SessionStatus;
import org.sextant.chart.session.step.Disposition;

/** One session of the timeline: the dose, the blood pressure, the side effects, and the scores before and after. */
@Schema(name = "SummaryOfVisit")
record SummaryOfVisit(
        @Schema(description = "Not shown to an analyst") UUID sessionId,

        @Schema(required = true, description = "A cancelled session gives its number back")
        int number,

        @Schema(required = true) SessionStatus status,
        @Schema(description = "Not shown to an analyst") Instant scheduledAt,

        @Schema(description = "Absent before the start; not shown to an analyst")
        Instant startedAt,

        @Schema(description = "Whole days since the first infusion of the course; absent before the start")
        Integer day,

        @Schema(description = "Where the patient went; absent before the discharge")
        Disposition disposition,

        @Schema(description = "Absent before the end of the infusion")
        SummaryView.Dose dose,

        @Schema(description = "The last at or before the start; absent without one")
        Pressure baseline,

        @Schema(description = "The highest of each from the start on, not always of one reading; absent without one")
        Pressure peak,

        @Schema(required = true) List<Felt> sideEffects,

        @Schema(
                required = true,
                description = "One for each outcome instrument with a score before or after; none before the start")
        List<BeforeAndAfter> scores) {

    /** A blood pressure. */
    @Schema(name = "SummaryOfPressure")
    record Pressure(
            @Schema(required = true, description = "mmHg") int systolic,
            @Schema(required = true, description = "mmHg") int diastolic) {}

    /** One kind of side effect in one session. */
    @Schema(name = "SummaryOfVisitSideEffect")
    record Felt(
            @Schema(required = true) String effect,
            @Schema(required = true) int occurrences,

            @Schema(required = true, description = "The highest severity")
            String worst) {}

    /** The scores of one instrument around one session. */
    @Schema(name = "SummaryOfVisitScores")
    record BeforeAndAfter(
            @Schema(required = true) String instrument,

            @Schema(description = "The last at or before the start; absent without one")
            Integer before,

            @Schema(description = "Not shown to an analyst") Instant beforeAt,

            @Schema(description = "The first after the start and not after the next session's; absent without one")
            Integer after,

            @Schema(description = "Not shown to an analyst") Instant afterAt) {

        BeforeAndAfter withoutDates() {
            return new BeforeAndAfter(instrument, before, null, after, null);
        }
    }

    SummaryOfVisit deidentified() {
        return new SummaryOfVisit(
                null,
                number,
                status,
                null,
                null,
                day,
                disposition,
                dose,
                baseline,
                peak,
                sideEffects,
                scores.stream().map(BeforeAndAfter::withoutDates).toList());
    }
}
