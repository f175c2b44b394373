package org.sextant.chart.course;

import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.hibernate.annotations.Filter;
import org.hibernate.annotations.Formula;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.sextant.record.ClinicRecord;
import org.sextant.record.Provenance;
import org.sextant.rules.protocol.Protocol;
import org.sextant.web.problem.CommonProblem;

/** A planned series of sessions for one patient under one revision of a protocol. */
@Entity
@Filter(name = ClinicRecord.OF_EMERGENCY, condition = ClinicRecord.PATIENT_OF_EMERGENCY)
public class Course extends ClinicRecord {

    @Column(updatable = false)
    private UUID patientId;

    @Column(updatable = false)
    private String protocol;

    private int protocolRevision;

    @JdbcTypeCode(SqlTypes.JSON)
    private List<RevisionChange> revisionChanges;

    @Embedded
    private Indication indication;

    @Enumerated(EnumType.STRING)
    private CoursePhase phase;

    private int plannedSessions;

    @Column(updatable = false)
    private UUID previousCourseId;

    /** Computed by the database: the id of the first course of the chain that previous courses make. */
    @Formula("CASE WHEN previous_course_id IS NULL THEN id ELSE episode_of(clinic_id, id) END")
    private UUID episodeId;

    @Enumerated(EnumType.STRING)
    private CourseReason reason;

    @JdbcTypeCode(SqlTypes.ARRAY)
    private List<String> labels;

    @Enumerated(EnumType.STRING)
    private CourseStatus status;

    private Instant updatedAt;
    private Instant activatedAt;
    private Activated activated;

    /** Read with the course, so that no record of a course needs one more statement to be compared with it. */
    @Formula(
            "(select min(session.scheduled_at) from session where session.clinic_id = clinic_id and session.course_id = id"
                    + " and session.status <> 'CANCELLED')")
    private Instant firstAppointmentAt;

    private Instant endedAt;
    private String discontinueReason;

    @Enumerated(EnumType.STRING)
    private EndReason endReason;

    /** For Hibernate. */
    protected Course() {}

    /** @param previous the course that the new course continues; null for the first course of an episode */
    Course(Provenance provenance, UUID patientId, Course previous, Protocol protocol, CourseDetails details) {
        super(provenance);
        this.patientId = patientId;
        this.previousCourseId = previous == null ? null : previous.id();
        this.episodeId = previous == null ? id() : previous.episodeId();
        this.protocol = protocol.code();
        this.protocolRevision = protocol.revision();
        this.status = CourseStatus.PLANNED;
        become(details, provenance.recordedAt());
    }

    /**
     * Changes the details. After the end of the course only the labels can change, because labels serve reports.
     *
     * @throws org.sextant.web.problem.ProblemException 409 {@code wrong-state} where the course has ended and another
     *     detail changes
     */
    void edit(CourseDetails details, Instant now) {
        if (!status.open() && !details.equals(details().withLabels(details.labels()))) {
            throw CommonProblem.WRONG_STATE
                    .because("Only the labels of a course that is %s can change.".formatted(status))
                    .with("currentStatus", status);
        }
        become(details, now);
    }

    /**
     * Checks that the course can be activated.
     *
     * @throws org.sextant.web.problem.ProblemException 409 {@code wrong-state} where the course is not PLANNED
     */
    void requirePlanned() {
        requireBecoming(CourseStatus.ACTIVE);
    }

    /**
     * Checks that the course has not ended.
     *
     * @throws org.sextant.web.problem.ProblemException 409 {@code wrong-state} where the course has ended
     */
    public void requireOpen() {
        if (!status.open()) {
            throw CommonProblem.WRONG_STATE
                    .because("The course is %s.".formatted(status))
                    .with("currentStatus", status);
        }
    }

