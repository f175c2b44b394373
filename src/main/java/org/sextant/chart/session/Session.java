package org.sextant.chart.session;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.hibernate.annotations.Filter;
import org.hibernate.annotations.Formula;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.Mutability;
import org.hibernate.annotations.OptimisticLock;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.descriptor.java.Immutability;
import org.sextant.chart.course.Course;
import org.sextant.chart.course.RecordTimes;
import org.sextant.chart.session.step.Cancelled;
import org.sextant.chart.session.step.CheckInContent;
import org.sextant.chart.session.step.CheckedIn;
import org.sextant.chart.session.step.DeviceClocks;
import org.sextant.chart.session.step.Discharged;
import org.sextant.chart.session.step.DrugClass;
import org.sextant.chart.session.step.Ended;
import org.sextant.chart.session.step.Rescheduled;
import org.sextant.chart.session.step.Started;
import org.sextant.record.ClinicRecord;
import org.sextant.record.Provenance;
import org.sextant.record.device.Clocks;
import org.sextant.record.device.DeviceMoment;
import org.sextant.rules.safety.AlertKind;
import org.sextant.rules.safety.DoseFacts;
import org.sextant.rules.safety.DoseRules;
import org.sextant.rules.safety.Finding;
import org.sextant.rules.safety.Infusion;
import org.sextant.rules.safety.JudgedStep;
import org.sextant.rules.safety.RateChange;
import org.sextant.rules.safety.Verdict;
import org.sextant.web.problem.CommonProblem;
import org.sextant.web.problem.ProblemException;
import org.sextant.web.problem.Violations;

/** One visit in a course, from the appointment to the discharge. */
@Entity
@Filter(name = ClinicRecord.OF_EMERGENCY, condition = ClinicRecord.PATIENT_OF_EMERGENCY)
public class Session extends ClinicRecord implements Clocks {

    private static final String OF_CLOCK =
            " from session_clock clock where clock.clinic_id = clinic_id and clock.session_id = id)";

    @Column(updatable = false)
    private UUID courseId;

    @Column(updatable = false)
    private UUID patientId;

    @Column(updatable = false)
    private String protocol;

    private int protocolRevision;

    @Column(updatable = false)
    private int number;

    @Enumerated(EnumType.STRING)
    private SessionStatus status;

    private Instant scheduledAt;

    private String timeZone;

    @JdbcTypeCode(SqlTypes.JSON)
    private List<Rescheduled> reschedules;

    private Instant updatedAt;

    private CheckedIn checkedIn;
    private Started started;
    private Ended ended;
    private Discharged discharged;
    private Cancelled cancelled;
    private Corrected corrected;

    /** Only ever replaced: compared as it is in memory, because numbers come back from JSON in other types. */
    @Mutability(Immutability.class)
    @JdbcTypeCode(SqlTypes.JSON)
    private List<RateChange> rateChanges;

    /** The sum of the further doses that are not entered in error, mg. */
    private BigDecimal furtherMg = BigDecimal.ZERO;

    @OptimisticLock(excluded = true)
    private DeviceClocks clocks;

    /** Of the clock, which has a row of its own: {@link SessionRepository#setClock}. */
    @Formula("(select clock.next_vitals_due_at" + OF_CLOCK)
    private Instant nextVitalsDueAt;

    @Formula("(select clock.clock_set_at" + OF_CLOCK)
    private Instant clockSetAt;

    /** For Hibernate. */
    protected Session() {}

    public Session(Provenance provenance, Course course, int number, Instant scheduledAt) {
        this(provenance, course, number, scheduledAt, null);
    }

    /**
     * A session with an appointment in a time zone of its own.
     *
     * @param timeZone the IANA name of the zone in which the appointment was made; null for the clinic's zone
     */
    public Session(Provenance provenance, Course course, int number, Instant scheduledAt, String timeZone) {
        super(provenance);
        this.timeZone = timeZone;
        this.courseId = course.id();
        this.patientId = course.patientId();
        this.protocol = course.protocol();
        this.protocolRevision = course.protocolRevision();
        this.number = number;
        this.status = SessionStatus.SCHEDULED;
        this.scheduledAt = scheduledAt;
        this.updatedAt = provenance.recordedAt();
    }

    /**
     * Moves a session that has not begun to a later revision of its protocol.
     *
     * @throws ProblemException 409 {@code wrong-state} unless the session is SCHEDULED
     */
    public void followRevision(int revision, Instant now) {
        if (status != SessionStatus.SCHEDULED) {
            throw wrongState("A session that has begun keeps its revision of the protocol.");
        }
        protocolRevision = revision;
        updatedAt = now;
    }

