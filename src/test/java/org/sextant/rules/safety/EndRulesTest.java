package org.sextant.rules.safety;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sextant.rules.safety.Chart.START;
import static org.sextant.rules.safety.Chart.minute;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndRulesTest {

    private static final BigDecimal PLANNED = new BigDecimal("36.00");
    private static final EndRules.Given AS_PLANNED = given("36.00", "36.00", false);

    @ParameterizedTest
    @CsvSource({"PT40M, PASS", "PT59M59.999999S, PASS", "PT60M, PASS", "PT60M0.000001S, WARN"})
    void aLongInfusionIsAWarning(Duration ran, Outcome expected) {
        var chart = Chart.started(ShippedRules.IV);

        var verdict = Chart.of(Rule.INFUSION_DURATION, EndRules.evaluate(chart.at(START.plus(ran)), AS_PLANNED));
        assertThat(verdict.outcome()).isEqualTo(expected);
        assertThat(verdict.inputs()).isEqualTo(Map.of("minutes", ran.toMinutes()));
        assertThat(verdict.limit()).isEqualTo(Map.of("warnInfusionMinutesAbove", 60));
    }

    @Test
    void anInfusionMayTakeAnyTimeWithoutALimit() {
        var chart = Chart.started(ShippedRules.ivWithout("/warnInfusionMinutesAbove"));

        var verdict = Chart.of(Rule.INFUSION_DURATION, EndRules.evaluate(chart.at(minute(600)), AS_PLANNED));
        assertThat(verdict.outcome()).isEqualTo(Outcome.PASS);
        assertThat(verdict.limit()).isEmpty();
    }

    @Test
    void aDoseThatIsNotInfusedHasNoDuration() {
        var verdicts = EndRules.evaluate(Chart.started(ShippedRules.IM).at(minute(600)), given("36.00", null, false));

        assertThat(verdicts).extracting(Verdict::rule).containsExactly("ADMINISTERED_DOSE", "LOT_RECORDED");
    }

    @ParameterizedTest
    @CsvSource({"34.19, WARN", "34.20, PASS", "34.21, PASS", "36.00, PASS", "37.79, PASS", "37.80, PASS", "37.81, WARN"
    })
    void whatDiffersFromThePlanByMoreThanFivePercentIsAWarning(String administeredMg, Outcome expected) {
        var verdict = judged(Rule.ADMINISTERED_DOSE, given(administeredMg, null, false));

        assertThat(verdict.outcome()).isEqualTo(expected);
        assertThat(verdict.inputs())
                .isEqualTo(Map.of("plannedDoseMg", PLANNED, "administeredMg", new BigDecimal(administeredMg)));
        assertThat(verdict.limit()).isEqualTo(Map.of("warnDifferencePercent", 5));
    }

    @Test
    void anEarlyStopExplainsWhatIsMissingButNotWhatIsTooMuch() {
        assertThat(judged(Rule.ADMINISTERED_DOSE, given("0.00", null, true)).outcome())
                .isEqualTo(Outcome.PASS);
        assertThat(judged(Rule.ADMINISTERED_DOSE, given("37.81", null, true)).outcome())
                .isEqualTo(Outcome.WARN);
    }

    @ParameterizedTest
    @CsvSource({"20.00, 18.99, WARN", "20.00, 19.00, PASS", "20.00, 21.00, PASS", "20.00, 21.01, WARN", "0, 0.01, WARN"
    })
    void whatDiffersFromTheRatesByMoreThanFivePercentIsAWarning(
            String deliveredMg, String administeredMg, Outcome expected) {
        var verdict = judged(Rule.DELIVERED_DOSE, given(administeredMg, deliveredMg, true));

        assertThat(verdict.outcome()).isEqualTo(expected);
        assertThat(verdict.inputs())
                .isEqualTo(Map.of(
                        "deliveredMg", new BigDecimal(deliveredMg), "administeredMg", new BigDecimal(administeredMg)));
    }

    @Test
    void withoutRatesThereIsNothingToAddUp() {
        assertThat(EndRules.evaluate(atTheEnd(), given("36.00", null, false)))
                .extracting(Verdict::rule)
                .containsExactly("INFUSION_DURATION", "ADMINISTERED_DOSE", "LOT_RECORDED");
    }

    @Test
    void aLotThatIsNotOnRecordIsAWarning() {
        var unknown = new EndRules.Given(PLANNED, null, null, false);

        assertThat(judged(Rule.LOT_RECORDED, unknown).outcome()).isEqualTo(Outcome.WARN);
        assertThat(judged(Rule.LOT_RECORDED, unknown).inputs()).isEmpty();
        assertThat(judged(Rule.LOT_RECORDED, AS_PLANNED).outcome()).isEqualTo(Outcome.PASS);
        assertThat(judged(Rule.LOT_RECORDED, AS_PLANNED).inputs()).isEqualTo(Map.of("lot", "KT-0001"));
    }

    @Test
    void nothingIsRefusedForItHasBeenGiven() {
        var everythingWrong = new EndRules.Given(new BigDecimal("900"), new BigDecimal("1"), null, false);
        var verdicts = EndRules.evaluate(Chart.started(ShippedRules.IV).at(minute(700)), everythingWrong);

        assertThat(verdicts).extracting(Verdict::outcome).containsOnly(Outcome.WARN);
        assertThat(verdicts).extracting(Verdict::overridableBy).containsOnlyNulls();
    }

    private static Snapshot atTheEnd() {
        return Chart.started(ShippedRules.IV).at(minute(40));
    }

    private static Verdict judged(Rule rule, EndRules.Given given) {
        List<Verdict> verdicts = EndRules.evaluate(atTheEnd(), given);
        return Chart.of(rule, verdicts);
    }

    private static EndRules.Given given(String administeredMg, String deliveredMg, boolean stoppedEarly) {
        var delivered = deliveredMg == null ? null : new BigDecimal(deliveredMg);
        return new EndRules.Given(new BigDecimal(administeredMg), delivered, "KT-0001", stoppedEarly);
    }
}
