package org.sextant.rules.safety;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.sextant.rules.protocol.DoseRule;
import org.sextant.rules.protocol.Limits;
import org.sextant.rules.protocol.Rules;

/** The rules that decide whether the drug may be started. */
public final class StartRules {

    /**
     * Rules that the chart of the patient decides before a visit begins, and those that only a correction or a start
     * that a tablet sends afterwards evaluates.
     */
    private static final Set<Rule> NOT_OF_THE_VISIT = Set.of(
            Rule.AGE_LIMIT,
            Rule.DAYS_BETWEEN_SESSIONS,
            Rule.SUICIDE_RISK_OPEN,
            Rule.CLEARANCE_CURRENT,
            Rule.REMS_ENROLLED,
            Rule.WEIGHT_CORRECTED,
            Rule.DOSE_OPTION,
            Rule.DOSE_REASON);

    private static final Set<Rule> BY_WEIGHT = Set.of(Rule.DOSE_LIMIT, Rule.DOSE_CAP, Rule.WEIGHT_AGE, Rule.TOTAL_DOSE);

    /** The rules of each dose, which the dose of the start keeps too. */
    private static final Set<Rule> OF_THE_DOSE = Set.of(Rule.RATE_LIMIT, Rule.TOTAL_DOSE);

    private final Snapshot snapshot;
    private final BigDecimal mgPerKg;
    private final BigDecimal mg;
    private final StartFacts facts;

    private StartRules(Snapshot snapshot, StartDose dose, StartFacts facts) {
        this.snapshot = snapshot;
        this.mgPerKg = dose.mgPerKg();
        this.mg = dose.mg();
        this.facts = facts;
    }

    /**
     * The verdict of each rule of the start with the usual dose.
     *
     * @param mgPerKg the dose, mg per kg; ignored where the dose of the protocol is fixed
     * @param facts what is known beyond the session
     */
    public static List<Verdict> evaluate(Snapshot snapshot, BigDecimal mgPerKg, StartFacts facts) {
        var mg = dose(snapshot)
                .plannedMg(snapshot.visit().weightKg(), mgPerKg, facts.patient().ageAt(snapshot.at()));
        return evaluateDose(snapshot, new StartDose(mgPerKg, mg), facts);
    }

    /**
     * The verdict of each rule of the start.
     *
     * @param facts what is known beyond the session
     */
    public static List<Verdict> evaluateDose(Snapshot snapshot, StartDose dose, StartFacts facts) {
        var rules = new StartRules(snapshot, dose, facts);
        var verdicts = new ArrayList<Verdict>();
        verdicts.add(rules.baselineTaken());
        verdicts.add(rules.systolic());
        verdicts.add(rules.diastolic());
        verdicts.add(rules.spo2());
        verdicts.add(rules.heartRate());
        if (!dose(snapshot).fixed()) {
            verdicts.add(rules.doseLimit());
            verdicts.add(rules.doseCap());
            verdicts.add(rules.weightAge());
        }
        verdicts.addAll(FirstDoseRules.evaluate(snapshot, rules.mg, facts.firstWithDrug()));
        verdicts.add(WeightRules.change(snapshot, facts.weight()));
        verdicts.addAll(DoseRules.atStart(snapshot, rules.mg));
        verdicts.addAll(rules.ofThePatient());
        return verdicts;
    }

    /**
     * The verdicts of the rules that need no visit, for a start at {@code at}.
     *
     * @param nearestStart the start of the patient's nearest other session; null without one
     */
    public static List<Verdict> evaluateBeforeVisit(
            ProtocolRevision revision, Instant nearestStart, StartFacts facts, Instant at) {
        var visit = new Visit(null, null, null, null, null, null, null, nearestStart, false);
        var snapshot = new Snapshot(revision, visit, List.of(), List.of(), at, at);
        return new StartRules(snapshot, new StartDose(null, null), facts).ofThePatient();
    }

    /** The rules that need a visit: the readings, the weight and the dose of that day. */
    public static List<Rule> atTheVisit(Rules protocol) {
        return Stream.of(Rule.values())
                .filter(rule -> OF_THE_DOSE.contains(rule)
                        || (rule.moment() == Rule.Moment.START && !NOT_OF_THE_VISIT.contains(rule)))
                .filter(rule -> rule != Rule.RATE_LIMIT || protocol.infused())
                .filter(rule -> rule != Rule.FIRST_DOSE || protocol.dose().firstSessionWarnAboveMg() != null)
                .filter(rule -> !protocol.dose().fixed() || !BY_WEIGHT.contains(rule))
                .toList();
    }

