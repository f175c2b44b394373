package org.sextant.monitoring;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.sextant.rules.safety.ReviewDecision;

/**
 * The request to record a review of the suicide risk.
 *
 * @param safetyPlan true where the patient has a safety plan
 */
@Schema(example = "{\"decision\": \"CONTINUE\", \"safetyPlan\": true, \"note\": \"Passive thoughts, as before\"}")
record ReviewAlert(
        @NotNull ReviewDecision decision,
        @NotNull Boolean safetyPlan,
        @Size(min = 1, max = 2000) String note) {}
