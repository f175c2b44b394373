package org.sextant.rules.safety;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What is remarkable about a dose that was given. Nothing here is refused: it has been given. */
public final class EndRules {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private EndRules() {}

    /**
     * What was given.
     *
     * @param administeredMg as staff noted it, mg
     * @param deliveredMg what the rates of the infusion add up to, mg; null where none were noted
     * @param stoppedEarly whether staff gave a reason for an early end
     */
    public record Given(BigDecimal administeredMg, BigDecimal deliveredMg, String lot, boolean stoppedEarly) {}

    /** The verdict of each rule of the end; the snapshot is of the moment of the end. */
    public static List<Verdict> judge(Snapshot snapshot, Given given) {
        var verdicts = new ArrayList<Verdict>();
        if (snapshot.law().rules().infused()) {
            verdicts.add(duration(snapshot));
        }
        verdicts.add(administered(snapshot, given));
        if (given.deliveredMg() != null) {
            verdicts.add(delivered(snapshot, given));
        }
        var lot = new VerdictBuilder(Rule.LOT_RECORDED, snapshot.law()).input("lot", given.lot());
        verdicts.add(given.lot() == null ? lot.warn("The lot is not on record.") : lot.pass("The lot is on record."));
        return verdicts;
    }

    private static Verdict duration(Snapshot snapshot) {
        var limit = snapshot.law().rules().warnInfusionMinutesAbove();
        var ran = Duration.between(snapshot.visit().startedAt(), snapshot.at());
        var judge = new VerdictBuilder(Rule.INFUSION_DURATION, snapshot.law())
                .input("minutes", ran.toMinutes())
                .limit("/warnInfusionMinutesAbove", limit);
        return limit != null && ran.compareTo(Duration.ofMinutes(limit)) > 0
                ? judge.warn("The drug ran for more than %d minutes.", limit)
                : judge.pass("The drug ran for %d minutes.", ran.toMinutes());
    }

    private static Verdict administered(Snapshot snapshot, Given given) {
        var planned = snapshot.visit().plannedDoseMg();
        var limit = snapshot.law().rules().dose().warnDifferencePercent();
        var judge = new VerdictBuilder(Rule.ADMINISTERED_DOSE, snapshot.law())
                .input("plannedDoseMg", planned)
                .input("administeredMg", given.administeredMg())
                .limit("/dose/warnDifferencePercent", limit);
        var explained = given.stoppedEarly() && given.administeredMg().compareTo(planned) < 0;
        return !explained && differ(planned, given.administeredMg(), limit)
                ? judge.warn("What was given differs by more than %d %% from the plan.", limit)
                : judge.pass(explained ? "It was stopped early." : "What was given is as planned.");
    }

    private static Verdict delivered(Snapshot snapshot, Given given) {
        var limit = snapshot.law().rules().dose().warnDifferencePercent();
        var judge = new VerdictBuilder(Rule.DELIVERED_DOSE, snapshot.law())
                .input("deliveredMg", given.deliveredMg())
                .input("administeredMg", given.administeredMg())
                .limit("/dose/warnDifferencePercent", limit);
        return differ(given.deliveredMg(), given.administeredMg(), limit)
                ? judge.warn("What was noted differs by more than %d %% from what the rates add up to.", limit)
                : judge.pass("What was noted agrees with the rates.");
    }

    /** True where {@code value} is further from {@code reference} than so many percent of it. */
    private static boolean differ(BigDecimal reference, BigDecimal value, int percent) {
        return value.subtract(reference)
                        .abs()
                        .multiply(HUNDRED)
                        .compareTo(reference.multiply(BigDecimal.valueOf(percent)))
                > 0;
    }
}
