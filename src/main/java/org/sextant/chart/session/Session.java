package org.sextant.chart.session;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.hibernate.annotations.Filter;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.OptimisticLock;
import org.hibernate.type.SqlTypes;
import org.sextant.chart.course.Course;
import org.sextant.chart.session.step.Cancelled;
import org.sextant.chart.session.step.CheckedIn;
import org.sextant.chart.session.step.DeviceClocks;
import org.sextant.chart.session.step.Discharged;
import org.sextant.chart.session.step.DrugClass;
import org.sextant.chart.session.step.Ended;
import org.sextant.chart.session.step.Started;
import org.sextant.record.ClinicRecord;
import org.sextant.record.Provenance;
import org.sextant.record.device.Clocks;
import org.sextant.record.device.DeviceMoment;
import org.sextant.rules.safety.Infusion;
import org.sextant.rules.safety.RateChange;
import org.sextant.web.problem.CommonProblem;
import org.sextant.web.problem.ProblemException;
import org.sextant.web.problem.Violations;

/** One visit in a course, from its appointment to the patient's discharge. */
@Entity
@Filter(name = ClinicRecord.OF_EMERGENCY, condition = ClinicRecord.PATIENT_OF_EMERGENCY)
public class Session extends ClinicRecord implements Clocks {

    @Column(updatable = false)
    private UUID courseId;

    @Column(updatable = false)
    private UUID patientId;

    @Column(updatable = false)
    private String protocol;

    @Column(updatable = false)
    private int protocolRevision;

    @Column(updatable = false)
    private int number;

    @Enumerated(EnumType.STRING)
    private SessionStatus status;

    private Instant scheduledAt;

    private Instant updatedAt;

    private CheckedIn checkedIn;
    private Started started;
    private Ended ended;
    private Discharged discharged;
    private Cancelled cancelled;

    @JdbcTypeCode(SqlTypes.JSON)
    private List<RateChange> rateChanges;

    @OptimisticLock(excluded = true)
    private DeviceClocks clocks;

    @OptimisticLock(excluded = true)
    private Instant nextVitalsDueAt;

    @OptimisticLock(excluded = true)
    private Instant vitalsOverdueAt;

    @OptimisticLock(excluded = true)
    private Instant clockSetAt;

    /** For Hibernate. */
    protected Session() {}

    public Session(Provenance provenance, Course course, int number, Instant scheduledAt) {
        super(provenance);
        this.courseId = course.id();
        this.patientId = course.patientId();
        this.protocol = course.protocol();
        this.protocolRevision = course.protocolRevision();
        this.number = number;
        this.status = SessionStatus.SCHEDULED;
        this.scheduledAt = scheduledAt;
        this.updatedAt = provenance.recordedAt();
    }

    void checkIn(CheckedIn step, Instant now) {
        become(SessionStatus.CHECKED_IN, now);
        checkedIn = step;
    }

    public void start(Started step) {
        become(SessionStatus.INFUSING, step.recordedAt());
        started = step;
    }

    public void changeRate(RateChange change) {
        var changes = new ArrayList<>(rateChanges());
        changes.add(change);
        rateChanges = changes;
        updatedAt = change.recordedAt();
    }

    public void end(Ended step, Instant now) {
        become(SessionStatus.OBSERVING, now);
        ended = step;
    }

    /** @param concomitant what the patient takes, where it is said only now; else null */
    void discharge(Discharged step, Set<DrugClass> concomitant, Instant now) {
        become(SessionStatus.DISCHARGED, now);
        checkedIn = checkedIn.with(concomitant);
        discharged = step;
    }

    public void cancel(Cancelled step) {
        become(SessionStatus.CANCELLED, step.at());
        if (step.noShow() && checkedIn != null) {
            throw Violations.of("/noShow", "cannot be true: the patient is checked in");
        }
        cancelled = step;
    }

    /** Keeps the clock that is met here for the first time. It is no change of the session. */
    @Override
    public long settle(long measuredSeconds) {
        var offset = Clocks.nearest(clocks().known(), measuredSeconds);
        clocks = clocks().with(offset);
        return offset;
    }

    /** Notes by which clock the time of the step was told that has just been taken. */
    void stepTold(DeviceMoment moment) {
        if (moment.clockOffsetSeconds() != null && moment.clockOffsetSeconds() != 0) {
            clocks = clocks().with(new DeviceClocks.OfStep(moment.corrected(), moment.clockOffsetSeconds()));
        }
    }

