package org.sextant.medication;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.sextant.clinic.ClinicRecord;
import org.sextant.clinic.Provenance;
import org.sextant.clinic.RecordStatus;
import org.sextant.session.Session;

/** A medication given during a session, beside the session's own drug. */
@Entity
public class Medication extends ClinicRecord {

    private UUID sessionId;
    private UUID patientId;

    @Enumerated(EnumType.STRING)
    private RecordStatus status;

    private String drug;
    private BigDecimal dose;
    private String unit;
    private String route;
    private Instant givenAt;
    private String reason;

    /** For Hibernate. */
    protected Medication() {}

    Medication(Provenance provenance, Session session, RecordMedication request) {
        super(provenance);
        this.sessionId = session.id();
        this.patientId = session.patientId();
        this.status = RecordStatus.FINAL;
        this.drug = request.drug();
        this.dose = request.dose();
        this.unit = request.unit();
        this.route = request.route();
        this.givenAt = request.givenAt();
        this.reason = request.reason();
    }

    UUID sessionId() {
        return sessionId;
    }

    RecordStatus status() {
        return status;
    }

    String drug() {
        return drug;
    }

    BigDecimal dose() {
        return dose;
    }

    String unit() {
        return unit;
    }

    String route() {
        return route;
    }

    Instant givenAt() {
        return givenAt;
    }

    String reason() {
        return reason;
    }
}
