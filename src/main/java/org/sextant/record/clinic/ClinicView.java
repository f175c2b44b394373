package org.sextant.record.clinic;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.sextant.web.representation.Versioned;

/** The profile of a clinic as the API shows it. */
@Schema(name = "Clinic", example = """
                {"version": 1, "recordedAt": "2026-03-01T08:00:00Z", "recordedBy": "admin-1", "name": "Example Clinic",
                 "address": "12 Example Street\\nSpringfield, NY 10001", "phone": "+1 555 0100",
                 "timeZone": "America/New_York", "remsNumber": "R-0001", "deaNumber": "AB1234563",
                 "providersInCharge": ["Dr. E. Example"]}\
                """)
record ClinicView(
        @Schema(required = true, description = "0 until the clinic defines its profile, then one more with each change")
        int version,

        @Schema(description = "Absent until the clinic defines its profile")
        Instant recordedAt,

        @Schema(description = "Absent until the clinic defines its profile")
        String recordedBy,

        @JsonUnwrapped ClinicProfile profile)
        implements Versioned {

    /** The profile of a clinic that has not defined one. */
    static final ClinicView DEFAULT = new ClinicView(0, null, null, ClinicProfile.DEFAULT);

    static ClinicView of(ClinicRevision revision) {
        return new ClinicView(revision.revision(), revision.recordedAt(), revision.recordedBy(), revision.profile());
    }
}
