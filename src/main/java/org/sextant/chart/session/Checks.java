package org.sextant.chart.session;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.sextant.rules.safety.Outcome;
import org.sextant.rules.safety.Verdict;

/**
 * The verdicts that the rules give for a step at a time, without executing the step.
 *
 * @param at the time of the step, by the service's clock
 * @param outcome the worst outcome of the verdicts
 */
@Schema(name = "Checks", example = """
                {"sessionId": "01957f70-1b40-7d52-a1c9-8a3f5e7b6d21", "step": "start", "at": "2026-03-02T09:14:00Z", "outcome": "BLOCK",
                 "verdicts": [{"rule": "BASELINE_SYSTOLIC", "outcome": "BLOCK", "detail": "The systolic of 165 mmHg is above 160.",
                               "inputs": {"systolic": 165, "takenAt": "2026-03-02T09:05:00Z"}, "limit": {"holdSystolicAbove": 160},
                               "source": "Set by the clinic: iv-ketamine-0.5, revision 2", "overridableBy": "PRESCRIBER"}]}\
                """)
record Checks(
        @Schema(required = true) UUID sessionId,
        @Schema(required = true) Step step,
        @Schema(required = true) Instant at,
        @Schema(required = true) Outcome outcome,
        @Schema(required = true) List<Verdict> verdicts) {

    /** The steps that rules may forbid. */
    enum Step {
        @JsonProperty("start")
        START(SessionStatus.INFUSING),
        @JsonProperty("discharge")
        DISCHARGE(SessionStatus.DISCHARGED);

        private final SessionStatus next;

        Step(SessionStatus next) {
            this.next = next;
        }

        /** The state of the session after the step. */
        SessionStatus next() {
            return next;
        }
    }
}
