package org.sextant.chart.course;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.LocalDate;
import java.util.UUID;
import org.hibernate.annotations.Filter;
import org.hibernate.annotations.Immutable;
import org.sextant.record.ClinicRecord;
import org.sextant.record.Provenance;
import org.sextant.rules.protocol.ClearanceKind;

/** The record that a patient meets one requirement before the first dose of a course. */
@Entity
@Immutable
@Filter(name = ClinicRecord.OF_EMERGENCY, condition = ClinicRecord.PATIENT_OF_EMERGENCY)
public class Clearance extends ClinicRecord {

    private UUID courseId;
    private UUID patientId;

    @Enumerated(EnumType.STRING)
    private ClearanceKind kind;

    private LocalDate clearedOn;
    private String clearedBy;
    private String note;

    /** For Hibernate. */
    protected Clearance() {}

    Clearance(Provenance provenance, Course course, RecordClearance request) {
        super(provenance);
        this.courseId = course.id();
        this.patientId = course.patientId();
        this.kind = request.kind();
        this.clearedOn = request.clearedOn();
        this.clearedBy = request.clearedBy();
        this.note = request.note();
    }

    UUID courseId() {
        return courseId;
    }

    ClearanceKind kind() {
        return kind;
    }

    LocalDate clearedOn() {
        return clearedOn;
    }

    String clearedBy() {
        return clearedBy;
    }

    String note() {
        return note;
    }
}
