package org.sextant.chart.course;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The request to move a course to a later revision of its protocol.
 *
 * @param revision a revision of the course's protocol, later than the present one
 */
@Schema(example = "{\"revision\": 2, \"reason\": \"The hold limit of the systolic pressure was wrong\"}")
record ChangeRevision(
        @NotNull @Min(1) Integer revision,

        @NotBlank @Size(max = 2000) String reason) {}
