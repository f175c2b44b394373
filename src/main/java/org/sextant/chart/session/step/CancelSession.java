package org.sextant.chart.session.step;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.sextant.web.NotBlankIfPresent;

/**
 * The request to cancel a session.
 *
 * @param noShow true where the patient did not come; false where absent
 */
@Schema(example = "{\"reason\": \"Patient has a cold\", \"noShow\": false}")
public record CancelSession(
        @NotBlank @NotBlankIfPresent(besideNotBlank = true) @Size(max = 2000)
        String reason,

        Boolean noShow) {}
