package org.sextant.rules.safety;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sextant.rules.safety.Chart.START;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sextant.rules.protocol.TestRules;

class WeightRulesTest {

    @ParameterizedTest
    @CsvSource({
        "70, 70, PASS",
        "70, 77, PASS",
        "70, 77.01, WARN",
        "70, 78, WARN",
        "70, 87.5, WARN",
        "70, 87.51, BLOCK",
        "70, 90, BLOCK",
        "70, 170, BLOCK",
        "70, 63, PASS",
        "70, 62.99, WARN",
        "70, 52.49, BLOCK"
    })
    void comparesWithTheLastWeight(String last, String weight, Outcome outcome) {
        assertThat(change(last, weight, false).outcome()).isEqualTo(outcome);
        assertThat(change(last, weight, true).outcome()).isEqualTo(Outcome.PASS);
    }

    @Test
    void namesBothWeightsAndTheLimits() {
        var verdict = change("70", "90", false);

        assertThat(verdict.detail())
                .isEqualTo("The weight of 90 kg is 28.6 % above the 70 kg of the last check-in, more than 25 %;"
                        + " confirm or correct it.");
        assertThat(verdict.inputs())
                .containsEntry("weightKg", new BigDecimal("90"))
                .containsEntry("lastWeightKg", new BigDecimal("70"))
                .containsEntry("changePercent", new BigDecimal("28.6"));
        assertThat(verdict.limit()).containsEntry("weightWarnPercent", 10).containsEntry("weightHoldPercent", 25);
    }

    @ParameterizedTest
    @CsvSource({
        "70, 154, The weight looks like pounds: 154 lb are 69.9 kg.",
        "72, 160, The weight looks like pounds: 160 lb are 72.6 kg.",
        "154, 70, The last weight looks like pounds: 154 lb are 69.9 kg."
    })
    void namesASlipOfTheUnit(String last, String weight, String sentence) {
        assertThat(change(last, weight, false).detail()).endsWith(sentence);
    }

    @Test
    void aDoublingIsNoSlipOfTheUnit() {
        assertThat(change("70", "110", false).detail()).doesNotContain("pounds");
        assertThat(change("70", "180", false).detail()).doesNotContain("pounds");
    }

    @Test
    void saysNothingWithoutALimitOrALastWeight() {
        assertThat(change(null, "90", false).outcome()).isEqualTo(Outcome.PASS);
        assertThat(verdict("70", "170", false).outcome()).isEqualTo(Outcome.PASS);
        assertThat(verdict("70", "78", false, "weightHoldPercent", 25).outcome())
                .isEqualTo(Outcome.PASS);
        assertThat(verdict("70", "90", false, "weightWarnPercent", 10).outcome())
                .isEqualTo(Outcome.WARN);
    }

    private static Verdict change(String last, String weight, boolean confirmed) {
        return verdict(last, weight, confirmed, "weightWarnPercent", 10, "weightHoldPercent", 25);
    }

    private static Verdict verdict(String last, String weight, boolean confirmed, Object... limits) {
        var chart = Chart.checkedIn(TestRules.rules(limits)).weighing(weight, START.minus(Duration.ofMinutes(10)));
        var snapshot = new Snapshot(
                new ProtocolRevision("any", 1, chart.rules()), chart.visit(), List.of(), List.of(), START, START);
        return WeightRules.change(
                snapshot,
                new WeightFacts(
                        last == null ? null : new BigDecimal(last), START.minus(Duration.ofDays(6)), confirmed));
    }
}
