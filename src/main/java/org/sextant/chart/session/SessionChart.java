package org.sextant.chart.session;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.sextant.chart.course.ClearancesOfPatient;
import org.sextant.chart.course.Course;
import org.sextant.chart.course.PatientChart;
import org.sextant.chart.session.SessionRepository.RevisionUsedBefore;
import org.sextant.chart.session.step.Discharge;
import org.sextant.rules.protocol.DischargeCriterion;
import org.sextant.rules.protocol.ProtocolRepository;
import org.sextant.rules.protocol.RequiredClearance.Moment;
import org.sextant.rules.protocol.Rules;
import org.sextant.rules.protocol.SuicideRisk;
import org.sextant.rules.safety.AlertKind;
import org.sextant.rules.safety.DischargeFacts;
import org.sextant.rules.safety.DischargeRules;
import org.sextant.rules.safety.ProtocolRevision;
import org.sextant.rules.safety.SideEffectFact;
import org.sextant.rules.safety.Snapshot;
import org.sextant.rules.safety.StartFacts;
import org.sextant.rules.safety.StartRules;
import org.sextant.rules.safety.SuicideRiskFacts;
import org.sextant.rules.safety.Verdict;
import org.sextant.rules.safety.Visit;
import org.sextant.rules.safety.WeightFacts;

/** Collects the facts of a session that the rules evaluate. */
@ApplicationScoped
public class SessionChart {

    /** The id of no session. */
    private static final UUID NO_SESSION = new UUID(0, 0);

    private final SessionRepository sessions;
    private final ProtocolRepository protocols;
    private final PatientChart patients;
    private final ReadingsOfSession readings;
    private final SideEffectsOfSession sideEffects;
    private final AlertsOfSession alerts;
    private final SuicideRiskOfPatient suicideRisk;
    private final ClearancesOfPatient clearances;

    SessionChart(
            SessionRepository sessions,
            ProtocolRepository protocols,
            PatientChart patients,
            ReadingsOfSession readings,
            SideEffectsOfSession sideEffects,
            AlertsOfSession alerts,
            SuicideRiskOfPatient suicideRisk,
            ClearancesOfPatient clearances) {
        this.sessions = sessions;
        this.protocols = protocols;
        this.patients = patients;
        this.readings = readings;
        this.sideEffects = sideEffects;
        this.alerts = alerts;
        this.suicideRisk = suicideRisk;
        this.clearances = clearances;
    }

    /** The rules of the protocol revision that applies to the session. */
    public Rules rules(Session session) {
        return protocols.rules(session.protocol(), session.protocolRevision());
    }

    /** The revision of the protocol that applies to the session. */
    public ProtocolRevision revision(Session session) {
        return new ProtocolRevision(session.protocol(), session.protocolRevision(), rules(session));
    }

    /** The session, its protocol and its readings. */
    public Snapshot withReadings(Session session, Instant now) {
        return snapshot(session, null, false, List.of(), now);
    }

    /** The sessions by their ids, each with its protocol, its readings and its side effects; two queries. */
    public Map<UUID, Snapshot> withAll(List<Session> several, Instant now) {
        var ids = several.stream().map(Session::id).toList();
        var readingsOf = readings.readingsOf(ids);
        var effectsOf = sideEffects.sideEffectsOf(ids);
        return several.stream()
                .collect(Collectors.toMap(
                        Session::id,
                        session -> new Snapshot(
                                revision(session),
                                visit(session, null, false),
                                readingsOf.getOrDefault(session.id(), List.of()),
                                effectsOf.getOrDefault(session.id(), List.of()),
                                now,
                                now)));
    }

    /** The session, its protocol, its readings and the patient's nearest other start, at {@code at}. */
    public Snapshot beforeStart(Session session, Instant at, Instant now) {
        var nearest = sessions.nearestOtherStart(session.patientId(), session.id(), at);
        return snapshot(session, nearest, false, List.of(), now).at(at);
    }

    /** The ids of those of the started sessions before which the patient got the session's drug; one query. */
    public Set<UUID> withDrugBefore(List<Session> started) {
        var drugs = started.stream()
                .collect(Collectors.toMap(Session::id, session -> rules(session).drug()));
        return sessions.revisionsUsedBefore(drugs.keySet()).stream()
                .filter(used ->
                        protocols.rules(used.protocol(), used.revision()).drug() == drugs.get(used.sessionId()))
                .map(RevisionUsedBefore::sessionId)
                .collect(Collectors.toSet());
    }

    /** True where another session of the patient with the drug of this session started before {@code moment}. */
    private boolean gotDrugBefore(Session session, Instant moment) {
        var drug = rules(session).drug();
        return sessions.revisionsUsedBefore(session, moment).stream()
                .anyMatch(used ->
                        protocols.rules(used.protocol(), used.revision()).drug() == drug);
    }

    private WeightFacts weight(Session session) {
        var rules = rules(session);
        return rules.weightWarnPercent() == null && rules.weightHoldPercent() == null
                ? WeightFacts.NONE
                : sessions.lastWeight(session);
    }

