package org.sextant.rules.safety;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.sextant.rules.protocol.DoseRule;
import org.sextant.rules.protocol.Limits;

/** Whether the drug may be begun. */
public final class StartRules {

    private final Snapshot snapshot;
    private final BigDecimal mgPerKg;

    private StartRules(Snapshot snapshot, BigDecimal mgPerKg) {
        this.snapshot = snapshot;
        this.mgPerKg = mgPerKg;
    }

    /**
     * The verdict of each rule of the start.
     *
     * @param mgPerKg the dose, mg per kg; not used where the protocol's is fixed
     */
    public static List<Verdict> judge(Snapshot snapshot, BigDecimal mgPerKg) {
        var rules = new StartRules(snapshot, mgPerKg);
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
        verdicts.add(rules.daysBetweenSessions());
        return verdicts;
    }

    private Verdict baselineTaken() {
        var within = snapshot.law().rules().monitoring().baselineWithinMinutes();
        var judge = judge(Rule.BASELINE_TAKEN).limit("/monitoring/baselineWithinMinutes", within);
        // One that is noted ahead of the start would be nobody's baseline afterwards.
        var last = snapshot.baseline(Reading::systolic, snapshot.at());
        if (last.isEmpty()) {
            return within == null
                    ? judge.pass("The protocol asks for no baseline.")
                    : judge.block("No blood pressure was taken before the start.");
        }
        var takenAt = last.get().at();
        judge.input("takenAt", takenAt);
        return within != null && takenAt.isBefore(snapshot.at().minus(Duration.ofMinutes(within)))
                ? judge.block("The last blood pressure is more than %d minutes old.", within)
                : judge.pass("A blood pressure was taken before the start.");
    }

    private Verdict systolic() {
        var judge = judge(Rule.BASELINE_SYSTOLIC)
                .limit("/limits/warnSystolicAbove", limits().warnSystolicAbove())
                .limit("/limits/holdSystolicAbove", limits().holdSystolicAbove())
                .limit("/limits/holdSystolicBelow", limits().holdSystolicBelow());
        return baseline(
                judge,
                new Measure("systolic", "systolic", "mmHg", Reading::systolic),
                new Bounds(limits().warnSystolicAbove(), limits().holdSystolicAbove(), limits().holdSystolicBelow()));
    }

    private Verdict diastolic() {
        var judge = judge(Rule.BASELINE_DIASTOLIC)
                .limit("/limits/warnDiastolicAbove", limits().warnDiastolicAbove())
                .limit("/limits/holdDiastolicAbove", limits().holdDiastolicAbove());
        return baseline(
                judge,
                new Measure("diastolic", "diastolic", "mmHg", Reading::diastolic),
                new Bounds(limits().warnDiastolicAbove(), limits().holdDiastolicAbove(), null));
    }

    private Verdict spo2() {
        var judge = judge(Rule.BASELINE_SPO2).limit("/limits/holdSpo2Below", limits().holdSpo2Below());
        return baseline(
                judge,
                new Measure("spo2", "SpO2", "%", Reading::spo2),
                new Bounds(null, null, limits().holdSpo2Below()));
    }

