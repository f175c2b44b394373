package org.sextant.rules.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DoseRuleTest {

    private static final DoseRule PER_KG =
            TestRules.dose("mgPerKg", 0.5, "warnAboveMgPerKg", 1, "refuseAboveMgPerKg", 1.5, "maxMg", 100);
    private static final DoseRule FIXED = TestRules.dose("mg", 56);

    @Test
    void multipliesWeightByMgPerKgToAHundredthHalfUp() {
        assertThat(PER_KG.plannedMg(decimal("72"), decimal("0.5"))).isEqualByComparingTo("36");
        assertThat(PER_KG.plannedMg(decimal("71.33"), decimal("0.515"))).isEqualByComparingTo("36.73");
        assertThat(PER_KG.plannedMg(decimal("70.01"), decimal("0.5"))).isEqualByComparingTo("35.01");
    }

    @Test
    void capsAtTheMaximum() {
        assertThat(PER_KG.plannedMg(decimal("200"), decimal("0.5"))).isEqualByComparingTo("100");
        assertThat(PER_KG.plannedMg(decimal("200.02"), decimal("0.5"))).isEqualByComparingTo("100");
        assertThat(PER_KG.plannedMg(decimal("199.98"), decimal("0.5"))).isEqualByComparingTo("99.99");
    }

    @Test
    void aFixedDoseDoesNotDependOnTheWeight() {
        assertThat(FIXED.fixed()).isTrue();
        assertThat(FIXED.plannedMg(decimal("40"), null)).isEqualByComparingTo("56");
    }

    @Test
    void theFixedDoseMayDependOnTheAge() {
        var byAge =
                TestRules.dose("mg", 56, "options", List.of(28, 56, 84), "fromAge", List.of(age(65, 28), age(90, 84)));

        assertThat(byAge.plannedMg(null, null, 64)).isEqualByComparingTo("56");
        assertThat(byAge.plannedMg(null, null, 65)).isEqualByComparingTo("28");
        assertThat(byAge.plannedMg(null, null, 89)).isEqualByComparingTo("28");
        assertThat(byAge.plannedMg(null, null, 90)).isEqualByComparingTo("84");
        assertThat(byAge.plannedMg(null, null, null)).isEqualByComparingTo("56");
        assertThat(PER_KG.plannedMg(decimal("72"), decimal("0.5"), 90)).isEqualByComparingTo("36");
    }

    private static Map<String, Object> age(int age, int mg) {
        return Map.of("age", age, "mg", mg);
    }

    private static BigDecimal decimal(String text) {
        return new BigDecimal(text);
    }
}
