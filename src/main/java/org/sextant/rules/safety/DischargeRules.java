package org.sextant.rules.safety;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sextant.rules.protocol.DischargeCriterion;
import org.sextant.rules.protocol.DischargeLimits;

/** Whether the patient may go home. What can be computed is, whatever staff state; what cannot is their word. */
public final class DischargeRules {

    private static final int PERCENT = 100;

    private final Snapshot snapshot;
    private final Map<DischargeCriterion, Boolean> stated;

    private DischargeRules(Snapshot snapshot, Map<DischargeCriterion, Boolean> stated) {
        this.snapshot = snapshot;
        this.stated = stated;
    }

    /**
     * The verdict of each criterion of the protocol.
     *
     * @param stated what staff say of each; empty before they are asked
     */
    public static List<Verdict> judge(Snapshot snapshot, Map<DischargeCriterion, Boolean> stated) {
        var rules = new DischargeRules(snapshot, stated);
        return snapshot.law().rules().discharge().stream().map(rules::judge).toList();
    }

    /** True where the vital signs are near their baseline and side effects over or mild, whatever else is lacking. */
    public static boolean settled(Snapshot snapshot) {
        var rules = new DischargeRules(snapshot, Map.of());
        return !rules.vitals(new VerdictBuilder(Rule.VITALS_NEAR_BASELINE, snapshot.law()))
                        .blocks()
                && !rules.sideEffects(new VerdictBuilder(Rule.SIDE_EFFECTS_SETTLED, snapshot.law()))
                        .blocks();
    }

    private Verdict judge(DischargeCriterion criterion) {
        var asked = snapshot.law().rules().discharge().indexOf(criterion);
        var judge = new VerdictBuilder(Rule.valueOf(criterion.name()), snapshot.law())
                .askedAt("/discharge/" + asked)
                .input("stated", stated.get(criterion));
        var verdict =
                switch (criterion) {
                    case OBSERVATION_COMPLETE -> observation(judge);
                    case VITALS_NEAR_BASELINE -> vitals(judge);
                    case SIDE_EFFECTS_SETTLED -> sideEffects(judge);
                    case ESCORT_PRESENT -> escort(judge);
                    case ORIENTED, AMBULATORY -> word(judge, criterion);
                };
        return Boolean.FALSE.equals(stated.get(criterion)) && !verdict.blocks()
                ? judge.block("Staff state that it does not hold.")
                : verdict;
    }

    private Verdict observation(VerdictBuilder judge) {
        var law = snapshot.law().rules();
        var minutes = law.monitoring().observeMinutes();
        var from = law.infused() ? snapshot.visit().endedAt() : snapshot.visit().startedAt();
        var passed = from.isAfter(snapshot.passed()) ? Duration.ZERO : Duration.between(from, snapshot.passed());
        judge.input("from", from).input("minutes", passed.toMinutes()).limit("/monitoring/observeMinutes", minutes);
        return minutes != null && passed.compareTo(Duration.ofMinutes(minutes)) < 0
                ? judge.block("The patient has been observed for %d of %d minutes.", passed.toMinutes(), minutes)
                : judge.pass("The patient has been observed for %d minutes.", passed.toMinutes());
    }

