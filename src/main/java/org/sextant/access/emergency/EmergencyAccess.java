package org.sextant.access.emergency;

import jakarta.persistence.Entity;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.sextant.record.ClinicRecord;
import org.sextant.record.Provenance;

/** Lets a caller without a role for charts read one patient's chart for four hours; stores the reason. */
@Entity
@Immutable
class EmergencyAccess extends ClinicRecord {

    /** Long enough for one visit, too short to replace a role. */
    static final Duration LASTS = Duration.ofHours(4);

    private UUID patientId;
    private String reason;
    private String roles;
    private Instant expiresAt;

    /** For Hibernate. */
    protected EmergencyAccess() {}

    EmergencyAccess(Provenance provenance, GrantEmergencyAccess request, String roles) {
        super(provenance);
        this.patientId = request.patientId();
        this.reason = request.reason();
        this.roles = roles;
        this.expiresAt = provenance.recordedAt().plus(LASTS);
    }

    UUID patientId() {
        return patientId;
    }

    String reason() {
        return reason;
    }

    String roles() {
        return roles;
    }

    Instant expiresAt() {
        return expiresAt;
    }
}