    /**
     * Moves the course to a later revision of its protocol.
     *
     * @throws org.sextant.web.problem.ProblemException 409 {@code wrong-state} where the course has ended
     */
    void follow(RevisionChange change) {
        requireOpen();
        var changes = new ArrayList<>(revisionChanges());
        changes.add(change);
        revisionChanges = changes;
        protocolRevision = change.toRevision();
        updatedAt = change.changedAt();
    }

    private void become(CourseDetails details, Instant now) {
        this.indication = details.indication();
        this.phase = details.phase();
        this.plannedSessions = details.plannedSessions();
        this.reason = details.reason();
        this.labels = details.labels();
        this.updatedAt = now;
    }

    void activate(Activated step, Instant now) {
        become(CourseStatus.ACTIVE, now);
        activatedAt = now;
        activated = step;
    }

    /** Null before the activation, and where no rule remarked on the activation. */
    Activated activated() {
        return activated;
    }

    void complete(Instant now) {
        become(CourseStatus.COMPLETED, now);
        endedAt = now;
    }

    /** @param code the reason as a code; null where nobody said */
    void discontinue(String reason, EndReason code, Instant now) {
        become(CourseStatus.DISCONTINUED, now);
        discontinueReason = reason;
        endReason = code;
        endedAt = now;
    }

    private void requireBecoming(CourseStatus next) {
        if (!status.canBecome(next)) {
            throw CommonProblem.WRONG_STATE
                    .because("A course that is %s cannot become %s.".formatted(status, next))
                    .with("currentStatus", status);
        }
    }

    private void become(CourseStatus next, Instant now) {
        requireBecoming(next);
        status = next;
        updatedAt = now;
    }

    CourseDetails details() {
        return new CourseDetails(indication, phase, plannedSessions, reason, labels);
    }

    /**
     * What the time of a record of the course is compared with: the plan of the course; where it lies earlier, its
     * activation or its first appointment, because a course that is entered late has appointments of the past.
     */
    public RecordTimes.Origin origin() {
        var since = Stream.of(recordedAt(), activatedAt, firstAppointmentAt)
                .filter(Objects::nonNull)
                .min(Instant::compareTo)
                .orElseThrow();
        return new RecordTimes.Origin(patientId, activatedAt, since, protocol, protocolRevision);
    }

    public UUID patientId() {
        return patientId;
    }

    /** The code of the protocol. */
    public String protocol() {
        return protocol;
    }

    /** True where the last change of the revision is the one that the caller requests, so that the request is a retry. */
    boolean isMovedBy(ChangeRevision request, String by) {
        var changes = revisionChanges();
        return !changes.isEmpty() && changes.get(changes.size() - 1).isOf(request, by);
    }

    /** The changes of the revision since the planning, in order. */
    List<RevisionChange> revisionChanges() {
        return revisionChanges == null ? List.of() : revisionChanges;
    }

    /**
     * The revision of the protocol that applies to the course, also after the clinic makes a later revision, until
     * somebody moves the course to it.
     */
    public int protocolRevision() {
        return protocolRevision;
    }

    public Indication indication() {
        return indication;
    }

    public CoursePhase phase() {
        return phase;
    }

    /** The maximum number of sessions, without cancelled sessions: 1 to 60. */
    public int plannedSessions() {
        return plannedSessions;
    }

    UUID previousCourseId() {
        return previousCourseId;
    }

    List<String> labels() {
        return labels;
    }

    public CourseStatus status() {
        return status;
    }

    Instant updatedAt() {
        return updatedAt;
    }

    Instant activatedAt() {
        return activatedAt;
    }

    Instant endedAt() {
        return endedAt;
    }

    /** The id of the first course of the episode. */
    UUID episodeId() {
        return episodeId;
    }

    /** Why the course was planned; null where nobody said. */
    CourseReason reason() {
        return reason;
    }

    String discontinueReason() {
        return discontinueReason;
    }

    /** Why the course was discontinued, as a code; null for all other courses, and where nobody said. */
    EndReason endReason() {
        return endReason;
    }
}
