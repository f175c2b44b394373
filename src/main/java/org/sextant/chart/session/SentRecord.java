package org.sextant.chart.session;

import jakarta.persistence.Column;
import jakarta.persistence.MappedSuperclass;
import java.util.UUID;
import org.hibernate.annotations.Filter;
import org.sextant.record.ClinicRecord;
import org.sextant.record.Provenance;

/**
 * That a tablet sent something that the session itself keeps, such as a step. A repetition is known by it, and its id is
 * refused for other content.
 */
@MappedSuperclass
@Filter(name = ClinicRecord.OF_EMERGENCY, condition = ClinicRecord.PATIENT_OF_EMERGENCY)
public abstract class SentRecord extends ClinicRecord {

    @Column(updatable = false)
    private UUID sessionId;

    @Column(updatable = false)
    private UUID patientId;

    /** For Hibernate. */
    protected SentRecord() {}

    protected SentRecord(Provenance provenance, Session session) {
        super(provenance);
        this.sessionId = session.id();
        this.patientId = session.patientId();
    }

    /** The session that keeps what was sent. */
    UUID sessionId() {
        return sessionId;
    }

    /** The patient of the session. */
    UUID patientId() {
        return patientId;
    }
}