    void checkIn(CheckedIn step, Instant now) {
        become(SessionStatus.CHECKED_IN, now);
        checkedIn = step;
    }

    /**
     * Starts the drug.
     *
     * @throws ProblemException 409 {@code wrong-state} unless the session is CHECKED_IN
     */
    public void start(Started step) {
        become(SessionStatus.INFUSING, step.recordedAt());
        started = step;
    }

    /** Adds a change of the rate; the caller checks that the infusion runs. */
    public void changeRate(RateChange change) {
        var changes = new ArrayList<>(rateChanges());
        changes.add(change);
        rateChanges = changes;
        updatedAt = change.recordedAt();
    }

    /** Adds a rate that was recorded after it ran, at the place of its time; what the rates add up to follows. */
    public void insertRate(RateChange change, Instant now) {
        rateChanges = infusion().with(change).changes();
        if (ended != null) {
            ended = ended.delivering(infusion().deliveredMg(ended.at()));
        }
        updatedAt = now;
    }

    /** Adds verdicts on the end that a later record has brought; a verdict that is there already is not repeated. */
    public void addEndVerdicts(List<Verdict> verdicts) {
        var known = endVerdicts();
        var more = verdicts.stream()
                .filter(verdict -> known == null || !known.contains(verdict))
                .toList();
        if (!more.isEmpty()) {
            corrected = corrected().end(more);
        }
    }

    /** The start and the discharge, as far as a tablet sent them although a rule forbids them. */
    public List<Finding> forbiddenSteps() {
        var findings = new ArrayList<Finding>();
        if (started != null) {
            findings.addAll(new JudgedStep(started.at(), started.verdicts(), started.overrideReason())
                    .forbidden(AlertKind.START_FORBIDDEN, "The drug was started all the same", id(), recordedAt()));
        }
        if (discharged != null) {
            findings.addAll(new JudgedStep(discharged.at(), discharged.verdicts(), discharged.overrideReason())
                    .forbidden(
                            AlertKind.DISCHARGE_FORBIDDEN, "The patient went home all the same", id(), recordedAt()));
        }
        return findings;
    }

    /** What a tablet sent of rates that a rule forbids. */
    public List<Finding> forbiddenRates() {
        return DoseRules.forbidden(rateChanges());
    }

    /** Stores the sum of the further doses that are not entered in error, mg. */
    public void setFurtherMg(BigDecimal mg, Instant now) {
        furtherMg = mg;
        updatedAt = now;
    }

    /**
     * Ends the drug.
     *
     * @throws ProblemException 409 {@code wrong-state} unless the session is INFUSING
     */
    public void end(Ended step, Instant now) {
        become(SessionStatus.OBSERVING, now);
        ended = step;
    }

    /**
     * Corrects the check-in. The planned dose of a session that has started stays.
     *
     * @param verdicts what is remarkable about the correction
     */
    void correctCheckIn(CheckInContent content, List<Verdict> verdicts, Instant now) {
        var dosed = started != null && started.mgPerKg() != null;
        corrected = corrected().start(dosed ? checkedIn.weightKg() : null, verdicts.isEmpty() ? null : verdicts);
        checkedIn = checkedIn.with(content);
        updatedAt = now;
    }

    /**
     * Corrects the end.
     *
     * @param lot the lot of the drug, in the place of the lot that the start or the end named
     * @param verdicts what is remarkable about the correction
     */
    public void correctEnd(Ended step, String lot, List<Verdict> verdicts, Instant now) {
        corrected = corrected().end(verdicts.isEmpty() ? null : verdicts);
        if (started.lot() == null) {
            ended = step.with(lot);
        } else {
            started = started.with(lot);
            ended = step;
        }
        updatedAt = now;
    }

    private Corrected corrected() {
        return corrected == null ? Corrected.NOTHING : corrected;
    }

    /** @param concomitant the concomitant medications, where staff ask only at the discharge; else null */
    void discharge(Discharged step, Set<DrugClass> concomitant, Instant now) {
        become(SessionStatus.DISCHARGED, now);
        checkedIn = checkedIn.with(concomitant);
        discharged = step;
    }

    /** @throws ProblemException 409 {@code wrong-state} unless the session is SCHEDULED */
    void requireScheduled() {
        if (status != SessionStatus.SCHEDULED) {
            throw wrongState("Only a session that is SCHEDULED can be rescheduled.");
        }
    }

