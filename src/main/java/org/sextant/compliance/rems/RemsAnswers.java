package org.sextant.compliance.rems;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Filter;
import org.sextant.chart.session.Session;
import org.sextant.compliance.rems.AnswerRems.Oximetry;
import org.sextant.record.ClinicRecord;
import org.sextant.record.Provenance;

/** What staff have answered on the monitoring form of a session. The database stores each earlier version. */
@Entity
@Filter(name = ClinicRecord.OF_EMERGENCY, condition = ClinicRecord.PATIENT_OF_EMERGENCY)
public class RemsAnswers extends ClinicRecord {

    @Column(updatable = false)
    private UUID sessionId;

    @Column(updatable = false)
    private UUID patientId;

    private Boolean firstTreatment;
    private String provider;
    private Boolean acceptableBefore;
    private Boolean acceptableAtCompletion;
    private Boolean oximetryDone;
    private Integer readyAfterMinutes;
    private Instant changedAt;
    private String changedBy;

    /** For Hibernate. */
    protected RemsAnswers() {}

    RemsAnswers(Provenance provenance, Session session, AnswerRems content) {
        super(provenance);
        this.sessionId = session.id();
        this.patientId = session.patientId();
        become(content, provenance.recordedAt(), provenance.recordedBy());
    }

    void become(AnswerRems content, Instant now, String by) {
        this.firstTreatment = content.firstTreatment();
        this.provider = content.provider();
        this.acceptableBefore = content.acceptableBefore();
        this.acceptableAtCompletion = content.acceptableAtCompletion();
        this.oximetryDone = content.oximetryDone();
        this.readyAfterMinutes = content.readyAfterMinutes();
        this.changedAt = now;
        this.changedBy = by;
    }

    AnswerRems content() {
        return new AnswerRems(
                firstTreatment,
                provider,
                acceptableBefore,
                acceptableAtCompletion,
                oximetryDone == null ? null : new Oximetry(oximetryDone),
                readyAfterMinutes);
    }

    UUID sessionId() {
        return sessionId;
    }

    Instant changedAt() {
        return changedAt;
    }

    String changedBy() {
        return changedBy;
    }
}