    private Verdict heartRate() {
        var judge = judge(Rule.BASELINE_HEART_RATE)
                .limit("/limits/holdHeartRateBelow", limits().holdHeartRateBelow())
                .limit("/limits/holdHeartRateAbove", limits().holdHeartRateAbove());
        return baseline(
                judge,
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

    /** Judges the last value of the session, however old: what was bad and not measured again is still bad. */
    private Verdict baseline(VerdictBuilder judge, Measure measure, Bounds bounds) {
        var last = snapshot.last(measure.of(), null);
        if (bounds.none()) {
            return judge.pass("The protocol has no limit for the %s.", measure.words());
        }
        if (last.isEmpty()) {
            return judge.warn("The %s was not measured before the start.", measure.words());
        }
        int value = measure.of().apply(last.get());
        judge.input(measure.name(), value).input("takenAt", last.get().at());
        var shown = "The %s of %d %s"
                .formatted(measure.words(), value, measure.unit())
                .replace("%", "%%");
        if (bounds.holdAbove() != null && value > bounds.holdAbove()) {
            return judge.block(shown + " is above %d.", bounds.holdAbove());
        }
        if (bounds.holdBelow() != null && value < bounds.holdBelow()) {
            return judge.block(shown + " is below %d.", bounds.holdBelow());
        }
        if (bounds.warnAbove() != null && value > bounds.warnAbove()) {
            return judge.warn(shown + " is above %d.", bounds.warnAbove());
        }
        return stale(last.get())
                ? judge.warn(shown + " was taken too long before the start.")
                : judge.pass(shown + " is within the limits.");
    }

    private Verdict doseLimit() {
        var rule = dose(snapshot);
        var judge = judge(Rule.DOSE_LIMIT)
                .input("mgPerKg", mgPerKg)
                .limit("/dose/warnAboveMgPerKg", rule.warnAboveMgPerKg())
                .limit("/dose/refuseAboveMgPerKg", rule.refuseAboveMgPerKg());
        if (above(mgPerKg, rule.refuseAboveMgPerKg())) {
            return judge.block(
                    "The dose of %s mg/kg is above %s mg/kg.", plain(mgPerKg), plain(rule.refuseAboveMgPerKg()));
        }
        return above(mgPerKg, rule.warnAboveMgPerKg())
                ? judge.warn("The dose of %s mg/kg is above %s mg/kg.", plain(mgPerKg), plain(rule.warnAboveMgPerKg()))
                : judge.pass("The dose of %s mg/kg is within the limits.", plain(mgPerKg));
    }

    private Verdict doseCap() {
        var weight = snapshot.visit().weightKg();
        var max = dose(snapshot).maxMg();
        var computed = weight.multiply(mgPerKg).setScale(2, RoundingMode.HALF_UP);
        var judge = judge(Rule.DOSE_CAP)
                .input("weightKg", weight)
                .input("mgPerKg", mgPerKg)
                .input("computedMg", computed)
                .limit("/dose/maxMg", max);
        return above(computed, max)
                ? judge.warn("The dose of %s mg is cut to %s mg.", plain(computed), plain(max))
                : judge.pass("The dose of %s mg is under the cap.", plain(computed));
    }

    private Verdict weightAge() {
        var days = dose(snapshot).weightWithinDays();
        var weighedAt = snapshot.visit().checkedInAt();
        var judge = judge(Rule.WEIGHT_AGE).input("weighedAt", weighedAt).limit("/dose/weightWithinDays", days);
        return weighedAt.isBefore(snapshot.at().minus(Duration.ofDays(days)))
                ? judge.block("The weight is more than %d days old.", days)
                : judge.pass("The weight is recent.");
    }

    private Verdict daysBetweenSessions() {
        var atLeast = snapshot.law().rules().minDaysBetweenSessions();
        var other = snapshot.visit().nearestStart();
        var judge = judge(Rule.DAYS_BETWEEN_SESSIONS).limit("/minDaysBetweenSessions", atLeast);
        if (other == null) {
            return judge.pass("The patient had no other session.");
        }
        var days =
                Duration.between(other, snapshot.passed()).abs().plusHours(12).toDays();
        judge.input("nearestStart", other).input("days", days);
        return days < atLeast
                ? judge.block(
                        "Another session of the patient was begun %d days away; the protocol asks for %d.",
                        days, atLeast)
                : judge.pass("The nearest other session of the patient was begun %d days away.", days);
    }

    private VerdictBuilder judge(Rule rule) {
        return new VerdictBuilder(rule, snapshot.law());
    }

    private boolean stale(Reading reading) {
        var minutes = snapshot.law().rules().monitoring().baselineWithinMinutes();
        return minutes != null && reading.at().isBefore(snapshot.at().minus(Duration.ofMinutes(minutes)));
    }

    private Limits limits() {
        return snapshot.law().rules().limits();
    }

    private static DoseRule dose(Snapshot snapshot) {
        return snapshot.law().rules().dose();
    }

    private static boolean above(BigDecimal value, BigDecimal limit) {
        return limit != null && value.compareTo(limit) > 0;
    }

    private static String plain(BigDecimal value) {
        return value.stripTrailingZeros().toPlainString();
    }
}
