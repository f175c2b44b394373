package org.sextant.session;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.hibernate.annotations.UpdateTimestamp;
import org.sextant.clinic.ClinicRecord;
import org.sextant.clinic.Provenance;
import org.sextant.course.Course;
import org.sextant.problem.CommonProblem;
import org.sextant.problem.ProblemException;
import org.sextant.problem.Violations;

/** One visit in a course, from its appointment to the patient's discharge. */
@Entity
public class Session extends ClinicRecord {

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

    @UpdateTimestamp
    private Instant updatedAt;

    private CheckedIn checkedIn;
    private Started started;
    private Ended ended;
    private Discharged discharged;
    private Cancelled cancelled;

    /** For Hibernate. */
    protected Session() {}

    Session(Provenance provenance, Course course, int number, Instant scheduledAt) {
        super(provenance);
        this.courseId = course.id();
        this.patientId = course.patientId();
        this.protocol = course.protocol();
        this.protocolRevision = course.protocolRevision();
        this.number = number;
        this.status = SessionStatus.SCHEDULED;
        this.scheduledAt = scheduledAt;
    }

    void checkIn(CheckedIn step) {
        become(SessionStatus.CHECKED_IN);
        checkedIn = step;
    }

    void start(Started step) {
        become(SessionStatus.INFUSING);
        requireOrder(checkedIn.at(), step.at(), "the check-in");
        started = step;
    }

    void end(Ended step) {
        become(SessionStatus.OBSERVING);
        requireOrder(started.at(), step.at(), "the start");
        ended = step;
    }

    void discharge(Discharged step) {
        become(SessionStatus.DISCHARGED);
        requireOrder(ended.at(), step.at(), "the end of the infusion");
        discharged = step;
    }

    void cancel(Cancelled step) {
        become(SessionStatus.CANCELLED);
        if (step.noShow() && checkedIn != null) {
            throw Violations.of("/noShow", "cannot be true: the patient is checked in");
        }
        cancelled = step;
    }

    /** @throws ProblemException 409 {@code wrong-state} where the session is not in a state to become {@code next} */
    void require(SessionStatus next) {
        if (!status.canBecome(next)) {
            throw wrongState("A session that is %s cannot become %s.".formatted(status, next));
        }
    }

    private void become(SessionStatus next) {
        require(next);
        status = next;
    }

    /**
     * Lets a record of the visit pass where there has been a visit: also after the discharge, when a tablet comes back
     * online late.
     *
     * @throws ProblemException 409 {@code wrong-state} where the patient was never checked in
     */
    public void requireVisit() {
        if (checkedIn == null) {
            throw wrongState("The patient has not been checked in.");
        }
    }

    private ProblemException wrongState(String detail) {
        return CommonProblem.WRONG_STATE.because(detail).with("currentStatus", status);
    }

    private static void requireOrder(Instant earlier, Instant at, String what) {
        if (at.isBefore(earlier)) {
            throw Violations.of("/at", "must not lie before " + what);
        }
    }

    /** The part of the session that a moment falls into. */
    public Phase phaseAt(Instant moment) {
        if (started == null || moment.isBefore(started.at())) {
            return Phase.BASELINE;
        }
        return ended == null || !moment.isAfter(ended.at()) ? Phase.INFUSION : Phase.RECOVERY;
    }

    /** Whole minutes from the start to a moment, negative before it; null in a session that has not started. */
    public Integer minutesFromStart(Instant moment) {
        if (started == null) {
            return null;
        }
        return Math.toIntExact(
                Math.floorDiv(Duration.between(started.at(), moment).toSeconds(), 60));
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

    /** When the last step was taken; null before the first. */
    Instant lastStepAt() {
        return Stream.of(checkedInAt(), startedAt(), endedAt())
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    private Instant checkedInAt() {
        return checkedIn == null ? null : checkedIn.at();
    }

    /** When the drug was begun; null before. */
    public Instant startedAt() {
        return started == null ? null : started.at();
    }

    /** When it was ended; null before. */
    public Instant endedAt() {
        return ended == null ? null : ended.at();
    }

    /** Mg per kg of body weight; null before the start, and with a fixed dose. */
    public BigDecimal mgPerKg() {
        return started == null ? null : started.mgPerKg();
    }

    /** What the patient got, mg; null before the end. */
    public BigDecimal administeredMg() {
        return ended == null ? null : ended.administeredMg();
    }

    CheckedIn checkedIn() {
        return checkedIn;
    }

    Started started() {
        return started;
    }

    Ended ended() {
        return ended;
    }

    Discharged discharged() {
        return discharged;
    }

    Cancelled cancelled() {
        return cancelled;
    }
}