    private List<Verdict> ofThePatient() {
        var verdicts = new ArrayList<Verdict>();
        verdicts.add(AgeRules.limit(snapshot.revision(), facts.patient(), snapshot.at()));
        verdicts.add(daysBetweenSessions());
        verdicts.add(SuicideRules.start(snapshot, facts.suicideRisk()));
        verdicts.addAll(clearances());
        return verdicts;
    }

    private Verdict baselineTaken() {
        var within = snapshot.revision().rules().monitoring().baselineWithinMinutes();
        var verdict = verdict(Rule.BASELINE_TAKEN).limit("/monitoring/baselineWithinMinutes", within);
        // A reading later than the start is never the baseline, so it does not count here.
        var last = snapshot.baseline(Reading::systolic, snapshot.at());
        if (last.isEmpty()) {
            return within == null
                    ? verdict.pass("The protocol requires no baseline.")
                    : verdict.block("No blood pressure was taken before the start.");
        }
        var takenAt = last.get().at();
        verdict.input("takenAt", takenAt);
        return within != null && takenAt.isBefore(snapshot.at().minus(Duration.ofMinutes(within)))
                ? verdict.block("The last blood pressure is more than %d minutes old.", within)
                : verdict.pass("A blood pressure was taken before the start.");
    }

    private Verdict systolic() {
        var verdict = verdict(Rule.BASELINE_SYSTOLIC)
                .limit("/limits/warnSystolicAbove", limits().warnSystolicAbove())
                .limit("/limits/holdSystolicAbove", limits().holdSystolicAbove())
                .limit("/limits/holdSystolicBelow", limits().holdSystolicBelow());
        return baseline(
                verdict,
                new Measure("systolic", "systolic", "mmHg", Reading::systolic),
                new Bounds(limits().warnSystolicAbove(), limits().holdSystolicAbove(), limits().holdSystolicBelow()));
    }

    private Verdict diastolic() {
        var verdict = verdict(Rule.BASELINE_DIASTOLIC)
                .limit("/limits/warnDiastolicAbove", limits().warnDiastolicAbove())
                .limit("/limits/holdDiastolicAbove", limits().holdDiastolicAbove());
        return baseline(
                verdict,
                new Measure("diastolic", "diastolic", "mmHg", Reading::diastolic),
                new Bounds(limits().warnDiastolicAbove(), limits().holdDiastolicAbove(), null));
    }

    private Verdict spo2() {
        var verdict = verdict(Rule.BASELINE_SPO2).limit("/limits/holdSpo2Below", limits().holdSpo2Below());
        return baseline(
                verdict,
                new Measure("spo2", "SpO2", "%", Reading::spo2),
                new Bounds(null, null, limits().holdSpo2Below()));
    }

    private Verdict heartRate() {
        var verdict = verdict(Rule.BASELINE_HEART_RATE)
                .limit("/limits/holdHeartRateBelow", limits().holdHeartRateBelow())
                .limit("/limits/holdHeartRateAbove", limits().holdHeartRateAbove());
        return baseline(
                verdict,
                new Measure("heartRate", "heart rate", "/min", Reading::heartRate),
                new Bounds(null, limits().holdHeartRateAbove(), limits().holdHeartRateBelow()));
    }

    private record Measure(String name, String words, String unit, Function<Reading, Integer> of) {}

    /** Limits of one measurement; null where the protocol has none. */
    private record Bounds(Integer warnAbove, Integer holdAbove, Integer holdBelow) {

        boolean none() {
            return warnAbove == null && holdAbove == null && holdBelow == null;
        }
    }

    /** Evaluates the last value of the session at any age: an old bad value counts until a new value replaces it. */
    private Verdict baseline(VerdictBuilder verdict, Measure measure, Bounds bounds) {
        var last = snapshot.last(measure.of(), null);
        if (bounds.none()) {
            return verdict.pass("The protocol has no limit for the %s.", measure.words());
        }
        if (last.isEmpty()) {
            return verdict.warn("The %s was not measured before the start.", measure.words());
        }
        int value = measure.of().apply(last.get());
        verdict.input(measure.name(), value).input("takenAt", last.get().at());
        var shown = "The %s of %d %s"
                .formatted(measure.words(), value, measure.unit())
                .replace("%", "%%");
        if (bounds.holdAbove() != null && value > bounds.holdAbove()) {
            return verdict.block(shown + " is above %d.", bounds.holdAbove());
        }
        if (bounds.holdBelow() != null && value < bounds.holdBelow()) {
            return verdict.block(shown + " is below %d.", bounds.holdBelow());
        }
        if (bounds.warnAbove() != null && value > bounds.warnAbove()) {
            return verdict.warn(shown + " is above %d.", bounds.warnAbove());
        }
        return stale(last.get())
                ? verdict.warn(shown + " was taken too long before the start.")
                : verdict.pass(shown + " is within the limits.");
    }

