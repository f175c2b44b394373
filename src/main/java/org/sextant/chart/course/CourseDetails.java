package org.sextant.chart.course;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.sextant.web.IdentifyingText;

/** The details of a course that can be changed. */
@Schema(description = "Members to change; what is not named stays.", example = "{\"labels\": [\"trial-7\"]}")
record CourseDetails(
        @NotNull @Valid Indication indication,
        @NotNull CoursePhase phase,
        @NotNull @Min(1) @Max(60) Integer plannedSessions,
        CourseReason reason,

        @Size(max = 20) @JsonDeserialize(contentUsing = IdentifyingText.Reader.class)
        List<@NotBlank @Size(max = 64) String> labels) {

    CourseDetails {
        labels = labels == null ? List.of() : labels.stream().distinct().toList();
    }

    /** These details with other labels. */
    CourseDetails withLabels(List<String> others) {
        return new CourseDetails(indication, phase, plannedSessions, reason, others);
    }
}
