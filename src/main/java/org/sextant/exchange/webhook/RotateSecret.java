package org.sextant.exchange.webhook;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Asks for a new secret.
 *
 * @param keepOldHours for how long calls are signed with the old secret as well; 24 where absent
 */
@Schema(example = "{\"keepOldHours\": 24}")
record RotateSecret(
        @Schema(description = "For how long calls are signed with the old secret as well; 24 where absent")
        @Min(0)
        @Max(168)
        Integer keepOldHours) {

    private static final int HOURS = 24;

    RotateSecret {
        keepOldHours = keepOldHours == null ? HOURS : keepOldHours;
    }
}