    private Verdict doseLimit() {
        var rule = dose(snapshot);
        var verdict = verdict(Rule.DOSE_LIMIT)
                .input("mgPerKg", mgPerKg)
                .limit("/dose/warnAboveMgPerKg", rule.warnAboveMgPerKg())
                .limit("/dose/refuseAboveMgPerKg", rule.refuseAboveMgPerKg());
        if (above(mgPerKg, rule.refuseAboveMgPerKg())) {
            return verdict.block(
                    "The dose of %s mg/kg is above %s mg/kg.", plain(mgPerKg), plain(rule.refuseAboveMgPerKg()));
        }
        return above(mgPerKg, rule.warnAboveMgPerKg())
                ? verdict.warn(
                        "The dose of %s mg/kg is above %s mg/kg.", plain(mgPerKg), plain(rule.warnAboveMgPerKg()))
                : verdict.pass("The dose of %s mg/kg is within the limits.", plain(mgPerKg));
    }

    private Verdict doseCap() {
        var weight = snapshot.visit().weightKg();
        var max = dose(snapshot).maxMg();
        var computed = weight.multiply(mgPerKg).setScale(2, RoundingMode.HALF_UP);
        var verdict = verdict(Rule.DOSE_CAP)
                .input("weightKg", weight)
                .input("mgPerKg", mgPerKg)
                .input("computedMg", computed)
                .limit("/dose/maxMg", max);
        return above(computed, max)
                ? verdict.warn("The dose of %s mg is reduced to the maximum of %s mg.", plain(computed), plain(max))
                : verdict.pass("The dose of %s mg is not reduced.", plain(computed));
    }

    private Verdict weightAge() {
        var days = dose(snapshot).weightWithinDays();
        var weighedAt = snapshot.visit().checkedInAt();
        var verdict = verdict(Rule.WEIGHT_AGE).input("weighedAt", weighedAt).limit("/dose/weightWithinDays", days);
        return weighedAt.isBefore(snapshot.at().minus(Duration.ofDays(days)))
                ? verdict.block("The weight is more than %d days old.", days)
                : verdict.pass("The weight is recent.");
    }

    private Verdict daysBetweenSessions() {
        var atLeast = snapshot.revision().rules().minDaysBetweenSessions();
        var other = snapshot.visit().nearestStart();
        var verdict = verdict(Rule.DAYS_BETWEEN_SESSIONS).limit("/minDaysBetweenSessions", atLeast);
        if (other == null) {
            return verdict.pass("The patient had no other session.");
        }
        var now = snapshot.atOrNow();
        var days = other.isBefore(now) ? ElapsedDays.between(other, now) : ElapsedDays.between(now, other);
        verdict.input("nearestStart", other).input("days", days);
        return days < atLeast
                ? verdict.block(
                        "Another session of the patient started %d days before or after this one; the protocol requires %d.",
                        days, atLeast)
                : verdict.pass(
                        "The nearest other session of the patient started %d days before or after this one.", days);
    }

    private List<Verdict> clearances() {
        var date = snapshot.atOrNow().atZone(facts.patient().zone()).toLocalDate();
        return ClearanceRules.atStart(snapshot.revision(), facts.clearances(), facts.firstOfCourse(), date);
    }

    private VerdictBuilder verdict(Rule rule) {
        return new VerdictBuilder(rule, snapshot.revision());
    }

    private boolean stale(Reading reading) {
        var minutes = snapshot.revision().rules().monitoring().baselineWithinMinutes();
        return minutes != null && reading.at().isBefore(snapshot.at().minus(Duration.ofMinutes(minutes)));
    }

    private Limits limits() {
        return snapshot.revision().rules().limits();
    }

    private static DoseRule dose(Snapshot snapshot) {
        return snapshot.revision().rules().dose();
    }

    private static boolean above(BigDecimal value, BigDecimal limit) {
        return limit != null && value.compareTo(limit) > 0;
    }

    private static String plain(BigDecimal value) {
        return value.stripTrailingZeros().toPlainString();
    }
}
