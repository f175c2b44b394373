package org.sextant.compliance.rems;

import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Request to record that staff have submitted the form.
 *
 * @param id null lets the server assign one
 * @param submittedAt when the form was submitted; null means now
 * @param reference the receiver's reference for the form; may be null
 */
@Schema(example = "{\"submittedAt\": \"2026-03-04T16:00:00Z\", \"reference\": \"RM-20260304-17\"}")
record SubmitRems(
        UUID id,
        Instant submittedAt,
        @Size(min = 1, max = 200) String reference) {

    static final SubmitRems NOW = new SubmitRems(null, null, null);
}