    /** What the rules of a start at {@code at} need to know beyond the session. */
    public StartFacts startFacts(Session session, Instant at) {
        var rules = rules(session);
        var limitsFirstDose = rules.dose().firstSessionWarnAboveMg() != null;
        return startFacts(
                session.patientId(),
                session.courseId(),
                session.id(),
                rules,
                weight(session),
                limitsFirstDose && !gotDrugBefore(session, at),
                at);
    }

    private StartFacts startFacts(
            UUID patientId,
            UUID courseId,
            UUID sessionId,
            Rules rules,
            WeightFacts weight,
            boolean firstWithDrug,
            Instant at) {
        return new StartFacts(
                patients.of(patientId),
                weight,
                firstWithDrug,
                rules.suicideRisk() == SuicideRisk.OFF
                        ? SuicideRiskFacts.NONE
                        : suicideRisk.riskOf(patientId, courseId, at),
                clearances.clearancesOf(patientId),
                rules.clearances().stream().anyMatch(required -> required.at() != Moment.EACH_SESSION)
                        && !sessions.anyOtherStarted(courseId, sessionId));
    }

    /** The verdicts of all rules of a start at {@code at} with the usual dose, for a patient who is checked in. */
    public List<Verdict> verdictsOfStart(Session session, Instant at) {
        return StartRules.evaluate(
                beforeStart(session, at, at), rules(session).dose().mgPerKg(), startFacts(session, at));
    }

    /**
     * The verdicts of the rules of a start at {@code at} that need no visit.
     *
     * @param session the appointment that is meant; null without one
     */
    public List<Verdict> verdictsBeforeVisit(Course course, Session session, Instant at) {
        var sessionId = session == null ? NO_SESSION : session.id();
        var revision = new ProtocolRevision(
                course.protocol(),
                course.protocolRevision(),
                protocols.rules(course.protocol(), course.protocolRevision()));
        return StartRules.evaluateBeforeVisit(
                revision,
                sessions.nearestOtherStart(course.patientId(), sessionId, at),
                startFacts(course.patientId(), course.id(), sessionId, revision.rules(), WeightFacts.NONE, false, at),
                at);
    }

    /** The verdicts of a discharge at {@code at}; none where the patient does not go home. */
    List<Verdict> verdictsOfDischarge(Session session, Discharge step, Instant at, Instant now) {
        return step.goesHome()
                ? DischargeRules.evaluateMade(
                        beforeDischarge(session, step.escort() != null, at, now),
                        step.criteria() == null ? Map.of() : step.criteria(),
                        dischargeFacts(session, at))
                : List.of();
    }

    /** The verdicts of a discharge at {@code at} of which staff have stated nothing yet. */
    List<Verdict> verdictsBeforeDischarge(Session session, Instant at, Instant now) {
        return DischargeRules.evaluate(beforeDischarge(session, false, at, now), Map.of(), dischargeFacts(session, at));
    }

    /**
     * The session, its protocol, its readings and its side effects, at {@code at}.
     *
     * @param escortNamed true where the discharge names an escort; the check-in may name one, too
     */
    private Snapshot beforeDischarge(Session session, boolean escortNamed, Instant at, Instant now) {
        var named = escortNamed || session.checkedIn().escortName() != null;
        return snapshot(session, null, named, sideEffects.sideEffectsOf(session.id()), now)
                .at(at);
    }

    /** What the rules of a discharge at {@code at} need to know beyond the readings and side effects. */
    private DischargeFacts dischargeFacts(Session session, Instant at) {
        var criteria = rules(session).discharge();
        var open = criteria.contains(DischargeCriterion.ALERTS_SEEN)
                ? alerts.openCriticalOf(session.id()).stream()
                        .map(AlertKind::name)
                        .distinct()
                        .toList()
                : List.<String>of();
        var risk = criteria.contains(DischargeCriterion.SUICIDE_RISK_REVIEWED)
                ? suicideRisk.riskOf(session.patientId(), session.courseId(), at)
                : SuicideRiskFacts.NONE;
        return new DischargeFacts(open, risk);
    }

    private Snapshot snapshot(
            Session session, Instant nearestStart, boolean escortNamed, List<SideEffectFact> effects, Instant now) {
        return new Snapshot(
                revision(session),
                visit(session, nearestStart, escortNamed),
                readings.readingsOf(session.id()),
                effects,
                now,
                now);
    }

    private static Visit visit(Session session, Instant nearestStart, boolean escortNamed) {
        var started = session.started();
        return new Visit(
                session.checkedIn().at(),
                session.checkedIn().weightKg(),
                session.startedAt(),
                started == null ? null : started.recordedAt(),
                started == null ? null : started.plannedDoseMg(),
                session.endedAt(),
                session.discharged() == null ? null : session.discharged().at(),
                nearestStart,
                escortNamed);
    }
}
