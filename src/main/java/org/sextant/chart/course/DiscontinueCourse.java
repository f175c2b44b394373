package org.sextant.chart.course;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The request to end a course before its planned end.
 *
 * @param reason the reason in words
 * @param endReason the reason as a code; null where the caller sends none
 */
@Schema(example = "{\"reason\": \"Patient moved away\", \"endReason\": \"TRANSFERRED\"}")
record DiscontinueCourse(@NotBlank @Size(max = 2000) String reason, EndReason endReason) {}
