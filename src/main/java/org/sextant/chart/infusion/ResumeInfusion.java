package org.sextant.chart.infusion;

import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The request to resume the infusion at the last rate.
 *
 * @param at the time of the step; now where absent
 * @param overrideReason why a prescriber resumes the infusion although a rule blocks the rate
 */
@Schema(example = "{\"at\": \"2026-03-02T09:36:00Z\", \"reason\": \"Calm again\"}")
record ResumeInfusion(
        Instant at,
        @Size(min = 1, max = 2000) String reason,

        @Size(min = 10, max = 2000) String overrideReason) {

    static final ResumeInfusion NOW = new ResumeInfusion(null, null, null);
}
