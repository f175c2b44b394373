package org.sextant.chart.infusion;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import java.util.UUID;
import org.hibernate.annotations.Filter;
import org.sextant.chart.session.Session;
import org.sextant.record.ClinicRecord;
import org.sextant.record.Provenance;

/**
 * That a tablet sent a rate, by which a repetition is known. The rate itself is among the rates of the session, under the
 * same id.
 */
@Entity
@Filter(name = ClinicRecord.OF_EMERGENCY, condition = ClinicRecord.PATIENT_OF_EMERGENCY)
public class SentRate extends ClinicRecord {

    @Column(updatable = false)
    private UUID sessionId;

    @Column(updatable = false)
    private UUID patientId;

    /** For Hibernate. */
    protected SentRate() {}

    SentRate(Provenance provenance, Session session) {
        super(provenance);
        this.sessionId = session.id();
        this.patientId = session.patientId();
    }

    /** The session whose drug ran at the rate. */
    UUID sessionId() {
        return sessionId;
    }

    /** The patient of the session. */
    UUID patientId() {
        return patientId;
    }
}
