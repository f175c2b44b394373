package org.sextant.access.emergency;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The patient whose chart must be read, and the reason for the emergency access. */
@Schema(example = """
                {"patientId": "01957f60-8c10-7a2e-b4d3-2f9c6e1a7b54", "reason": "Patient unwell at the desk, no nurse within reach"}\
                """)
record GrantEmergencyAccess(
        UUID id,
        @NotNull UUID patientId,

        @Schema(description = "For whoever reviews it; ten characters or more") @NotNull @Size(min = 10, max = 2000)
        String reason) {}
