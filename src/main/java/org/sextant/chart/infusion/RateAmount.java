package org.sextant.chart.infusion;

import java.math.BigDecimal;
import org.sextant.chart.session.step.Started;
import org.sextant.rules.safety.Infusion;
import org.sextant.web.problem.Violations;

/**
 * A rate as staff read it at the pump: either of the drug or of the solution.
 *
 * @param mgPerHour the rate of the drug, mg/h; else null
 * @param mlPerHour the rate of the solution, mL/h; else null
 */
record RateAmount(BigDecimal mgPerHour, BigDecimal mlPerHour) {

    /** @throws org.sextant.web.problem.ProblemException 422 unless exactly one of the two is given */
    void check() {
        exactlyOne().refuse();
    }

    private Violations exactlyOne() {
        return new Violations()
                .rejectIf((mgPerHour == null) == (mlPerHour == null), "", "needs either mgPerHour or mlPerHour");
    }

    /**
     * The rate of the drug, mg/h.
     *
     * @param started the start of the infusion, which may name the concentration
     * @throws org.sextant.web.problem.ProblemException 422 where the concentration is not known, or the rate of the
     *     drug is not 0 and out of range
     */
    BigDecimal of(Started started) {
        exactlyOne()
                .rejectIf(
                        mlPerHour != null && started.concentrationMgPerMl() == null,
                        "/mlPerHour",
                        "needs the concentration, which the start did not name; send mgPerHour")
                .refuse();
        if (mgPerHour != null) {
            return mgPerHour;
        }
        var rate = Infusion.mgPerHour(mlPerHour, started.concentrationMgPerMl());
        new Violations()
                .rejectIf(
                        mlPerHour.signum() > 0 && !Infusion.canRun(rate),
                        "/mlPerHour",
                        "must come to %s to %s mg/h at the concentration of the start"
                                .formatted(Infusion.MIN_MG_PER_HOUR, Infusion.MAX_MG_PER_HOUR))
                .refuse();
        return rate;
    }
}
