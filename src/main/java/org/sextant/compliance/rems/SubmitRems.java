package org.sextant.compliance.rems;

import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.sextant.web.NotBlankIfPresent;

/**
 * The form has been sent in.
 *
 * @param submittedAt when, now where absent
 * @param reference what it is known by there
 */
@Schema(example = "{\"submittedAt\": \"2026-03-04T16:00:00Z\", \"reference\": \"RM-20260304-17\"}")
record SubmitRems(
        UUID id,
        Instant submittedAt,
        @Size(min = 1, max = 200) @NotBlankIfPresent String reference) {

    static final SubmitRems NOW = new SubmitRems(null, null, null);
}
