package org.sextant.access.revocation;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.sextant.web.representation.Versioned;

/** A revocation as the API shows it. */
@Schema(name = "TokenRevocation", example = """
                {"id": "01957fa0-1a00-7c2d-9e41-3d7b8f0a6c95", "sub": "7c1f6a52-0b5e-4f0e-9a35-4f7f0f6f3c11",
                 "reason": "Tablet lost", "recordedAt": "2026-03-04T16:01:00Z", "recordedBy": "demo-admin", "version": 1}\
                """)
record TokenRevocationView(
        @Schema(required = true) UUID id,
        String jti,
        String sub,
        @Schema(required = true) String reason,

        @Schema(required = true, description = "With sub: tokens that were issued up to this time are refused")
        Instant recordedAt,

        @Schema(required = true) String recordedBy,
        @Schema(required = true) int version)
        implements Versioned {

    static TokenRevocationView of(TokenRevocation revocation) {
        return new TokenRevocationView(
                revocation.id(),
                revocation.jti(),
                revocation.sub(),
                revocation.reason(),
                revocation.recordedAt(),
                revocation.recordedBy(),
                revocation.version());
    }
}
