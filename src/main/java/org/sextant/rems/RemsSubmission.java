package org.sextant.rems;

import jakarta.persistence.Entity;
import java.time.Instant;
import java.util.UUID;
import org.sextant.clinic.ClinicRecord;
import org.sextant.clinic.Provenance;
import org.sextant.session.Session;

/** That the monitoring form of a session has been sent in. */
@Entity
public class RemsSubmission extends ClinicRecord {

    private UUID sessionId;
    private UUID patientId;
    private Instant submittedAt;
    private String reference;

    /** For Hibernate. */
    protected RemsSubmission() {}

    RemsSubmission(Provenance provenance, Session session, Instant submittedAt, String reference) {
        super(provenance);
        this.sessionId = session.id();
        this.patientId = session.patientId();
        this.submittedAt = submittedAt;
        this.reference = reference;
    }

    UUID sessionId() {
        return sessionId;
    }

    Instant submittedAt() {
        return submittedAt;
    }

    String reference() {
        return reference;
    }
}
