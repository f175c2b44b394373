package org.sextant.record;

import jakarta.persistence.Column;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.MappedSuperclass;
import java.time.Instant;
import org.sextant.record.device.DeviceMoment;
import org.sextant.web.problem.CommonProblem;
import org.sextant.web.representation.Position;

/**
 * A record of a patient's chart. It is never deleted: it is amended, or marked as entered in error, with a reason. The
 * database keeps each version that was.
 */
@MappedSuperclass
public abstract class ChartRecord extends ClinicRecord {

    @Enumerated(EnumType.STRING)
    private RecordStatus status = RecordStatus.FINAL;

    private Instant changedAt;
    private String changedBy;
    private String changeReason;
    private Long clockOffsetSeconds;

    /** Computed by the database, for its orders; in memory it is {@link #at()}. */
    @Column(insertable = false, updatable = false)
    private Instant correctedAt;

    /** For Hibernate. */
    protected ChartRecord() {}

    protected ChartRecord(Provenance provenance) {
        super(provenance);
    }

    /**
     * Notes that the content is corrected.
     *
     * @throws org.sextant.web.problem.ProblemException 409 {@code wrong-state} where the record is entered in error
     */
    protected void amended(Change change) {
        requireStanding();
        become(RecordStatus.AMENDED, change);
    }

    /**
     * Marks the record as entered in error. The same again changes nothing: it is a retry.
     *
     * @throws org.sextant.web.problem.ProblemException 409 {@code wrong-state} where it was marked for another reason
     */
    public void retract(Change change) {
        if (isRetractedBy(change)) {
            return;
        }
        requireStanding();
        become(RecordStatus.ENTERED_IN_ERROR, change);
    }

    /** True where the same person has marked the record as entered in error before, for the same reason. */
    boolean isRetractedBy(Change change) {
        return status == RecordStatus.ENTERED_IN_ERROR
                && change.reason().equals(changeReason)
                && change.by().equals(changedBy);
    }

    /**
     * Lets a change pass of a record that stands.
     *
     * @throws org.sextant.web.problem.ProblemException 409 {@code wrong-state} where it is entered in error
     */
    protected void requireStanding() {
        if (status == RecordStatus.ENTERED_IN_ERROR) {
            throw CommonProblem.WRONG_STATE
                    .because("The record is marked as entered in error.")
                    .with("currentStatus", status);
        }
    }

    /** When it was, as the device told it. */
    protected abstract Instant reportedAt();

    /** Keeps by how much the clock was ahead that told when it was. */
    protected void told(DeviceMoment moment) {
        clockOffsetSeconds = moment.clockOffsetSeconds();
    }

    /** Where it stands in a list that is in the order of records. */
    public Position position() {
        return Position.of(at(), recordedAt(), id());
    }

    /** When it was, and by which clock. */
    public DeviceMoment moment() {
        return new DeviceMoment(reportedAt(), clockOffsetSeconds);
    }

    /** When it was by the service's clock: what it is ordered and judged by. */
    public Instant at() {
        return moment().corrected();
    }

    /** The same where it is not as told; else null. */
    public Instant correctedAt() {
        return at().equals(reportedAt()) ? null : at();
    }

    /** By how many seconds the device's clock was ahead, negative where behind; null where it did not say. */
    public Long clockOffsetSeconds() {
        return clockOffsetSeconds;
    }

    private void become(RecordStatus next, Change change) {
        status = next;
        changedAt = change.at();
        changedBy = change.by();
        changeReason = change.reason();
    }

    public RecordStatus status() {
        return status;
    }

    /** When it was last amended or marked as entered in error; null where it never was. */
    public Instant changedAt() {
        return changedAt;
    }

    /** The {@code sub} of whoever did; null where nobody has. */
    public String changedBy() {
        return changedBy;
    }

    /** Why; null where it never was. */
    public String changeReason() {
        return changeReason;
    }
}
