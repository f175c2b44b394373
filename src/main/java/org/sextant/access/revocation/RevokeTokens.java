package org.sextant.access.revocation;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.sextant.web.VerbatimText;

/**
 * Revokes one token, or all tokens of a caller that were issued up to now.
 *
 * @param jti the id of the token; null where {@code sub} is given
 * @param sub the caller, as in the {@code sub} of the tokens; null where {@code jti} is given
 */
@Schema(example = "{\"sub\": \"7c1f6a52-0b5e-4f0e-9a35-4f7f0f6f3c11\", \"reason\": \"Tablet lost\"}")
record RevokeTokens(
        UUID id,

        @Schema(description = "The token with this id; either this or sub") @Size(min = 1, max = 255) @VerbatimText
        String jti,

        @Schema(description = "The tokens of this caller that were issued up to now; either this or jti")
        @Size(min = 1, max = 255)
        @VerbatimText
        String sub,

        @NotBlank @Size(max = 2000) String reason) {

    /** True where exactly one of jti and sub is given: both together could be read as a narrower condition. */
    boolean hasExactlyOne() {
        return (jti == null) != (sub == null);
    }
}
