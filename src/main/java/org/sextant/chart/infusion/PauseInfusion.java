package org.sextant.chart.infusion;

import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The request to pause the infusion.
 *
 * @param at the time of the step; now where absent
 */
@Schema(example = "{\"at\": \"2026-03-02T09:30:00Z\", \"reason\": \"Dissociation\"}")
record PauseInfusion(Instant at, @Size(min = 1, max = 2000) String reason) {

    static final PauseInfusion NOW = new PauseInfusion(null, null);
}
