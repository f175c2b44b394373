package org.sextant.access.revocation;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.sextant.web.NotBlankIfPresent;

/**
 * One token is no longer good, or all that a caller has by now.
 *
 * @param jti the token's id; or
 * @param sub the caller, as tokens name them
 */
@Schema(example = "{\"sub\": \"7c1f6a52-0b5e-4f0e-9a35-4f7f0f6f3c11\", \"reason\": \"Tablet lost\"}")
record RevokeTokens(
        UUID id,

        @Schema(description = "The token with this id; either this or sub") @Size(min = 1, max = 255)
        String jti,

        @Schema(description = "The tokens of this caller that were issued up to now; either this or jti")
        @Size(min = 1, max = 255)
        String sub,

        @NotBlank @NotBlankIfPresent(besideNotBlank = true) @Size(max = 2000)
        String reason) {

    /** Neither would revoke nothing, and both would look as if one narrowed the other. */
    boolean namesOne() {
        return (jti == null) != (sub == null);
    }
}
