package org.sextant.chart.clearance;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.Filter;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.sextant.record.Change;
import org.sextant.record.ChartRecord;
import org.sextant.record.ClinicRecord;
import org.sextant.record.Provenance;
import org.sextant.rules.protocol.ClearanceKind;
import org.sextant.rules.safety.ClearanceOutcome;

/** The record whether a patient is fit for treatment in one respect. */
@Entity
@Filter(name = ClinicRecord.OF_EMERGENCY, condition = ClinicRecord.PATIENT_OF_EMERGENCY)
public class Clearance extends ChartRecord {

    @Column(updatable = false)
    private UUID courseId;

    @Column(updatable = false)
    private UUID patientId;

    @Enumerated(EnumType.STRING)
    private ClearanceKind kind;

    @Enumerated(EnumType.STRING)
    private ClearanceOutcome outcome;

    private String condition;
    private LocalDate clearedOn;
    private String clearedBy;
    private LocalDate expiresOn;

    @JdbcTypeCode(SqlTypes.JSON)
    private List<ClearanceResult> results;

    @JdbcTypeCode(SqlTypes.JSON)
    private ClearanceDocument document;

    private String note;

    /** For Hibernate. */
    protected Clearance() {}

    /**
     * A new clearance.
     *
     * @param courseId the course for which the clearance was recorded; null where it was recorded for the patient alone
     */
    Clearance(Provenance provenance, UUID patientId, UUID courseId, RecordClearance request) {
        super(provenance);
        this.patientId = patientId;
        this.courseId = courseId;
        become(request);
    }

    void amend(RecordClearance content, Change change) {
        amended(change);
        become(content);
    }

    private void become(RecordClearance content) {
        this.kind = content.kind();
        this.outcome = content.outcome() == null ? ClearanceOutcome.CLEARED : content.outcome();
        this.condition = content.condition();
        this.clearedOn = content.clearedOn();
        this.clearedBy = content.clearedBy();
        this.expiresOn = content.expiresOn();
        this.results = content.results();
        this.document = content.document();
        this.note = content.note();
    }

    /** The content that an amendment can change. */
    RecordClearance content() {
        return new RecordClearance(
                null, kind, outcome, condition, clearedOn, clearedBy, expiresOn, results, document, note);
    }

    UUID courseId() {
        return courseId;
    }

    UUID patientId() {
        return patientId;
    }

    /** The beginning of the day in UTC: a day has no time. */
    @Override
    protected Instant reportedAt() {
        return clearedOn.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
