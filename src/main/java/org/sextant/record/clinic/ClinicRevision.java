package org.sextant.record.clinic;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Filter;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.sextant.record.ClinicRecord;

/** One revision of a clinic's profile. A revision never changes; a change of the profile makes the next revision. */
@Entity
@Immutable
@Table(name = "clinic_profile")
@IdClass(ClinicRevision.Key.class)
@Filter(name = ClinicRecord.OF_CALLER, condition = "clinic_id = :clinic")
class ClinicRevision {

    /** The primary key of a revision. */
    record Key(UUID clinicId, int revision) {}

    @Id
    private UUID clinicId;

    @Id
    private int revision;

    private Instant recordedAt;
    private String recordedBy;

    @JdbcTypeCode(SqlTypes.JSON)
    private ClinicProfile profile;

    /** For Hibernate. */
    protected ClinicRevision() {}

    ClinicRevision(UUID clinicId, int revision, Instant recordedAt, String recordedBy, ClinicProfile profile) {
        this.clinicId = clinicId;
        this.revision = revision;
        this.recordedAt = recordedAt;
        this.recordedBy = recordedBy;
        this.profile = profile;
    }

    /** 1 for the first profile, and one more with each change. */
    int revision() {
        return revision;
    }

    Instant recordedAt() {
        return recordedAt;
    }

    String recordedBy() {
        return recordedBy;
    }

    ClinicProfile profile() {
        return profile;
    }
}
