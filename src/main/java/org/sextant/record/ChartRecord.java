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
 * A record of a patient's chart. A chart record is never deleted: callers amend a record or mark a record as entered in
 * error, with a reason. The database stores each earlier version.
 */
@MappedSuperclass
public abstract class ChartRecord extends ClinicRecord {

    @Enumerated(EnumType.STRING)
    private RecordStatus status = RecordStatus.FINAL;

    private Instant changedAt;
    private String changedBy;
    private String changeReason;
    private Long clockOffsetSeconds;

    /** Computed by the database, for sorting; in memory, {@link #at()} computes this time. */
    @Column(insertable = false, updatable = false)
    private Instant correctedAt;

    /** For Hibernate. */
    protected ChartRecord() {}

    protected ChartRecord(Provenance provenance) {
        super(provenance);
    }

    /**
     * Marks the record as amended.
     *
     * @throws org.sextant.web.problem.ProblemException 409 {@code wrong-state} where the record is entered in error
     */
    protected void amended(Change change) {
        requireStanding();
        setStatus(RecordStatus.AMENDED, change);
    }

    /**
     * Marks the record as entered in error. A retry, by the same person with the same reason, changes nothing.
     *
     * @throws org.sextant.web.problem.ProblemException 409 {@code wrong-state} where another person has marked the
     *     record before, or for another reason
     */
    public void retract(Change change) {
        if (isRetractedBy(change)) {
            return;
        }
        requireStanding();
        setStatus(RecordStatus.ENTERED_IN_ERROR, change);
    }

    /** True where the person of the change has already marked the record as entered in error for the same reason. */
    boolean isRetractedBy(Change change) {
        return status == RecordStatus.ENTERED_IN_ERROR
                && change.reason().equals(changeReason)
                && change.by().equals(changedBy);
    }

    /**
     * Refuses a change of a record that is entered in error.
     *
     * @throws org.sextant.web.problem.ProblemException 409 {@code wrong-state} where the record is entered in error
     */
    protected void requireStanding() {
        if (status == RecordStatus.ENTERED_IN_ERROR) {
            throw CommonProblem.WRONG_STATE
                    .because("The record is marked as entered in error.")
                    .with("currentStatus", status);
        }
    }

    /** The time of the event, as the device reported the time. */
    protected abstract Instant reportedAt();

    /** Stores the clock offset of the device that reported the time of the event. */
    protected void setClockOffset(DeviceMoment moment) {
        clockOffsetSeconds = moment.clockOffsetSeconds();
    }

    /** The position of the record in a list in {@link RecordOrder}. */
    public Position position() {
        return Position.of(at(), recordedAt(), id());
    }

    /** The reported time of the event, with the offset of the reporting clock. */
    public DeviceMoment moment() {
        return new DeviceMoment(reportedAt(), clockOffsetSeconds);
    }

    /** The time of the event by the service's clock, which sorting and rules use. */
    public Instant at() {
        return moment().corrected();
    }

    /** The time of the event by the service's clock; null where the reported time needs no correction. */
    public Instant correctedAt() {
        return at().equals(reportedAt()) ? null : at();
    }

    /** By how many seconds the device's clock was ahead of the service's; negative where behind; null where unknown. */
    public Long clockOffsetSeconds() {
        return clockOffsetSeconds;
    }

    private void setStatus(RecordStatus next, Change change) {
        status = next;
        changedAt = change.at();
        changedBy = change.by();
        changeReason = change.reason();
    }

    /** Whether the record is valid; {@link RecordStatus#FINAL} for a new record. */
    public RecordStatus status() {
        return status;
    }

    /** The time of the last amendment or retraction; null where the record never changed. */
    public Instant changedAt() {
        return changedAt;
    }

    /** The {@code sub} of the caller who last amended or retracted the record; null where the record never changed. */
    public String changedBy() {
        return changedBy;
    }

    /** The reason of the last amendment or retraction; null where the record never changed. */
    public String changeReason() {
        return changeReason;
    }
}
