package org.sextant.course;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Why a course ends before its time. */
@Schema(example = "{\"reason\": \"Patient moved away\"}")
record DiscontinueCourse(@NotBlank @Size(max = 2000) String reason) {}
