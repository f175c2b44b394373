package org.sextant.vitals;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Instant;
import java.util.UUID;
import org.sextant.clinic.ClinicRecord;
import org.sextant.clinic.Provenance;
import org.sextant.clinic.RecordStatus;
import org.sextant.session.Session;
import org.sextant.session.SessionStatus;

/** One reading of a patient's vital signs during a session. */
@Entity
public class Vitals extends ClinicRecord {

    private UUID sessionId;
    private UUID patientId;

    @Enumerated(EnumType.STRING)
    private RecordStatus status;

    private Instant takenAt;
    private boolean late;
    private Measurements measurements;

    @Enumerated(EnumType.STRING)
    private AbsentReason absentReason;

    @Enumerated(EnumType.STRING)
    private Source source;

    private String deviceId;
    private String note;

    /** For Hibernate. */
    protected Vitals() {}

    Vitals(Provenance provenance, Session session, RecordVitals request) {
        super(provenance);
        this.sessionId = session.id();
        this.patientId = session.patientId();
        this.status = RecordStatus.FINAL;
        this.takenAt = request.takenAt();
        this.late = session.status() == SessionStatus.DISCHARGED;
        this.measurements = request.measurements();
        this.absentReason = request.absentReason();
        this.source = request.source();
        this.deviceId = request.deviceId();
        this.note = request.note();
    }

    UUID sessionId() {
        return sessionId;
    }

    RecordStatus status() {
        return status;
    }

    Instant takenAt() {
        return takenAt;
    }

    /** True where it came in after the patient had been discharged. */
    boolean late() {
        return late;
    }

    /** Never null: all its values may be. */
    Measurements measurements() {
        return measurements == null ? new Measurements(null, null, null, null, null, null, null, null) : measurements;
    }

    AbsentReason absentReason() {
        return absentReason;
    }

    Source source() {
        return source;
    }

    String deviceId() {
        return deviceId;
    }

    String note() {
        return note;
    }
}
