package org.sextant.chart.session;

import jakarta.persistence.Column;
import jakarta.persistence.MappedSuperclass;
import java.util.UUID;
import org.hibernate.annotations.Filter;
import org.sextant.record.ChartRecord;
import org.sextant.record.ClinicRecord;
import org.sextant.record.Provenance;

/** A record that belongs to a session: a reading, a side effect or a medication. */
@MappedSuperclass
@Filter(name = ClinicRecord.OF_EMERGENCY, condition = ClinicRecord.PATIENT_OF_EMERGENCY)
public abstract class SessionRecord extends ChartRecord {

    @Column(updatable = false)
    private UUID sessionId;

    @Column(updatable = false)
    private UUID patientId;

    /** For Hibernate. */
    protected SessionRecord() {}

    /**
     * A record of a visit, during the visit or after its end.
     *
     * @throws org.sextant.web.problem.ProblemException 409 {@code wrong-state} where the patient was never checked in
     */
    protected SessionRecord(Provenance provenance, Session session) {
        super(provenance);
        session.requireVisit();
        this.sessionId = session.id();
        this.patientId = session.patientId();
    }

    public UUID sessionId() {
        return sessionId;
    }
}
