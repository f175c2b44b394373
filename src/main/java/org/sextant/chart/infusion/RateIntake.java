package org.sextant.chart.infusion;

import static org.sextant.identity.Role.NURSE;
import static org.sextant.identity.Role.PRESCRIBER;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.sextant.chart.course.SafetyGate;
import org.sextant.chart.session.Session;
import org.sextant.chart.session.SessionChart;
import org.sextant.chart.session.SessionRepository;
import org.sextant.chart.session.SessionWatch;
import org.sextant.identity.Caller;
import org.sextant.record.CreateResult;
import org.sextant.record.IdempotentCreate;
import org.sextant.record.PendingCreate;
import org.sextant.record.Provenance;
import org.sextant.record.device.DeviceTime;
import org.sextant.record.intake.Intake;
import org.sextant.record.intake.Kind;
import org.sextant.rules.safety.DoseRules;
import org.sextant.rules.safety.EndRules;
import org.sextant.rules.safety.RateChange;
import org.sextant.rules.safety.Verdict;
import org.sextant.web.problem.Violations;

/**
 * Records rates at which the drug has run while a tablet was offline, also after the discharge. No rule refuses what has
 * happened: what a rule forbids becomes an alert. Each rate takes the place of its time among the rates of the session.
 */
@ApplicationScoped
class RateIntake implements Intake<RecordRate> {

    private static final String LATER = "A rate that came in later";

    private final SentRateRepository sent;
    private final SessionRepository sessions;
    private final SessionChart chart;
    private final SessionWatch watch;
    private final IdempotentCreate creates;
    private final DeviceTime deviceTime;
    private final Caller caller;
    private final InstantSource time;

    RateIntake(
            SentRateRepository sent,
            SessionRepository sessions,
            SessionChart chart,
            SessionWatch watch,
            IdempotentCreate creates,
            DeviceTime deviceTime,
            Caller caller,
            InstantSource time) {
        this.sent = sent;
        this.sessions = sessions;
        this.chart = chart;
        this.watch = watch;
        this.creates = creates;
        this.deviceTime = deviceTime;
        this.caller = caller;
        this.time = time;
    }

    /** Records the rates by their times, so that each is compared with the one that ran before it. */
    @Override
    @Transactional
    public List<CreateResult> recordAll(UUID sessionId, List<PendingCreate<RecordRate>> rates) {
        var session = sessions.findForUpdate(sessionId).orElse(null);
        if (session == null) {
            return CreateResult.ofNothing(rates);
        }
        var places = IntStream.range(0, rates.size())
                .boxed()
                .sorted(Comparator.comparing(place -> rates.get(place).request().at()))
                .toList();
        var byTime = creates.executeAll(
                places.stream().map(rates::get).toList(),
                sent,
                pending -> rate(session, pending.provenance(), pending.request()));
        if (CreateResult.anyCreated(byTime)) {
            changed(session);
        }
        var results = new CreateResult[rates.size()];
        IntStream.range(0, results.length).forEach(i -> results[places.get(i)] = byTime.get(i));
        return List.of(results);
    }

    private SentRate rate(Session session, Provenance provenance, RecordRate request) {
        SafetyGate.requireMayOverride(request.overrideReason(), caller);
        session.requireStarted();
        session.requireRate();
        var at = deviceTime.read(request.at(), "/at", session).corrected();
        requireDuringInfusion(session, at);
        session.insertRate(change(session, provenance, request, at), time.instant());
        return new SentRate(provenance, session);
    }

    private RateChange change(Session session, Provenance provenance, RecordRate request, Instant at) {
        var before = session.infusion().until(at);
        var mgPerHour = request.amount().of(session.started());
        var runs = mgPerHour.signum() > 0;
        return new RateChange(
                provenance.id(),
                kind(runs, before.paused()),
                at,
                runs ? mgPerHour : BigDecimal.ZERO,
                request.reason(),
                caller.subject(),
                provenance.recordedAt(),
                request.overrideReason(),
                runs
                        ? Verdict.remarkable(DoseRules.atRate(
                                chart.revision(session), session.doseFacts().until(at), at, mgPerHour))
                        : List.of());
    }

    private static RateChange.Kind kind(boolean runs, boolean paused) {
        if (!runs) {
            return RateChange.Kind.PAUSE;
        }
        return paused ? RateChange.Kind.RESUME : RateChange.Kind.RATE;
    }

    private static void requireDuringInfusion(Session session, Instant at) {
        new Violations()
                .rejectIf(at.isBefore(session.startedAt()), "/at", "must not lie before the start of the drug")
                .rejectIf(
                        session.endedAt() != null && at.isAfter(session.endedAt()),
                        "/at",
                        "must not lie after the end of the drug")
                .refuse();
    }

    /** Where the drug has ended, evaluates again whether the given dose agrees with the rates. */
    private void changed(Session session) {
        var ended = session.ended();
        if (ended != null) {
            var given = new EndRules.Given(
                    ended.administeredMg(), ended.deliveredMg(), session.lot(), ended.stopReason() != null);
            session.addEndVerdicts(Verdict.remarkable(EndRules.evaluateDelivered(chart.revision(session), given)));
        }
        sessions.flush();
        watch.readingsChanged(session, LATER);
        sessions.flush();
    }

    @Override
    public Kind kind() {
        return Kind.RATE;
    }

    @Override
    public Set<String> roles() {
        return Set.of(NURSE, PRESCRIBER);
    }

    @Override
    public Class<RecordRate> request() {
        return RecordRate.class;
    }
}