    /**
     * Moves the appointment.
     *
     * @param zone the IANA name of the zone in which the new appointment was made; null for the zone that it had
     * @throws ProblemException 409 {@code wrong-state} unless the session is SCHEDULED
     */
    void reschedule(Rescheduled step, String zone) {
        requireScheduled();
        var moves = new ArrayList<>(reschedules());
        moves.add(step);
        reschedules = moves;
        scheduledAt = step.to();
        timeZone = zone == null ? timeZone : zone;
        updatedAt = step.at();
    }

    /**
     * Cancels the session.
     *
     * @throws ProblemException 409 {@code wrong-state} unless the session is SCHEDULED or CHECKED_IN; 422 for a no-show
     *     of a patient who is checked in
     */
    public void cancel(Cancelled step) {
        become(SessionStatus.CANCELLED, step.at());
        if (step.noShow() && checkedIn != null) {
            throw Violations.of("/noShow", "cannot be true: the patient is checked in");
        }
        cancelled = step;
    }

    /** Stores the offset of a clock that is new in this session. The version of the session does not change. */
    @Override
    public long settle(long measuredSeconds) {
        var offset = Clocks.nearest(clocks().known(), measuredSeconds);
        clocks = clocks().with(offset);
        return offset;
    }

    /** The clocks that are known already. A measurement of another clock is not stored. */
    Clocks knownClocks() {
        return measured -> Clocks.nearest(clocks().known(), measured);
    }

    /** Records the clock offset of the step that was just executed, where its time was corrected. */
    void recordStepClock(DeviceMoment moment) {
        if (moment.clockOffsetSeconds() != null && moment.clockOffsetSeconds() != 0) {
            clocks = clocks().with(new DeviceClocks.OfStep(moment.corrected(), moment.clockOffsetSeconds()));
        }
    }

    private DeviceClocks clocks() {
        return clocks == null ? DeviceClocks.NONE : clocks;
    }

    /** The clock offsets of the steps whose times were corrected. */
    List<DeviceClocks.OfStep> clocksOfSteps() {
        return clocks().ofSteps();
    }

    /** Shows the clock as it was just stored. */
    void showClock(Instant next) {
        nextVitalsDueAt = next;
    }

    /** @throws ProblemException 409 {@code wrong-state} where the session cannot change to {@code next} */
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
     * Accepts a record of the visit from the check-in on, also after the discharge: a tablet may come back online late.
     *
     * @throws ProblemException 409 {@code wrong-state} where the patient was never checked in
     */
    public void requireVisit() {
        if (checkedIn == null) {
            var refusal = wrongState("The patient has not been checked in.");
            throw status == SessionStatus.SCHEDULED ? refusal.retryable() : refusal;
        }
    }

    /**
     * Accepts a record of the drug that was given, from the start on, also after the discharge.
     *
     * @throws ProblemException 409 {@code wrong-state} before the start
     */
    public void requireStarted() {
        if (started == null) {
            var refusal = wrongState("The drug has not been started.");
            throw status == SessionStatus.CANCELLED ? refusal : refusal.retryable();
        }
    }

    /**
     * Accepts a record of what follows the end of the drug, also after the discharge.
     *
     * @throws ProblemException 409 {@code wrong-state} before the end
     */
    void requireEnded() {
        if (ended == null) {
            var refusal = wrongState("The drug has not been ended.");
            throw status == SessionStatus.CANCELLED ? refusal : refusal.retryable();
        }
    }

    /**
     * Accepts a rate of a drug that is infused; only for a session that has started.
     *
     * @throws ProblemException 409 {@code not-infused} where the protocol gives the drug as one dose
     */
    public void requireRate() {
        if (started.plannedMgPerHour() == null) {
            throw SessionProblem.NOT_INFUSED.because("The protocol gives the drug as one dose, which has no rate.");
        }
    }

    /**
     * Accepts a dose that is given now: from the start to the discharge.
     *
     * @throws ProblemException 409 {@code wrong-state} before the start and after the discharge
     */
    public void requireUnderDrug() {
        requireStarted();
        if (status == SessionStatus.DISCHARGED) {
            throw wrongState("The patient has been discharged.");
        }
    }

    /** The refusal, 409 {@code wrong-state}, with the status of the session. */
    public ProblemException wrongState(String detail) {
        return CommonProblem.WRONG_STATE.because(detail).with("currentStatus", status);
    }

    /**
     * Accepts a step that is not before the previous step.
     *
     * @throws ProblemException 422 where the step is before the previous step
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

    /** What the time of a record of the visit is compared with; only for a session whose patient was checked in. */
    RecordTimes.Origin origin() {
        return new RecordTimes.Origin(patientId, checkedIn.at(), checkedIn.at(), protocol, protocolRevision);
    }

