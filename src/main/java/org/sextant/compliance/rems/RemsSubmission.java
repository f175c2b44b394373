package org.sextant.compliance.rems;

import jakarta.persistence.Entity;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.hibernate.annotations.Filter;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.sextant.chart.session.Session;
import org.sextant.record.ClinicRecord;
import org.sextant.record.Provenance;
import org.sextant.record.device.DeviceMoment;

/** Records that staff have submitted the monitoring form of a session. */
@Entity
@Immutable
@Filter(name = ClinicRecord.OF_EMERGENCY, condition = ClinicRecord.PATIENT_OF_EMERGENCY)
public class RemsSubmission extends ClinicRecord {

    private UUID sessionId;
    private UUID patientId;
    private Instant submittedAt;
    private Long clockOffsetSeconds;
    private String reference;

    @JdbcTypeCode(SqlTypes.JSON)
    private Map<String, Object> form;

    /** For Hibernate. */
    protected RemsSubmission() {}

    /** @param form the items of the form as they are submitted */
    RemsSubmission(
            Provenance provenance,
            Session session,
            DeviceMoment submitted,
            String reference,
            Map<String, Object> form) {
        super(provenance);
        this.sessionId = session.id();
        this.patientId = session.patientId();
        this.submittedAt = submitted.reportedAt();
        this.clockOffsetSeconds = submitted.clockOffsetSeconds();
        this.reference = reference;
        this.form = form;
    }

    UUID sessionId() {
        return sessionId;
    }

    Instant submittedAt() {
        return submittedAt;
    }

    Long clockOffsetSeconds() {
        return clockOffsetSeconds;
    }

    /** The items of the form as they were submitted; null for a submission of before the service stored them. */
    Map<String, Object> form() {
        return form;
    }

    String reference() {
        return reference;
    }
}
