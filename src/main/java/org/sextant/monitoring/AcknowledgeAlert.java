package org.sextant.monitoring;

import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Request to acknowledge an alert. */
@Schema(example = "{\"note\": \"Patient seen, cuff repositioned\"}")
record AcknowledgeAlert(@Size(min = 1, max = 2000) String note) {

    static final AcknowledgeAlert WITHOUT_NOTE = new AcknowledgeAlert(null);
}
