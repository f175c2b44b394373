package org.sextant.record;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Marks a record as entered in error. */
@Schema(example = "{\"reason\": \"Belongs to another patient\"}")
public record Retract(@NotBlank @Size(max = 2000) String reason) {}
