package org.sextant.record;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.sextant.web.Filled;

/** A record was entered in error. */
@Schema(example = "{\"reason\": \"Belongs to another patient\"}")
public record Retract(
        @NotBlank @Filled(besideNotBlank = true) @Size(max = 2000)
        String reason) {}
