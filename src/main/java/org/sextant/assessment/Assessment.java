package org.sextant.assessment;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.sextant.clinic.ClinicRecord;
import org.sextant.clinic.Provenance;
import org.sextant.clinic.RecordStatus;
import org.sextant.course.Course;

/** One score of a patient on an instrument. */
@Entity
public class Assessment extends ClinicRecord {

    private UUID courseId;
    private UUID patientId;
    private UUID sessionId;

    @Enumerated(EnumType.STRING)
    private RecordStatus status;

    private String instrument;
    private Instant takenAt;

    @Enumerated(EnumType.STRING)
    private Timepoint timepoint;

    @JdbcTypeCode(SqlTypes.ARRAY)
    private List<Integer> answers;

    private int total;

    /** For Hibernate. */
    protected Assessment() {}

    Assessment(Provenance provenance, Course course, RecordAssessment request, int total) {
        super(provenance);
        this.courseId = course.id();
        this.patientId = course.patientId();
        this.sessionId = request.sessionId();
        this.status = RecordStatus.FINAL;
        this.instrument = request.instrument();
        this.takenAt = request.takenAt();
        this.timepoint = request.timepoint();
        this.answers = request.answers();
        this.total = total;
    }

    UUID courseId() {
        return courseId;
    }

    UUID sessionId() {
        return sessionId;
    }

    RecordStatus status() {
        return status;
    }

    public String instrument() {
        return instrument;
    }

    public Instant takenAt() {
        return takenAt;
    }

    public Timepoint timepoint() {
        return timepoint;
    }

    List<Integer> answers() {
        return answers;
    }

    public int total() {
        return total;
    }

    Score score() {
        return new Score(instrument, takenAt, recordedAt(), timepoint, total);
    }
}
