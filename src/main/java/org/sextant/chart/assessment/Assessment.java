package org.sextant.chart.assessment;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.Filter;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.sextant.chart.course.Course;
import org.sextant.record.Change;
import org.sextant.record.ChartRecord;
import org.sextant.record.ClinicRecord;
import org.sextant.record.Provenance;
import org.sextant.record.device.DeviceMoment;

/** One assessment of a patient with an instrument. */
@Entity
@Filter(name = ClinicRecord.OF_EMERGENCY, condition = ClinicRecord.PATIENT_OF_EMERGENCY)
public class Assessment extends ChartRecord {

    private UUID courseId;
    private UUID patientId;
    private UUID sessionId;

    private String instrument;
    private Instant takenAt;

    @Enumerated(EnumType.STRING)
    private Timepoint timepoint;

    @JdbcTypeCode(SqlTypes.ARRAY)
    private List<Integer> answers;

    private int total;

    /** The values that the service computes from a request: the total, and the time by its clock. */
    record Scored(int total, DeviceMoment taken) {}

    /** For Hibernate. */
    protected Assessment() {}

    Assessment(Provenance provenance, Course course, RecordAssessment request, Scored scored) {
        super(provenance);
        this.courseId = course.id();
        this.patientId = course.patientId();
        become(request, scored);
    }

    void amend(RecordAssessment content, Scored scored, Change change) {
        amended(change);
        become(content, scored);
    }

    private void become(RecordAssessment content, Scored scored) {
        setClockOffset(scored.taken());
        this.sessionId = content.sessionId();
        this.instrument = content.instrument();
        this.takenAt = scored.taken().reportedAt();
        this.timepoint = content.timepoint();
        this.answers = content.answers();
        this.total = scored.total();
    }

    /** The content that an amendment can change: the answers, or the total where there are no answers. */
    RecordAssessment content() {
        return new RecordAssessment(
                null, instrument, takenAt, timepoint, sessionId, answers, answers == null ? total : null, null);
    }

    UUID courseId() {
        return courseId;
    }

    UUID sessionId() {
        return sessionId;
    }

    /** The code of the instrument. */
    public String instrument() {
        return instrument;
    }

    @Override
    protected Instant reportedAt() {
        return takenAt;
    }

    public Timepoint timepoint() {
        return timepoint;
    }

    List<Integer> answers() {
        return answers;
    }

    /** The total, points. */
    public int total() {
        return total;
    }

    Score score() {
        return new Score(instrument, at(), recordedAt(), timepoint, total);
    }
}
