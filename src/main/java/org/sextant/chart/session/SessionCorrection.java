package org.sextant.chart.session;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.util.Map;
import java.util.UUID;
import org.hibernate.annotations.Filter;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.sextant.record.ClinicRecord;
import org.sextant.record.Provenance;

/** One correction of a step of a session: what the step said before, and what it says since. */
@Entity
@Immutable
@Filter(name = ClinicRecord.OF_EMERGENCY, condition = ClinicRecord.PATIENT_OF_EMERGENCY)
class SessionCorrection extends ClinicRecord {

    private UUID sessionId;
    private UUID patientId;
    private int sessionVersion;

    @Enumerated(EnumType.STRING)
    private CorrectedStep step;

    @JdbcTypeCode(SqlTypes.JSON)
    private Map<String, Object> before;

    @JdbcTypeCode(SqlTypes.JSON)
    private Map<String, Object> after;

    private String reason;

    /**
     * The members of a step that a correction changed; a member that was or became absent is missing.
     *
     * @param before their values before the correction
     * @param after their values since
     */
    record Values(Map<String, Object> before, Map<String, Object> after) {}

    /** For Hibernate. */
    protected SessionCorrection() {}

    /** A correction of the session in its present version. */
    SessionCorrection(Provenance provenance, Session session, CorrectedStep step, Values values, String reason) {
        super(provenance);
        this.sessionId = session.id();
        this.patientId = session.patientId();
        this.sessionVersion = session.version();
        this.step = step;
        this.before = values.before();
        this.after = values.after();
        this.reason = reason;
    }

    UUID sessionId() {
        return sessionId;
    }

    /** The version of the session that was corrected. */
    int sessionVersion() {
        return sessionVersion;
    }

    CorrectedStep step() {
        return step;
    }

    Map<String, Object> before() {
        return before;
    }

    Map<String, Object> after() {
        return after;
    }

    String reason() {
        return reason;
    }
}
