package org.sextant.rules.safety;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.stream.Stream;

/**
 * What the patient of a session has got, and gets as the drug runs now.
 *
 * @param weightKg the weight at the check-in, kg
 * @param plannedMg the planned dose of the start, mg
 * @param infusion the rates; null where the drug is not infused
 * @param endedMg the higher one of the dose that staff recorded at the end and the dose that the rates add up to, mg: an
 *     alert must not depend on which of them is wrong; null before the end
 * @param furtherMg the sum of the further doses, mg
 */
public record DoseFacts(
        BigDecimal weightKg, BigDecimal plannedMg, Infusion infusion, BigDecimal endedMg, BigDecimal furtherMg) {

    /**
     * The total that the session comes to where the drug goes on at this rate to the end of the planned time, mg.
     *
     * @param at the moment of the step; a moment before the last change of the rate counts as that change
     * @param mgPerHour the rate from then on, mg/h; ignored where no infusion runs
     * @param minutes the planned time of the infusion; ignored where no infusion runs
     */
    BigDecimal projectedMg(Instant at, BigDecimal mgPerHour, Integer minutes) {
        return endedMg != null || infusion == null
                ? givenMg()
                : infusion.projectedMg(notBeforeLastChange(at), mgPerHour, minutes)
                        .add(furtherMg);
    }

    /**
     * What was known at {@code moment} of an infusion that is looked at later: without its end and later rates. All
     * further doses count.
     */
    public DoseFacts until(Instant moment) {
        return new DoseFacts(weightKg, plannedMg, infusion.until(moment), null, furtherMg);
    }

    /**
     * The amount that the patient has got as far as staff have recorded it, mg. Before the end, a dose that is not
     * infused counts as planned, and an infusion up to the last change of its rate.
     */
    BigDecimal givenMg() {
        var notEnded = infusion == null ? plannedMg : infusion.exactMg(infusion.lastChangeAt());
        return furtherMg.add(endedMg == null ? notEnded : endedMg);
    }

    private Instant notBeforeLastChange(Instant at) {
        return Stream.of(at, infusion.lastChangeAt()).max(Instant::compareTo).orElseThrow();
    }
}