    private DeviceClocks clocks() {
        return clocks == null ? DeviceClocks.NONE : clocks;
    }

    /** What the times of steps were corrected by, where they were. */
    List<DeviceClocks.OfStep> clocksOfSteps() {
        return clocks().ofSteps();
    }

    /**
     * Sets the monitoring clock. It is no change of the session: steps that were decided before it stay good.
     *
     * @param next when a reading is due; null where none is
     * @param overdue when it counts as missed; null where none is due
     */
    public void setClock(Instant next, Instant overdue, Instant now) {
        if (!Objects.equals(next, nextVitalsDueAt) || !Objects.equals(overdue, vitalsOverdueAt)) {
            nextVitalsDueAt = next;
            vitalsOverdueAt = overdue;
            clockSetAt = now;
        }
    }

    /** @throws ProblemException 409 {@code wrong-state} where the session is not in a state to become {@code next} */
    void require(SessionStatus next) {
        if (!status.canBecome(next)) {
            throw wrongState("A session that is %s cannot become %s.".formatted(status, next));
        }
    }

    private void become(SessionStatus next, Instant now) {
        require(next);
        status = next;
        updatedAt = now;
    }

    /**
     * Lets a record of the visit pass where there has been a visit: also after the discharge, when a tablet comes back
     * online late.
     *
     * @throws ProblemException 409 {@code wrong-state} where the patient was never checked in
     */
    public void requireVisit() {
        if (checkedIn == null) {
            var refusal = wrongState("The patient has not been checked in.");
            throw status == SessionStatus.SCHEDULED ? refusal.retryable() : refusal;
        }
    }

    public ProblemException wrongState(String detail) {
        return CommonProblem.WRONG_STATE.because(detail).with("currentStatus", status);
    }

    /**
     * Lets a step pass that is not before the one it follows, whatever order they come in.
     *
     * @throws ProblemException 422 where it is
     */
    void requireAfterLastStep(Instant at) {
        var last = lastStepAt();
        if (last != null && at.isBefore(last)) {
            throw Violations.of("/at", "must not lie before the step it follows");
        }
    }

    public UUID courseId() {
        return courseId;
    }

    public UUID patientId() {
        return patientId;
    }

    /** The code of the protocol. */
    public String protocol() {
        return protocol;
    }

    /** The revision that the session runs under. */
    public int protocolRevision() {
        return protocolRevision;
    }

    /** 1 to n in the course. A cancelled session gives its number back. */
    public int number() {
        return number;
    }

    public SessionStatus status() {
        return status;
    }

    public Instant scheduledAt() {
        return scheduledAt;
    }

    /** True where the session has changed since then, by the server's clock: what was derived from it may have, too. */
    public boolean changedSince(Instant then) {
        return updatedAt.isAfter(then);
    }

    /** The clock has been set with a step, whose version tells it. */
    void clockSetWithStep() {
        clockSetAt = null;
    }

    /** True where the clock has been set since the last step: the version does not tell what it says. */
    boolean clockSetSinceLastStep() {
        return clockSetAt != null;
    }

    /** When the last step was taken; null before the first. */
    Instant lastStepAt() {
        if (ended != null) {
            return ended.at();
        }
        if (started != null) {
            return infusion().lastChangeAt();
        }
        return checkedIn == null ? null : checkedIn.at();
    }

    /** How the drug ran; only of a session that has started. */
    public Infusion infusion() {
        return new Infusion(started.at(), started.plannedMgPerHour(), rateChanges());
    }

    private List<RateChange> rateChanges() {
        return rateChanges == null ? List.of() : rateChanges;
    }

    /** When the next reading is due; null where none is. */
    Instant nextVitalsDueAt() {
        return nextVitalsDueAt;
    }

    /** When the drug was begun; null before. */
    public Instant startedAt() {
        return started == null ? null : started.at();
    }

    /** When it was ended; null before. */
    public Instant endedAt() {
        return ended == null ? null : ended.at();
    }

    /** The lot of the drug, by the start or the end; null where neither named it. */
    public String lot() {
        if (started != null && started.lot() != null) {
            return started.lot();
        }
        return ended == null ? null : ended.lot();
    }

    /** Null before the check-in. */
    public CheckedIn checkedIn() {
        return checkedIn;
    }

    /** Null before the start. */
    public Started started() {
        return started;
    }

    /** Null before the end. */
    public Ended ended() {
        return ended;
    }

    /** Null before the discharge. */
    public Discharged discharged() {
        return discharged;
    }

    Cancelled cancelled() {
        return cancelled;
    }
}
