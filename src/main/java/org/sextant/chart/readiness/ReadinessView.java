package org.sextant.chart.readiness;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.sextant.rules.safety.Outcome;
import org.sextant.rules.safety.Rule;

/** Whether the patient of a course can be treated at a time, and what must be done first. */
@Schema(name = "Readiness", example = """
                {"courseId": "01957f6e-7a20-7f11-b0c6-2f2a7d9e4c18", "patientId": "01957f6e-5c00-7b3a-9d51-6a1c0e8f2b47",
                 "sessionId": "01957f70-1b40-7d52-a1c9-8a3f5e7b6d21", "at": "2026-03-02T09:00:00Z", "ready": true,
                 "verdicts": [], "atTheVisit": [{"rule": "BASELINE_TAKEN",
                                                 "what": "Refused unless a blood pressure was taken shortly before the start."}]}\
                """)
record ReadinessView(
        @Schema(required = true) UUID courseId,
        @Schema(required = true) UUID patientId,

        @Schema(description = "The session that is under way, else the appointment that is meant; absent without one")
        UUID sessionId,

        @Schema(required = true) Instant at,

        @Schema(required = true, description = "True where no verdict is a BLOCK")
        boolean ready,

        @Schema(required = true, description = "In the order of the steps")
        List<ReadinessVerdict> verdicts,

        @Schema(
                required = true,
                description = "The rules of the start that need the readings and the weight of that day")
        List<AtTheVisit> atTheVisit) {

    /** A rule that only the visit can evaluate. */
    @Schema(name = "ReadinessAtTheVisit")
    record AtTheVisit(
            @Schema(required = true, type = SchemaType.STRING, implementation = Rule.class)
            String rule,

            @Schema(required = true) String what) {

        static AtTheVisit of(Rule rule) {
            return new AtTheVisit(rule.name(), rule.effect());
        }
    }

    /** True where no verdict blocks. */
    static boolean ready(List<ReadinessVerdict> verdicts) {
        return verdicts.stream().noneMatch(verdict -> verdict.outcome() == Outcome.BLOCK);
    }
}