    private Verdict vitals(VerdictBuilder judge) {
        var limits = snapshot.law().rules().dischargeLimits();
        judge.limit("/dischargeLimits/vitalsWithinMinutes", limits.vitalsWithinMinutes())
                .limit("/dischargeLimits/withinPercentOfBaseline", limits.withinPercentOfBaseline())
                .limit("/dischargeLimits/orSystolicBelow", limits.orSystolicBelow())
                .limit("/dischargeLimits/orDiastolicBelow", limits.orDiastolicBelow())
                .limit("/dischargeLimits/spo2AtLeast", limits.spo2AtLeast())
                .limit(
                        "/limits/holdSystolicBelow",
                        snapshot.law().rules().limits().holdSystolicBelow());
        var fresh = Duration.ofMinutes(limits.vitalsWithinMinutes());
        var pressure = snapshot.last(Reading::systolic, fresh);
        if (pressure.isEmpty()) {
            return judge.block("No blood pressure was taken in the last %d minutes.", limits.vitalsWithinMinutes());
        }
        var before = snapshot.baseline(Reading::systolic);
        judge.input("systolic", pressure.get().systolic())
                .input("diastolic", pressure.get().diastolic())
                .input("takenAt", pressure.get().at())
                .input("baselineSystolic", before.map(Reading::systolic).orElse(null))
                .input("baselineDiastolic", before.map(Reading::diastolic).orElse(null));
        if (!low(pressure.get(), limits) && !near(pressure.get(), before, limits)) {
            return judge.block(
                    "The blood pressure of %d/%d mmHg is not near the baseline.",
                    pressure.get().systolic(), pressure.get().diastolic());
        }
        return spo2(judge, limits, fresh);
    }

    /** Low enough for everyone, and not so low that the drug would not have been begun. */
    private boolean low(Reading pressure, DischargeLimits limits) {
        var tooLow = snapshot.law().rules().limits().holdSystolicBelow();
        return pressure.systolic() < limits.orSystolicBelow()
                && pressure.diastolic() < limits.orDiastolicBelow()
                && (tooLow == null || pressure.systolic() >= tooLow);
    }

    private static boolean near(Reading pressure, Optional<Reading> before, DischargeLimits limits) {
        return before.filter(baseline -> near(pressure.systolic(), baseline.systolic(), limits)
                        && near(pressure.diastolic(), baseline.diastolic(), limits))
                .isPresent();
    }

    private static boolean near(int value, int baseline, DischargeLimits limits) {
        return Math.abs(value - baseline) * PERCENT <= limits.withinPercentOfBaseline() * baseline;
    }

    private Verdict spo2(VerdictBuilder judge, DischargeLimits limits, Duration fresh) {
        var last = snapshot.last(Reading::spo2, fresh);
        if (last.isEmpty()) {
            return judge.warn("SpO2 was not measured in the last %d minutes.", limits.vitalsWithinMinutes());
        }
        var spo2 = last.get().spo2();
        var before = snapshot.baseline(Reading::spo2).map(Reading::spo2);
        judge.input("spo2", spo2).input("baselineSpo2", before.orElse(null));
        return spo2 < limits.spo2AtLeast()
                        && before.filter(baseline -> spo2 >= baseline).isEmpty()
                ? judge.block("The SpO2 of %d %% is under %d %% and under its baseline.", spo2, limits.spo2AtLeast())
                : judge.pass("The vital signs are near their baseline.");
    }

    private Verdict sideEffects(VerdictBuilder judge) {
        var lasting = snapshot.sideEffects().stream()
                .filter(this::lasts)
                .map(SideEffectFact::effect)
                .sorted()
                .toList();
        judge.input("lasting", lasting);
        return lasting.isEmpty()
                ? judge.pass("Side effects are over, or mild.")
                : judge.block("More than mild and not over: %s.", String.join(", ", lasting));
    }

    private boolean lasts(SideEffectFact effect) {
        var over = effect.resolvedAt() != null && snapshot.happened(effect.resolvedAt());
        return !effect.mild() && snapshot.happened(effect.onsetAt()) && !over;
    }

    private Verdict escort(VerdictBuilder judge) {
        judge.input("named", snapshot.visit().escortNamed());
        return snapshot.visit().escortNamed()
                ? word(judge, DischargeCriterion.ESCORT_PRESENT)
                : judge.warn("Nobody is named who takes the patient home.");
    }

    private Verdict word(VerdictBuilder judge, DischargeCriterion criterion) {
        return Boolean.TRUE.equals(stated.get(criterion))
                ? judge.pass("Staff state that it holds.")
                : judge.warn("To be stated by staff at the discharge.");
    }
}
