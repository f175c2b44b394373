package org.sextant.synthetic;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Who is treated with what, as far as readings and doses hang on it.
 *
 * @param minutes how long the drug runs
 * @param mgPerKg 0 with a fixed dose
 * @param systolic at rest, mmHg
 * @param pulse at rest, beats per minute
 */
record SyntheticTreatment(String protocol, int minutes, double mgPerKg, BigDecimal weightKg, int systolic, int pulse) {

    static SyntheticTreatment draw(Chance chance) {
        var which = chance.between(1, 20);
        var weight = BigDecimal.valueOf(chance.normal(780, 150, 450, 1400)).movePointLeft(1);
        var systolic = chance.normal(122, 10, 98, 140);
        var pulse = chance.normal(72, 9, 52, 100);
        if (which <= 14) {
            return new SyntheticTreatment("iv-ketamine-0.5", 40, 0.5, weight, systolic, pulse);
        }
        return which <= 17
                ? new SyntheticTreatment("im-ketamine-0.5", 1, 0.5, weight, systolic, pulse)
                : new SyntheticTreatment("intranasal-esketamine-56", 10, 0, weight, systolic, pulse);
    }

    /** Of one session, mg. */
    BigDecimal doseMg() {
        return mgPerKg == 0
                ? BigDecimal.valueOf(56)
                : weightKg.multiply(BigDecimal.valueOf(mgPerKg)).setScale(2, RoundingMode.HALF_UP);
    }
}
