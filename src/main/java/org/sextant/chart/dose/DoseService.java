package org.sextant.chart.dose;

import static org.sextant.identity.Role.NURSE;
import static org.sextant.identity.Role.PRESCRIBER;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.sextant.chart.course.SafetyGate;
import org.sextant.chart.session.Session;
import org.sextant.chart.session.SessionChart;
import org.sextant.chart.session.SessionRepository;
import org.sextant.chart.session.SessionWatch;
import org.sextant.chart.session.VisitTimes;
import org.sextant.identity.Caller;
import org.sextant.record.Amendment;
import org.sextant.record.Corrections;
import org.sextant.record.CreateResult;
import org.sextant.record.IdempotentCreate;
import org.sextant.record.PendingCreate;
import org.sextant.record.Provenance;
import org.sextant.record.device.DeviceMoment;
import org.sextant.record.device.DeviceTime;
import org.sextant.record.intake.Intake;
import org.sextant.record.intake.Kind;
import org.sextant.rules.safety.DoseRules;
import org.sextant.rules.safety.Verdict;
import org.sextant.web.MergePatch;
import org.sextant.web.problem.Violations;

/**
 * Records, amends and retracts further doses. Each write is one transaction that locks the session, so that a second
 * dose sees the first; the session keeps their sum.
 */
@ApplicationScoped
class DoseService implements Intake<RecordDose> {

    private static final String LATER = "A further dose was recorded";

    private final DoseRepository doses;
    private final SessionRepository sessions;
    private final SessionChart chart;
    private final SessionWatch watch;
    private final VisitTimes times;
    private final IdempotentCreate creates;
    private final Corrections corrections;
    private final MergePatch mergePatch;
    private final DeviceTime deviceTime;
    private final Caller caller;
    private final InstantSource time;

    DoseService(
            DoseRepository doses,
            SessionRepository sessions,
            SessionChart chart,
            SessionWatch watch,
            VisitTimes times,
            IdempotentCreate creates,
            Corrections corrections,
            MergePatch mergePatch,
            DeviceTime deviceTime,
            Caller caller,
            InstantSource time) {
        this.doses = doses;
        this.sessions = sessions;
        this.chart = chart;
        this.watch = watch;
        this.times = times;
        this.creates = creates;
        this.corrections = corrections;
        this.mergePatch = mergePatch;
        this.deviceTime = deviceTime;
        this.caller = caller;
        this.time = time;
    }

    /** Records a dose that staff give now: a rule that blocks refuses it. */
    @Transactional
    Dose record(UUID sessionId, Provenance provenance, RecordDose request) {
        var session = sessions.getForUpdate(sessionId);
        session.requireUnderDrug();
        var dose = dose(session, provenance, request);
        SafetyGate.requirePassed(dose.verdicts(), request.overrideReason(), caller);
        doses.add(dose);
        return counted(dose, session, LATER);
    }

    /** Records doses that were given while a tablet was offline: no rule refuses what has happened. */
    @Override
    @Transactional
    public List<CreateResult> recordAll(UUID sessionId, List<PendingCreate<RecordDose>> requests) {
        var session = sessions.findForUpdate(sessionId).orElse(null);
        if (session == null) {
            return CreateResult.ofNothing(requests);
        }
        var results = creates.executeAll(requests, doses, pending -> {
            SafetyGate.requireMayOverride(pending.request().overrideReason(), caller);
            session.requireStarted();
            var dose = dose(session, pending.provenance(), pending.request());
            session.setFurtherMg(session.furtherMg().add(dose.mg()), time.instant());
            return dose;
        });
        if (CreateResult.anyCreated(results)) {
            count(session, LATER);
        }
        return results;
    }

    private Dose dose(Session session, Provenance provenance, RecordDose request) {
        var given = deviceTime.read(request.givenAt(), "/givenAt", session);
        times.check(session, given.corrected(), null, "/givenAt");
        requireAfterStart(session, given);
        var verdicts = DoseRules.atDose(chart.revision(session), session.doseFacts(), given.corrected(), request.mg());
        return new Dose(provenance, session, request, given, Verdict.remarkable(verdicts));
    }

    private static void requireAfterStart(Session session, DeviceMoment given) {
        new Violations()
                .rejectIf(
                        given.corrected().isBefore(session.startedAt()),
                        "/givenAt",
                        "must not lie before the start of the drug")
                .refuse();
    }

    @Override
    public Kind kind() {
        return Kind.DOSE;
    }

    @Override
    public Set<String> roles() {
        return Set.of(NURSE, PRESCRIBER);
    }

    @Override
    public Class<RecordDose> request() {
        return RecordDose.class;
    }

    @Transactional
    Dose amend(UUID id, String ifMatch, JsonNode body) {
        var amendment = Amendment.of(body);
        if (amendment.changes().has("overrideReason")) {
            throw Violations.of("/overrideReason", "cannot be changed");
        }
        var session = sessions.getForUpdate(doses.sessionOf(id));
        var dose = doses.getForUpdate(id);
        var change = corrections.of(dose, ifMatch, amendment.reason());
        var content = amendment.apply(mergePatch, dose.content());
        var given = deviceTime.reread(dose.moment(), content.givenAt(), "/givenAt", session);
        times.recheck(session, dose.at(), given.corrected(), null, "/givenAt");
        requireAfterStart(session, given);
        dose.amend(content, given, change);
        return counted(dose, session, change.reason());
    }

    @Transactional
    Dose retract(UUID id, String ifMatch, String reason) {
        var session = sessions.getForUpdate(doses.sessionOf(id));
        var dose = doses.getForUpdate(id);
        dose.retract(corrections.of(dose, ifMatch, reason));
        return counted(dose, session, reason);
    }

    private Dose counted(Dose dose, Session session, String reason) {
        doses.flush();
        count(session, reason);
        return dose;
    }

    /** Stores the sum of the doses in the session, and updates the alerts. */
    private void count(Session session, String reason) {
        var sum = doses.sumOf(session.id());
        if (sum.compareTo(session.furtherMg()) != 0) {
            session.setFurtherMg(sum, time.instant());
            sessions.flush();
        }
        watch.readingsChanged(session, reason);
    }
}
