package org.sextant.rules.safety;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The rules of the end. They warn only and block nothing: the patient has got the dose already. */
public final class EndRules {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private EndRules() {}

    /**
     * The dose that the patient got.
     *
     * @param administeredMg the dose that staff recorded, mg
     * @param deliveredMg the dose computed from the rates of the infusion, mg; null where no rate change is recorded
     * @param stoppedEarly true where staff gave a reason for stopping early
     */
    public record Given(BigDecimal administeredMg, BigDecimal deliveredMg, String lot, boolean stoppedEarly) {}

    /**
     * The verdict of each rule of the end.
     *
     * @param snapshot the facts at the moment of the end
     */
    public static List<Verdict> evaluate(Snapshot snapshot, Given given) {
        var verdicts = new ArrayList<Verdict>();
        if (snapshot.revision().rules().infused()) {
            verdicts.add(duration(snapshot));
        }
        verdicts.add(administered(snapshot, given));
        verdicts.addAll(evaluateDelivered(snapshot.revision(), given));
        var lot = new VerdictBuilder(Rule.LOT_RECORDED, snapshot.revision()).input("lot", given.lot());
        verdicts.add(given.lot() == null ? lot.warn("The lot is not recorded.") : lot.pass("The lot is recorded."));
        return verdicts;
    }

    /** The verdict on the dose that the rates add up to; none where no change of the rate is recorded. */
    public static List<Verdict> evaluateDelivered(ProtocolRevision revision, Given given) {
        return given.deliveredMg() == null ? List.of() : List.of(delivered(revision, given));
    }

    private static Verdict duration(Snapshot snapshot) {
        var limit = snapshot.revision().rules().warnInfusionMinutesAbove();
        var duration = Duration.between(snapshot.visit().startedAt(), snapshot.at());
        var verdict = new VerdictBuilder(Rule.INFUSION_DURATION, snapshot.revision())
                .input("minutes", duration.toMinutes())
                .limit("/warnInfusionMinutesAbove", limit);
        return limit != null && duration.compareTo(Duration.ofMinutes(limit)) > 0
                ? verdict.warn("The infusion took more than %d minutes.", limit)
                : verdict.pass("The infusion took %d minutes.", duration.toMinutes());
    }

    private static Verdict administered(Snapshot snapshot, Given given) {
        var planned = snapshot.visit().plannedDoseMg();
        var limit = snapshot.revision().rules().dose().warnDifferencePercent();
        var verdict = new VerdictBuilder(Rule.ADMINISTERED_DOSE, snapshot.revision())
                .input("plannedDoseMg", planned)
                .input("administeredMg", given.administeredMg())
                .limit("/dose/warnDifferencePercent", limit);
        var explained = given.stoppedEarly() && given.administeredMg().compareTo(planned) < 0;
        return !explained && differs(planned, given.administeredMg(), limit)
                ? verdict.warn("The administered dose differs by more than %d %% from the planned dose.", limit)
                : verdict.pass(
                        explained
                                ? "The drug was stopped early, with a reason."
                                : "The administered dose is as planned.");
    }

    private static Verdict delivered(ProtocolRevision revision, Given given) {
        var limit = revision.rules().dose().warnDifferencePercent();
        var verdict = new VerdictBuilder(Rule.DELIVERED_DOSE, revision)
                .input("deliveredMg", given.deliveredMg())
                .input("administeredMg", given.administeredMg())
                .limit("/dose/warnDifferencePercent", limit);
        return differs(given.deliveredMg(), given.administeredMg(), limit)
                ? verdict.warn("The administered dose differs by more than %d %% from the delivered dose.", limit)
                : verdict.pass("The administered dose agrees with the delivered dose.");
    }

    /** True where {@code value} differs from {@code reference} by more than {@code percent} % of {@code reference}. */
    private static boolean differs(BigDecimal reference, BigDecimal value, int percent) {
        return value.subtract(reference)
                        .abs()
                        .multiply(HUNDRED)
                        .compareTo(reference.multiply(BigDecimal.valueOf(percent)))
                > 0;
    }
}
