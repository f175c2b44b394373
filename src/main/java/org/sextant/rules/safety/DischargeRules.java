package org.sextant.rules.safety;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sextant.rules.protocol.DischargeCriterion;
import org.sextant.rules.protocol.DischargeLimits;

/**
 * The rules that decide whether the patient may go home. The service computes each criterion that can be computed, even
 * where staff state that the criterion is met. For all other criteria the statement of staff counts.
 */
public final class DischargeRules {

    private static final int PERCENT = 100;

    /** The criteria that ask whether the effects of the drug are over. */
    private static final Set<DischargeCriterion> OF_RECOVERY = Set.of(
            DischargeCriterion.SEDATION_RESOLVED,
            DischargeCriterion.DISSOCIATION_RESOLVED,
            DischargeCriterion.BREATHING_NORMAL);

    private final Snapshot snapshot;
    private final Map<DischargeCriterion, Boolean> stated;
    private final DischargeFacts facts;

    /** True where the discharge has been made, so that nothing can be stated any more. */
    private final boolean made;

    private DischargeRules(
            Snapshot snapshot, Map<DischargeCriterion, Boolean> stated, DischargeFacts facts, boolean made) {
        this.snapshot = snapshot;
        this.stated = stated;
        this.facts = facts;
        this.made = made;
    }

    /**
     * The verdict of each criterion of the protocol.
     *
     * @param stated for each criterion, whether staff state that it is met; empty before staff make a statement
     * @param facts what is known beyond the readings and side effects of the session
     */
    public static List<Verdict> evaluate(
            Snapshot snapshot, Map<DischargeCriterion, Boolean> stated, DischargeFacts facts) {
        return new DischargeRules(snapshot, stated, facts, false).evaluateAll();
    }

    /**
     * The same of a discharge that is made, now or while a tablet was offline: a criterion that needs the statement of
     * staff and has none is not met.
     */
    public static List<Verdict> evaluateMade(
            Snapshot snapshot, Map<DischargeCriterion, Boolean> stated, DischargeFacts facts) {
        return new DischargeRules(snapshot, stated, facts, true).evaluateAll();
    }

    /**
     * True where the vital signs are near their baseline, all side effects are resolved or mild, and the effects of the
     * drug are over as far as the protocol asks.
     */
    public static boolean settled(Snapshot snapshot) {
        var rules = new DischargeRules(snapshot, Map.of(), DischargeFacts.NONE, false);
        return !rules.vitals(new VerdictBuilder(Rule.VITALS_NEAR_BASELINE, snapshot.revision()))
                        .blocks()
                && !rules.sideEffects(new VerdictBuilder(Rule.SIDE_EFFECTS_SETTLED, snapshot.revision()))
                        .blocks()
                && snapshot.revision().rules().discharge().stream()
                        .filter(OF_RECOVERY::contains)
                        .map(rules::evaluate)
                        .noneMatch(Verdict::blocks);
    }

    /** True where a blood pressure is near the baseline of the snapshot, or below the absolute limits. */
    public static boolean isAcceptable(Reading pressure, Snapshot snapshot) {
        var limits = snapshot.revision().rules().dischargeLimits();
        return new DischargeRules(snapshot, Map.of(), DischargeFacts.NONE, false).isLow(pressure, limits)
                || isNear(pressure, snapshot.baseline(Reading::systolic), limits);
    }

    private List<Verdict> evaluateAll() {
        return snapshot.revision().rules().discharge().stream()
                .map(this::evaluate)
                .toList();
    }

    private Verdict evaluate(DischargeCriterion criterion) {
        var asked = snapshot.revision().rules().discharge().indexOf(criterion);
        var verdict = new VerdictBuilder(Rule.valueOf(criterion.name()), snapshot.revision())
                .askedAt("/discharge/" + asked)
                .input("stated", stated.get(criterion));
        var result =
                switch (criterion) {
                    case OBSERVATION_COMPLETE -> observation(verdict);
                    case VITALS_NEAR_BASELINE -> vitals(verdict);
                    case SIDE_EFFECTS_SETTLED -> sideEffects(verdict);
                    case ESCORT_PRESENT -> escort(verdict);
                    case ORIENTED, AMBULATORY -> statement(verdict, criterion);
                    case SEDATION_RESOLVED -> new RecoveryRules(snapshot, verdict).sedation();
                    case DISSOCIATION_RESOLVED -> new RecoveryRules(snapshot, verdict).dissociation();
                    case BREATHING_NORMAL -> new RecoveryRules(snapshot, verdict).breathing();
                    case ALERTS_SEEN -> alerts(verdict);
                    case SUICIDE_RISK_REVIEWED -> SuicideRules.discharge(verdict, facts.suicideRisk());
                };
        return Boolean.FALSE.equals(stated.get(criterion)) && !result.blocks()
                ? verdict.block("Staff state that the criterion is not met.")
                : result;
    }

    private Verdict observation(VerdictBuilder verdict) {
        var rules = snapshot.revision().rules();
        var minutes = rules.monitoring().observeMinutes();
        var from =
                rules.infused() ? snapshot.visit().endedAt() : snapshot.visit().startedAt();
        var observed = from.isAfter(snapshot.atOrNow()) ? Duration.ZERO : Duration.between(from, snapshot.atOrNow());
        verdict.input("from", from).input("minutes", observed.toMinutes()).limit("/monitoring/observeMinutes", minutes);
        return minutes != null && observed.compareTo(Duration.ofMinutes(minutes)) < 0
                ? verdict.block("The patient has been observed for %d of %d minutes.", observed.toMinutes(), minutes)
                : verdict.pass("The patient has been observed for %d minutes.", observed.toMinutes());
    }