    /** The weight that the planned dose was computed from, kg; null without a dose that depends on the weight. */
    BigDecimal dosedOnWeightKg() {
        if (started == null || started.mgPerKg() == null) {
            return null;
        }
        return corrected().dosedOnWeightKg() == null
                ? checkedIn.weightKg()
                : corrected().dosedOnWeightKg();
    }

    /** What was remarkable at the start, and about corrections of the check-in since; null where nothing is stored. */
    List<Verdict> startVerdicts() {
        return Corrected.all(
                started == null ? null : started.verdicts(), corrected().startVerdicts());
    }

    /** What was remarkable at the end, and about corrections of the end since; null where nothing is stored. */
    public List<Verdict> endVerdicts() {
        return Corrected.all(
                ended == null ? null : ended.verdicts(), corrected().endVerdicts());
    }

    /** The code of the protocol. */
    public String protocol() {
        return protocol;
    }

    /** The protocol revision that applies to the session. */
    public int protocolRevision() {
        return protocolRevision;
    }

    /** The number of the session in its course, from 1. The number of a cancelled session becomes free. */
    public int number() {
        return number;
    }

    public SessionStatus status() {
        return status;
    }

    public Instant scheduledAt() {
        return scheduledAt;
    }

    /** The time zone in which the appointment was made: its own, else {@code ofClinic}. */
    ZoneId zone(ZoneId ofClinic) {
        return timeZone == null ? ofClinic : ZoneId.of(timeZone);
    }

    /** True where this is a retry of the last move. */
    boolean hasMoved(Rescheduled step) {
        var moves = reschedules();
        return !moves.isEmpty() && step.repeats(moves.get(moves.size() - 1));
    }

    /** The moves of the appointment, the first one first. */
    List<Rescheduled> reschedules() {
        return reschedules == null ? List.of() : reschedules;
    }

    /** True where the session, and so maybe a derived value, changed after {@code then}, by the service's clock. */
    public boolean changedSince(Instant then) {
        return updatedAt.isAfter(then);
    }

    /** True where the clock was set after the last step, so the version does not cover the clock. */
    boolean clockSetSinceLastStep() {
        return clockSetAt != null;
    }

    /** The time of the last step before the discharge, including rate changes; null before the check-in. */
    Instant lastStepAt() {
        if (ended != null) {
            return ended.at();
        }
        if (started != null) {
            return infusion().lastChangeAt();
        }
        return checkedIn == null ? null : checkedIn.at();
    }

    /** The rates of the infusion; only for a session that has started. */
    public Infusion infusion() {
        return new Infusion(started.at(), started.plannedMgPerHour(), rateChanges());
    }

    /** The sum of the further doses, mg. */
    public BigDecimal furtherMg() {
        return furtherMg;
    }

    /** The dose that staff recorded, with the further doses, mg; null before the end. */
    public BigDecimal administeredMg() {
        return ended == null ? null : ended.administeredMg().add(furtherMg);
    }

    /**
     * The dose that the patient got, mg: the amount that the recorded rates add up to, without recorded rates the
     * amount that staff recorded at the end, and the further doses; null before the end.
     */
    public BigDecimal givenMg() {
        return ended == null
                ? null
                : Objects.requireNonNullElse(ended.deliveredMg(), ended.administeredMg())
                        .add(furtherMg);
    }

    /** {@link #givenMg()} for each kilogram of the weight at the check-in; null before the end. */
    public BigDecimal givenMgPerKg() {
        return DoseRules.perKg(givenMg(), checkedIn == null ? null : checkedIn.weightKg());
    }

    /** What the rules of the dose evaluate; only for a session that has started. */
    public DoseFacts doseFacts() {
        return new DoseFacts(
                checkedIn.weightKg(),
                started.plannedDoseMg(),
                started.plannedMgPerHour() == null ? null : infusion(),
                ended == null ? null : higher(ended.administeredMg(), ended.deliveredMg()),
                furtherMg);
    }

    private static BigDecimal higher(BigDecimal administeredMg, BigDecimal deliveredMg) {
        return deliveredMg == null ? administeredMg : administeredMg.max(deliveredMg);
    }

    private List<RateChange> rateChanges() {
        return rateChanges == null ? List.of() : rateChanges;
    }

    /** When the next reading is due; null where no reading is due. */
    Instant nextVitalsDueAt() {
        return nextVitalsDueAt;
    }

    /** The start of the drug; null before the start. */
    public Instant startedAt() {
        return started == null ? null : started.at();
    }

    /** The end of the drug; null before the end. */
    public Instant endedAt() {
        return ended == null ? null : ended.at();
    }

    /** The lot of the drug, from the start or the end; null where neither names the lot. */
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
