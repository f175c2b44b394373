package org.sextant.rules.safety;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.sextant.rules.protocol.DischargeLimits;

/** The criteria of the discharge that ask whether the effects of the drug are over. The chart alone decides. */
final class RecoveryRules {

    /** MOAA/S of a patient who responds readily to the name. */
    private static final int AWAKE = 5;

    private static final Set<String> SEDATION = Set.of("DROWSINESS");
    private static final Set<String> DISSOCIATION = Set.of("DISSOCIATION");
    private static final Set<String> BREATHING = Set.of("HYPOXIA", "RESPIRATORY_DEPRESSION", "APNOEA", "LARYNGOSPASM");

    private final Snapshot snapshot;
    private final VerdictBuilder verdict;

    RecoveryRules(Snapshot snapshot, VerdictBuilder verdict) {
        this.snapshot = snapshot;
        this.verdict = verdict;
    }

    Verdict sedation() {
        verdict.limit("/dischargeLimits/vitalsWithinMinutes", limits().vitalsWithinMinutes());
        var lasting = lasting(SEDATION);
        var last = snapshot.last(Reading::sedation, fresh());
        last.ifPresent(reading -> verdict.input("sedation", reading.sedation()).input("takenAt", reading.at()));
        if (last.isEmpty()) {
            return verdict.block(
                    "The sedation (MOAA/S) was not assessed in the last %d minutes.", limits().vitalsWithinMinutes());
        }
        if (last.get().sedation() < AWAKE) {
            return verdict.block(
                    "The sedation of %d (MOAA/S) is below %d.", last.get().sedation(), AWAKE);
        }
        return lasting.isEmpty()
                ? verdict.pass("The patient is awake (MOAA/S %d).", AWAKE)
                : verdict.block("Not resolved: %s.", String.join(", ", lasting));
    }

    Verdict dissociation() {
        var lasting = lasting(DISSOCIATION);
        return lasting.isEmpty()
                ? verdict.pass("No dissociation lasts.")
                : verdict.block("Not resolved: %s.", String.join(", ", lasting));
    }

    Verdict breathing() {
        var alerts = snapshot.revision().rules().limits();
        verdict.limit("/dischargeLimits/vitalsWithinMinutes", limits().vitalsWithinMinutes())
                .limit("/dischargeLimits/spo2AtLeast", limits().spo2AtLeast())
                .limit("/limits/alertRespiratoryRateBelow", alerts.alertRespiratoryRateBelow())
                .limit("/limits/alertRespiratoryRateAbove", alerts.alertRespiratoryRateAbove());
        var lasting = lasting(BREATHING);
        var breaths = snapshot.last(Reading::respiratoryRate, fresh());
        var oxygen = snapshot.last(Reading::spo2, fresh());
        breaths.ifPresent(reading -> verdict.input("respiratoryRate", reading.respiratoryRate())
                .input("respiratoryRateTakenAt", reading.at()));
        oxygen.ifPresent(reading -> verdict.input("spo2", reading.spo2()).input("spo2TakenAt", reading.at()));
        if (breaths.isEmpty() || oxygen.isEmpty()) {
            return verdict.block(
                    "The %s was not measured in the last %d minutes.",
                    breaths.isEmpty() ? "respiratory rate" : "SpO2", limits().vitalsWithinMinutes());
        }
        int rate = breaths.get().respiratoryRate();
        if (alerts.alertRespiratoryRateBelow() != null && rate < alerts.alertRespiratoryRateBelow()) {
            return verdict.block(
                    "The respiratory rate of %d/min is below %d/min.", rate, alerts.alertRespiratoryRateBelow());
        }
        if (alerts.alertRespiratoryRateAbove() != null && rate > alerts.alertRespiratoryRateAbove()) {
            return verdict.block(
                    "The respiratory rate of %d/min is above %d/min.", rate, alerts.alertRespiratoryRateAbove());
        }
        if (oxygen.get().spo2() < limits().spo2AtLeast()) {
            return verdict.block(
                    "The SpO2 of %d %% is below %d %%.", oxygen.get().spo2(), limits().spo2AtLeast());
        }
        return lasting.isEmpty()
                ? verdict.pass("The breathing is normal.")
                : verdict.block("Not resolved: %s.", String.join(", ", lasting));
    }

    /** The effects that last, however mild; they become an input of the verdict. */
    private List<String> lasting(Set<String> effects) {
        var lasting = snapshot.sideEffects().stream()
                .filter(fact -> effects.contains(fact.effect()))
                .filter(snapshot::lasts)
                .map(SideEffectFact::effect)
                .sorted()
                .toList();
        verdict.input("lasting", lasting);
        return lasting;
    }

    private Duration fresh() {
        return Duration.ofMinutes(limits().vitalsWithinMinutes());
    }

    private DischargeLimits limits() {
        return snapshot.revision().rules().dischargeLimits();
    }
}
