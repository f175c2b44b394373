package org.sextant.access.emergency;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.sextant.web.representation.Versioned;

/** An emergency access as the API shows it. */
@Schema(name = "EmergencyAccess", example = """
                {"id": "01957fb0-1a00-7c2d-9e41-3d7b8f0a6c95", "patientId": "01957f60-8c10-7a2e-b4d3-2f9c6e1a7b54",
                 "reason": "Patient unwell at the desk, no nurse within reach", "roles": "COORDINATOR",
                 "recordedAt": "2026-03-04T16:01:00Z", "recordedBy": "demo-coordinator",
                 "expiresAt": "2026-03-04T20:01:00Z", "version": 1}\
                """)
record EmergencyAccessView(
        @Schema(required = true, description = "To be sent as Emergency-Access")
        UUID id,

        @Schema(required = true) UUID patientId,
        @Schema(required = true) String reason,

        @Schema(required = true, description = "What the caller was, without it")
        String roles,

        @Schema(required = true) Instant recordedAt,
        @Schema(required = true) String recordedBy,
        @Schema(required = true) Instant expiresAt,
        @Schema(required = true) int version)
        implements Versioned {

    static EmergencyAccessView of(EmergencyAccess access) {
        return new EmergencyAccessView(
                access.id(),
                access.patientId(),
                access.reason(),
                access.roles(),
                access.recordedAt(),
                access.recordedBy(),
                access.expiresAt(),
                access.version());
    }
}
