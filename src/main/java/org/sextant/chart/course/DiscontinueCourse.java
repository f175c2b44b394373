package org.sextant.chart.course;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The request to end a course before its planned end. */
@Schema(example = "{\"reason\": \"Patient moved away\"}")
record DiscontinueCourse(@NotBlank @Size(max = 2000) String reason) {}
