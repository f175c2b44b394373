package org.sextant.chart.infusion;

import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.sextant.chart.course.SafetyGate;
import org.sextant.chart.session.Session;
import org.sextant.chart.session.SessionChart;
import org.sextant.chart.session.SessionRepository;
import org.sextant.chart.session.step.Started;
import org.sextant.identity.Caller;
import org.sextant.rules.protocol.DoseRule;
import org.sextant.rules.safety.Infusion;
import org.sextant.rules.safety.SentStartRules;
import org.sextant.rules.safety.StartDose;
import org.sextant.rules.safety.StartFacts;
import org.sextant.rules.safety.StartRules;
import org.sextant.rules.safety.Verdict;
import org.sextant.web.problem.Violations;

/** The start of the drug: its dose, and what the rules say of it. */
@ApplicationScoped
class DrugStart {

    private final SessionRepository sessions;
    private final SessionChart chart;
    private final Caller caller;

    DrugStart(SessionRepository sessions, SessionChart chart, Caller caller) {
        this.sessions = sessions;
        this.chart = chart;
        this.caller = caller;
    }

    /**
     * A start that staff decide now.
     *
     * @throws org.sextant.web.problem.ProblemException 409 {@code safety-rule} where a rule blocks it; 422 where the
     *     protocol has no such dose, or the dose is another one than last time and no reason says why
     */
    Started decided(Session session, StartInfusion step, Instant at, Instant now) {
        requireForm(session, step);
        var facts = chart.startFacts(session, at);
        var dose = dose(session, step, facts, at);
        requireOption(chart.rules(session).dose(), dose);
        requireReason(session, dose, step.doseReason());
        var verdicts = StartRules.evaluateDose(chart.beforeStart(session, at, now), dose, facts);
        SafetyGate.requirePassed(verdicts, step.overrideReason(), caller);
        return started(session, step, new Judged(dose, verdicts), at, now);
    }

    /**
     * A start that has happened, with what the rules say of it.
     *
     * @throws org.sextant.web.problem.ProblemException 422 where the dose is per kg and the protocol's is fixed, or the
     *     other way round
     */
    Started happened(Session session, StartInfusion step, Instant at, Instant now) {
        requireForm(session, step);
        var facts = chart.startFacts(session, at);
        var dose = dose(session, step, facts, at);
        var last = sessions.lastPlannedDose(session.courseId()).orElse(null);
        var verdicts = new ArrayList<>(StartRules.evaluateDose(chart.beforeStart(session, at, now), dose, facts));
        verdicts.addAll(SentStartRules.evaluate(chart.revision(session), dose, last, step.doseReason()));
        return started(session, step, new Judged(dose, verdicts), at, now);
    }

    /** A dose with the verdicts on its start. */
    private record Judged(StartDose dose, List<Verdict> verdicts) {}

    private Started started(Session session, StartInfusion step, Judged judged, Instant at, Instant now) {
        var rules = chart.rules(session);
        var mg = judged.dose().mg();
        return new Started(
                at,
                judged.dose().mgPerKg(),
                mg,
                rules.infused() ? Infusion.mgPerHour(mg, rules.infusionMinutes()) : null,
                step.lot(),
                step.concentrationMgPerMl(),
                step.overrideReason(),
                Verdict.remarkable(judged.verdicts()),
                now,
                step.doseReason());
    }

    private void requireForm(Session session, StartInfusion step) {
        var rule = chart.rules(session).dose();
        new Violations()
                .rejectIf(
                        rule.fixed() && step.mgPerKg() != null,
                        "/mgPerKg",
                        "cannot be given: the protocol's dose is fixed")
                .rejectIf(
                        !rule.fixed() && step.mg() != null,
                        "/mg",
                        "cannot be given: the protocol's dose depends on the weight")
                .refuse();
    }

    private StartDose dose(Session session, StartInfusion step, StartFacts facts, Instant at) {
        var rule = chart.rules(session).dose();
        var perKg = step.mgPerKg() == null ? rule.mgPerKg() : step.mgPerKg();
        var age = facts.patient().ageAt(at);
        return new StartDose(
                perKg,
                step.mg() == null
                        ? rule.plannedMg(session.checkedIn().weightKg(), perKg, age)
                        : asProtocolWrites(rule, step.mg()));
    }

    /** The equal option of the protocol, such as 56 for 56.00; the amount itself where there is none. */
    private static BigDecimal asProtocolWrites(DoseRule rule, BigDecimal mg) {
        return rule.optionsMg().stream()
                .filter(option -> option.compareTo(mg) == 0)
                .findFirst()
                .orElse(mg);
    }

    private static void requireOption(DoseRule rule, StartDose dose) {
        new Violations()
                .rejectIf(
                        rule.fixed() && !rule.isOption(dose.mg()),
                        "/mg",
                        "must be one of the protocol's doses: "
                                + rule.optionsMg().stream()
                                        .map(option ->
                                                option.stripTrailingZeros().toPlainString())
                                        .collect(Collectors.joining(", ")))
                .refuse();
    }

    /** Requires a reason where mg/kg, or mg of a fixed dose, is another one than at the last start of the course. */
    private void requireReason(Session session, StartDose dose, String reason) {
        if (reason != null) {
            return;
        }
        sessions.lastPlannedDose(session.courseId()).filter(dose::differsFrom).ifPresent(last -> {
            throw Violations.of("/doseReason", "must say why the dose differs from that of the course's last session");
        });
    }
}
