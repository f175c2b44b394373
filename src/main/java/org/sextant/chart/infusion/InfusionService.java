package org.sextant.chart.infusion;

import static org.sextant.chart.session.SessionStepExecutor.becoming;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.sextant.chart.course.CourseRepository;
import org.sextant.chart.course.SafetyGate;
import org.sextant.chart.session.Session;
import org.sextant.chart.session.SessionChart;
import org.sextant.chart.session.SessionRepository;
import org.sextant.chart.session.SessionStatus;
import org.sextant.chart.session.SessionStepExecutor;
import org.sextant.chart.session.StepCorrections;
import org.sextant.chart.session.step.Ended;
import org.sextant.identity.Caller;
import org.sextant.rules.safety.DoseRules;
import org.sextant.rules.safety.EndRules;
import org.sextant.rules.safety.RateChange;
import org.sextant.rules.safety.RateChange.Kind;
import org.sextant.rules.safety.Verdict;
import org.sextant.web.problem.Violations;

/** Executes the steps of the infusion. Each method is one transaction. */
@ApplicationScoped
@Transactional
class InfusionService {

    private final SessionStepExecutor steps;
    private final SessionRepository sessions;
    private final CourseRepository courses;
    private final SessionChart chart;
    private final DrugStart drug;
    private final StepCorrections corrections;
    private final EndCorrection endCorrection;
    private final Caller caller;

    InfusionService(
            SessionStepExecutor steps,
            SessionRepository sessions,
            CourseRepository courses,
            SessionChart chart,
            DrugStart drug,
            StepCorrections corrections,
            EndCorrection endCorrection,
            Caller caller) {
        this.steps = steps;
        this.sessions = sessions;
        this.courses = courses;
        this.chart = chart;
        this.drug = drug;
        this.corrections = corrections;
        this.endCorrection = endCorrection;
        this.caller = caller;
    }

    Session start(UUID id, String ifMatch, StartInfusion step) {
        // Two sessions of a patient must not start concurrently: the second start must see the first start.
        courses.getForUpdate(sessions.courseOf(id));
        return steps.execute(
                id,
                ifMatch,
                step.at(),
                becoming(SessionStatus.INFUSING),
                (session, at, now) -> session.start(drug.decided(session, step, at, now)));
    }

    Session changeRate(UUID id, String ifMatch, ChangeRate step) {
        return change(id, ifMatch, step.at(), (session, at, now) -> {
            if (session.infusion().paused()) {
                throw session.wrongState("The infusion is paused; resume it first.");
            }
            var rate = step.amount().of(session.started());
            var run = new Run(Kind.RATE, rate, step.reason(), step.overrideReason());
            run(session, run, at, now);
        });
    }

    Session pause(UUID id, String ifMatch, PauseInfusion step) {
        return change(id, ifMatch, step.at(), (session, at, now) -> {
            if (session.infusion().paused()) {
                throw session.wrongState("The infusion is already paused.");
            }
            session.changeRate(new RateChange(Kind.PAUSE, at, BigDecimal.ZERO, step.reason(), caller.subject(), now));
        });
    }

    Session resume(UUID id, String ifMatch, ResumeInfusion step) {
        return change(id, ifMatch, step.at(), (session, at, now) -> {
            if (!session.infusion().paused()) {
                throw session.wrongState("The infusion is not paused.");
            }
            var rate = session.infusion().lastRunningMgPerHour();
            run(session, new Run(Kind.RESUME, rate, step.reason(), step.overrideReason()), at, now);
        });
    }

    /** A rate that the infusion shall run at, mg/h. */
    private record Run(Kind kind, BigDecimal mgPerHour, String reason, String overrideReason) {}

    private void run(Session session, Run run, Instant at, Instant now) {
        var verdicts = DoseRules.atRate(chart.revision(session), session.doseFacts(), at, run.mgPerHour());
        SafetyGate.requirePassed(verdicts, run.overrideReason(), caller);
        session.changeRate(new RateChange(
                null,
                run.kind(),
                at,
                run.mgPerHour(),
                run.reason(),
                caller.subject(),
                now,
                run.overrideReason(),
                Verdict.remarkable(verdicts)));
    }

    Session end(UUID id, String ifMatch, EndInfusion step) {
        var account = step.content();
        account.check(List.of(caller.subject()));
        return steps.execute(id, ifMatch, step.at(), becoming(SessionStatus.OBSERVING), (session, at, now) -> {
            var started = session.started();
            if (started.lot() != null && step.lot() != null && !started.lot().equals(step.lot())) {
                throw Violations.of("/lot", "must be the lot that the start named");
            }
            var delivered = session.infusion().deliveredMg(at);
            var lot = step.lot() == null ? started.lot() : step.lot();
            var verdicts = EndRules.evaluate(
                    chart.withReadings(session, now).at(at),
                    new EndRules.Given(step.administeredMg(), delivered, lot, step.stopReason() != null));
            session.end(
                    new Ended(
                            at,
                            step.administeredMg(),
                            delivered,
                            account.drawn(),
                            step.wastedMg(),
                            step.wasteWitness(),
                            step.lot(),
                            step.stopReason(),
                            Verdict.remarkable(verdicts),
                            caller.subject(),
                            now),
                    now);
        });
    }

    Session amendEnd(UUID id, String ifMatch, JsonNode body) {
        return corrections.correct(id, ifMatch, body, endCorrection);
    }

    private Session change(UUID id, String ifMatch, Instant sentAt, SessionStepExecutor.Step step) {
        return steps.execute(id, ifMatch, sentAt, InfusionService::requireRate, step);
    }

    private static void requireRate(Session session) {
        if (session.status() != SessionStatus.INFUSING) {
            throw session.wrongState("The drug is not running.");
        }
        session.requireRate();
    }
}
