package org.sextant.rules.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class DoseRulePropertyTest {

    /** Hundredths of a kilogram times thousandths of mg/kg are so many to a hundredth of a mg. */
    private static final long TO_A_HUNDREDTH = 1_000;

    @Property
    void aDoseIsWeightTimesMgPerKgRoundedHalfUp(
            @ForAll @LongRange(min = 2_000, max = 40_000) long hundredthsOfKg,
            @ForAll @LongRange(min = 1, max = 10_000) long thousandthsPerKg) {
        assertThat(planned(null, hundredthsOfKg, thousandthsPerKg))
                .isEqualTo(BigDecimal.valueOf(exactly(hundredthsOfKg, thousandthsPerKg), 2));
    }

    @Property
    void aDoseIsNeverOverTheCap(
            @ForAll @LongRange(min = 2_000, max = 40_000) long hundredthsOfKg,
            @ForAll @LongRange(min = 1, max = 2_000) long thousandthsPerKg,
            @ForAll @LongRange(min = 1, max = 100_000) long capHundredths) {
        var expected = Math.min(exactly(hundredthsOfKg, thousandthsPerKg), capHundredths);

        assertThat(planned(BigDecimal.valueOf(capHundredths, 2), hundredthsOfKg, thousandthsPerKg))
                .isEqualByComparingTo(BigDecimal.valueOf(expected, 2));
    }

    private static long exactly(long hundredthsOfKg, long thousandthsPerKg) {
        return (2 * hundredthsOfKg * thousandthsPerKg + TO_A_HUNDREDTH) / (2 * TO_A_HUNDREDTH);
    }

    private static BigDecimal planned(BigDecimal maxMg, long hundredthsOfKg, long thousandthsPerKg) {
        var rule = TestRules.dose("mgPerKg", 0.5, "maxMg", maxMg);
        return rule.plannedMg(BigDecimal.valueOf(hundredthsOfKg, 2), BigDecimal.valueOf(thousandthsPerKg, 3));
    }
}
