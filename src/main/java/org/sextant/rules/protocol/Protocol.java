package org.sextant.rules.protocol;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Filter;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.sextant.record.ClinicRecord;

/** One revision of a clinic's protocol. A revision never changes; a change of the protocol makes the next revision. */
@Entity
@Immutable
@IdClass(Protocol.Key.class)
@Filter(name = ClinicRecord.OF_CALLER, condition = "clinic_id = :clinic")
public class Protocol {

    /** The primary key of a revision. */
    record Key(UUID clinicId, String code, int revision) {}

    @Id
    private UUID clinicId;

    @Id
    private String code;

    @Id
    private int revision;

    private Instant recordedAt;

    @JdbcTypeCode(SqlTypes.JSON)
    private Rules rules;

    /** For Hibernate. */
    protected Protocol() {}

    Protocol(UUID clinicId, String code, int revision, Instant recordedAt, Rules rules) {
        this.clinicId = clinicId;
        this.code = code;
        this.revision = revision;
        this.recordedAt = recordedAt;
        this.rules = rules;
    }

    public String code() {
        return code;
    }

    /** 1 for the first revision, and one more with each change. */
    public int revision() {
        return revision;
    }

    public Rules rules() {
        return rules;
    }

    Instant recordedAt() {
        return recordedAt;
    }
}
