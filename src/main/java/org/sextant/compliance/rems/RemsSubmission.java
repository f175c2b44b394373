package org.sextant.compliance.rems;

import jakarta.persistence.Entity;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Filter;
import org.sextant.chart.session.Session;
import org.sextant.record.ClinicRecord;
import org.sextant.record.Provenance;
import org.sextant.record.device.DeviceMoment;

/** Records that staff have submitted the monitoring form of a session. */
@Entity
@Filter(name = ClinicRecord.OF_EMERGENCY, condition = ClinicRecord.PATIENT_OF_EMERGENCY)
public class RemsSubmission extends ClinicRecord {

    private UUID sessionId;
    private UUID patientId;
    private Instant submittedAt;
    private Long clockOffsetSeconds;
    private String reference;

    /** For Hibernate. */
    protected RemsSubmission() {}

    RemsSubmission(Provenance provenance, Session session, DeviceMoment submitted, String reference) {
        super(provenance);
        this.sessionId = session.id();
        this.patientId = session.patientId();
        this.submittedAt = submitted.reportedAt();
        this.clockOffsetSeconds = submitted.clockOffsetSeconds();
        this.reference = reference;
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

    String reference() {
        return reference;
    }
}
