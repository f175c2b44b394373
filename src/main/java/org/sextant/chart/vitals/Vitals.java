package org.sextant.chart.vitals;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.sextant.chart.session.Session;
import org.sextant.chart.session.SessionRecord;
import org.sextant.chart.session.SessionStatus;
import org.sextant.record.Change;
import org.sextant.record.Provenance;
import org.sextant.record.device.DeviceMoment;
import org.sextant.rules.protocol.RequiredMeasurement;

/** One reading of a patient's vital signs during a session. */
@Entity
public class Vitals extends SessionRecord {

    private Instant takenAt;
    private boolean late;
    private Measurements measurements;

    @Enumerated(EnumType.STRING)
    private AbsentReason absentReason;

    @JdbcTypeCode(SqlTypes.JSON)
    private List<RequiredMeasurement> absentKinds;

    @Enumerated(EnumType.STRING)
    private Source source;

    private String deviceId;
    private String note;

    /** For Hibernate. */
    protected Vitals() {}

    Vitals(Provenance provenance, Session session, RecordVitals request, DeviceMoment taken) {
        super(provenance, session);
        this.late = session.status() == SessionStatus.DISCHARGED;
        become(request, taken);
    }

    void amend(RecordVitals content, DeviceMoment taken, Change change) {
        amended(change);
        become(content, taken);
    }

    private void become(RecordVitals content, DeviceMoment taken) {
        setClockOffset(taken);
        this.takenAt = taken.reportedAt();
        this.measurements = content.measurements();
        this.absentReason = content.absentReason();
        this.absentKinds = content.absentKinds() == null
                ? null
                : content.absentKinds().stream().sorted().toList();
        this.source = content.source();
        this.deviceId = content.deviceId();
        this.note = content.note();
    }

    /** The content that an amendment can change. */
    RecordVitals content() {
        var measured = measurements();
        return new RecordVitals(
                null,
                takenAt,
                measured.systolic(),
                measured.diastolic(),
                measured.heartRate(),
                measured.respiratoryRate(),
                measured.spo2(),
                measured.temperatureC(),
                measured.sedation(),
                measured.pain(),
                absentReason,
                absentKinds == null ? null : EnumSet.copyOf(absentKinds),
                source,
                deviceId,
                note,
                null);
    }

    @Override
    protected Instant reportedAt() {
        return takenAt;
    }

    /** True where the reading was recorded after the discharge. */
    boolean late() {
        return late;
    }

    /** Never null; each of its values may be null. */
    Measurements measurements() {
        return measurements == null ? new Measurements(null, null, null, null, null, null, null, null) : measurements;
    }

    AbsentReason absentReason() {
        return absentReason;
    }

    /** The measurements that the reason is about; null where the reason names none. */
    List<RequiredMeasurement> absentKinds() {
        return absentKinds;
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
