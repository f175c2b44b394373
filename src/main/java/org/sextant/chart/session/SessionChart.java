package org.sextant.chart.session;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.sextant.chart.course.PatientChart;
import org.sextant.chart.session.step.Escort;
import org.sextant.rules.protocol.DischargeCriterion;
import org.sextant.rules.protocol.ProtocolRepository;
import org.sextant.rules.protocol.Rules;
import org.sextant.rules.protocol.SuicideRisk;
import org.sextant.rules.safety.AlertKind;
import org.sextant.rules.safety.DischargeFacts;
import org.sextant.rules.safety.ProtocolRevision;
import org.sextant.rules.safety.SideEffectFact;
import org.sextant.rules.safety.Snapshot;
import org.sextant.rules.safety.StartFacts;
import org.sextant.rules.safety.SuicideRiskFacts;
import org.sextant.rules.safety.Visit;
import org.sextant.rules.safety.WeightFacts;

/** Collects the facts of a session that the rules evaluate. */
@ApplicationScoped
public class SessionChart {

    private final SessionRepository sessions;
    private final ProtocolRepository protocols;
    private final PatientChart patients;
    private final ReadingsOfSession readings;
    private final SideEffectsOfSession sideEffects;
    private final AlertsOfSession alerts;
    private final SuicideRiskOfPatient suicideRisk;

    SessionChart(
            SessionRepository sessions,
            ProtocolRepository protocols,
            PatientChart patients,
            ReadingsOfSession readings,
            SideEffectsOfSession sideEffects,
            AlertsOfSession alerts,
            SuicideRiskOfPatient suicideRisk) {
        this.sessions = sessions;
        this.protocols = protocols;
        this.patients = patients;
        this.readings = readings;
        this.sideEffects = sideEffects;
        this.alerts = alerts;
        this.suicideRisk = suicideRisk;
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

    /** The session, its protocol, its readings and its side effects. */
    public Snapshot withAll(Session session, Instant now) {
        return snapshot(session, null, false, sideEffects.sideEffectsOf(session.id()), now);
    }

    /** The session, its protocol, its readings and the patient's nearest other start, at {@code at}. */
    public Snapshot beforeStart(Session session, Instant at, Instant now) {
        return snapshot(session, sessions.nearestOtherStart(session, at), false, List.of(), now)
                .at(at);
    }

    /** True where another session of the patient with the drug of this session started before {@code moment}. */
    public boolean gotDrugBefore(Session session, Instant moment) {
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
        return new StartFacts(
                patients.of(session.patientId()),
                weight(session),
                limitsFirstDose && !gotDrugBefore(session, at),
                rules.suicideRisk() == SuicideRisk.OFF ? SuicideRiskFacts.NONE : suicideRisk.riskOf(session, at));
    }

    /**
     * The session, its protocol, its readings and its side effects, at {@code at}.
     *
     * @param escort the escort that the discharge names, or null
     */
    Snapshot beforeDischarge(Session session, Escort escort, Instant at, Instant now) {
        var named = escort != null || session.checkedIn().escortName() != null;
        return snapshot(session, null, named, sideEffects.sideEffectsOf(session.id()), now)
                .at(at);
    }

    /** What the rules of a discharge at {@code at} need to know beyond the readings and side effects. */
    DischargeFacts dischargeFacts(Session session, Instant at) {
        var criteria = rules(session).discharge();
        var open = criteria.contains(DischargeCriterion.ALERTS_SEEN)
                ? alerts.openCriticalOf(session.id()).stream()
                        .map(AlertKind::name)
                        .distinct()
                        .toList()
                : List.<String>of();
        var risk = criteria.contains(DischargeCriterion.SUICIDE_RISK_REVIEWED)
                ? suicideRisk.riskOf(session, at)
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