    private Verdict vitals(VerdictBuilder verdict) {
        var limits = snapshot.revision().rules().dischargeLimits();
        verdict.limit("/dischargeLimits/vitalsWithinMinutes", limits.vitalsWithinMinutes())
                .limit("/dischargeLimits/withinPercentOfBaseline", limits.withinPercentOfBaseline())
                .limit("/dischargeLimits/orSystolicBelow", limits.orSystolicBelow())
                .limit("/dischargeLimits/orDiastolicBelow", limits.orDiastolicBelow())
                .limit("/dischargeLimits/spo2AtLeast", limits.spo2AtLeast())
                .limit(
                        "/limits/holdSystolicBelow",
                        snapshot.revision().rules().limits().holdSystolicBelow());
        var fresh = Duration.ofMinutes(limits.vitalsWithinMinutes());
        var pressure = snapshot.last(Reading::systolic, fresh);
        if (pressure.isEmpty()) {
            return verdict.block("No blood pressure was taken in the last %d minutes.", limits.vitalsWithinMinutes());
        }
        var before = snapshot.baseline(Reading::systolic);
        verdict.input("systolic", pressure.get().systolic())
                .input("diastolic", pressure.get().diastolic())
                .input("takenAt", pressure.get().at())
                .input("baselineSystolic", before.map(Reading::systolic).orElse(null))
                .input("baselineDiastolic", before.map(Reading::diastolic).orElse(null));
        if (!isLow(pressure.get(), limits) && !isNear(pressure.get(), before, limits)) {
            return verdict.block(
                    "The blood pressure of %d/%d mmHg is not near the baseline.",
                    pressure.get().systolic(), pressure.get().diastolic());
        }
        return spo2(verdict, limits, fresh);
    }

    /** True below the absolute limits, and not below the hold limit of the start. */
    private boolean isLow(Reading pressure, DischargeLimits limits) {
        var tooLow = snapshot.revision().rules().limits().holdSystolicBelow();
        return pressure.systolic() < limits.orSystolicBelow()
                && pressure.diastolic() < limits.orDiastolicBelow()
                && (tooLow == null || pressure.systolic() >= tooLow);
    }

    private static boolean isNear(Reading pressure, Optional<Reading> before, DischargeLimits limits) {
        return before.filter(baseline -> isNear(pressure.systolic(), baseline.systolic(), limits)
                        && isNear(pressure.diastolic(), baseline.diastolic(), limits))
                .isPresent();
    }

    private static boolean isNear(int value, int baseline, DischargeLimits limits) {
        return Math.abs(value - baseline) * PERCENT <= limits.withinPercentOfBaseline() * baseline;
    }

    private Verdict spo2(VerdictBuilder verdict, DischargeLimits limits, Duration fresh) {
        var last = snapshot.last(Reading::spo2, fresh);
        if (last.isEmpty()) {
            return verdict.warn("SpO2 was not measured in the last %d minutes.", limits.vitalsWithinMinutes());
        }
        var spo2 = last.get().spo2();
        var before = snapshot.baseline(Reading::spo2).map(Reading::spo2);
        verdict.input("spo2", spo2).input("baselineSpo2", before.orElse(null));
        return spo2 < limits.spo2AtLeast()
                        && before.filter(baseline -> spo2 >= baseline).isEmpty()
                ? verdict.block("The SpO2 of %d %% is below %d %% and below its baseline.", spo2, limits.spo2AtLeast())
                : verdict.pass("The vital signs are near their baseline.");
    }

    private Verdict sideEffects(VerdictBuilder verdict) {
        var lasting = snapshot.sideEffects().stream()
                .filter(effect -> !effect.mild() && snapshot.lasts(effect))
                .map(SideEffectFact::effect)
                .sorted()
                .toList();
        verdict.input("lasting", lasting);
        return lasting.isEmpty()
                ? verdict.pass("All side effects are resolved or mild.")
                : verdict.block("More than mild and not resolved: %s.", String.join(", ", lasting));
    }

    private Verdict alerts(VerdictBuilder verdict) {
        verdict.input("open", facts.openCriticalAlerts());
        return facts.openCriticalAlerts().isEmpty()
                ? verdict.pass("Every critical alert of the session is acknowledged.")
                : verdict.block(
                        "Critical alerts that nobody has acknowledged: %s.",
                        String.join(", ", facts.openCriticalAlerts()));
    }

    private Verdict escort(VerdictBuilder verdict) {
        verdict.input("named", snapshot.visit().escortNamed());
        return snapshot.visit().escortNamed() || isMissing(DischargeCriterion.ESCORT_PRESENT)
                ? statement(verdict, DischargeCriterion.ESCORT_PRESENT)
                : verdict.warn("No escort is named.");
    }

    private Verdict statement(VerdictBuilder verdict, DischargeCriterion criterion) {
        if (isMissing(criterion)) {
            return verdict.block("Staff did not state whether the criterion is met.");
        }
        return Boolean.TRUE.equals(stated.get(criterion))
                ? verdict.pass("Staff state that the criterion is met.")
                : verdict.warn("Staff must state at the discharge whether the criterion is met.");
    }

    private boolean isMissing(DischargeCriterion criterion) {
        return made && !stated.containsKey(criterion);
    }
}
