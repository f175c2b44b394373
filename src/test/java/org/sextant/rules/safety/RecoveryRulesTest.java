package org.sextant.rules.safety;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sextant.rules.safety.Chart.A_MICROSECOND;
import static org.sextant.rules.safety.Chart.minute;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sextant.rules.protocol.DischargeCriterion;
import org.sextant.rules.protocol.Rules;

/** The criteria that the chart alone decides. */
class RecoveryRulesTest {

    private static final Instant LEAVING = minute(100);
    private static final Rules RULES = ShippedRules.ivWith(
            "/discharge",
            List.of(
                    DischargeCriterion.SEDATION_RESOLVED,
                    DischargeCriterion.DISSOCIATION_RESOLVED,
                    DischargeCriterion.BREATHING_NORMAL,
                    DischargeCriterion.ALERTS_SEEN,
                    DischargeCriterion.SUICIDE_RISK_REVIEWED));

    @ParameterizedTest
    @CsvSource({
        "SEDATION, 5, SEDATION_RESOLVED, PASS",
        "SEDATION, 4, SEDATION_RESOLVED, BLOCK",
        "SEDATION, , SEDATION_RESOLVED, BLOCK",
        "RESPIRATORY_RATE, 9, BREATHING_NORMAL, BLOCK",
        "RESPIRATORY_RATE, 10, BREATHING_NORMAL, PASS",
        "RESPIRATORY_RATE, 30, BREATHING_NORMAL, PASS",
        "RESPIRATORY_RATE, 31, BREATHING_NORMAL, BLOCK",
        "RESPIRATORY_RATE, , BREATHING_NORMAL, BLOCK",
        "SPO2, 94, BREATHING_NORMAL, PASS",
        "SPO2, 93, BREATHING_NORMAL, BLOCK",
        "SPO2, , BREATHING_NORMAL, BLOCK"
    })
    void theLastReadingDecides(Measured measured, Integer value, Rule rule, Outcome expected) {
        var chart = observed().with(measured.reading(minute(95), value));

        assertThat(judged(rule, chart).outcome()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"PT15M, PASS", "PT15M0.000001S, BLOCK", "PT16M, BLOCK"})
    void theReadingIsFresh(Duration age, Outcome expected) {
        var chart = observed().with(Measured.normal(LEAVING.minus(age)));

        assertThat(judged(Rule.SEDATION_RESOLVED, chart).outcome()).isEqualTo(expected);
        assertThat(judged(Rule.BREATHING_NORMAL, chart).outcome()).isEqualTo(expected);
    }

    /** A later reading without the measurement leaves the last one that has it. */
    @Test
    void eachMeasurementHasItsOwnLastReading() {
        var chart = observed()
                .with(
                        Measured.SEDATION.reading(minute(90), 4),
                        Measured.SEDATION.reading(minute(95), null),
                        Measured.RESPIRATORY_RATE.reading(minute(96), 8));

        assertThat(judged(Rule.SEDATION_RESOLVED, chart).inputs())
                .containsEntry("sedation", 5)
                .containsEntry("takenAt", minute(96).toString());
        assertThat(judged(Rule.BREATHING_NORMAL, chart).inputs()).containsEntry("respiratoryRate", 8);
    }

    @ParameterizedTest
    @CsvSource({
        "DROWSINESS, SEDATION_RESOLVED",
        "DISSOCIATION, DISSOCIATION_RESOLVED",
        "HYPOXIA, BREATHING_NORMAL",
        "RESPIRATORY_DEPRESSION, BREATHING_NORMAL",
        "APNOEA, BREATHING_NORMAL",
        "LARYNGOSPASM, BREATHING_NORMAL"
    })
    void noEffectOfTheDrugLasts(String effect, Rule rule) {
        var awake = observed().with(Measured.normal(minute(95)));

        assertThat(blocking(awake.suffering(mild(effect, minute(20), null)))).containsExactly(rule.name());
        assertThat(blocking(awake.suffering(mild(effect, minute(20), LEAVING)))).isEmpty();
        assertThat(blocking(awake.suffering(mild(effect, minute(20), LEAVING.plus(A_MICROSECOND)))))
                .containsExactly(rule.name());
        assertThat(blocking(awake.suffering(mild("HEADACHE", minute(20), null))))
                .isEmpty();
    }

    @Test
    void aProtocolWithoutLimitsStillAsksForTheMeasurement() {
        var unlimited =
                ShippedRules.ivWithout("/limits/alertRespiratoryRateBelow", "/limits/alertRespiratoryRateAbove");
        var chart = Chart.started(unlimited).ended(minute(40)).with(Measured.RESPIRATORY_RATE.reading(minute(95), 3));
        var verdict = new RecoveryRules(
                        chart.at(LEAVING),
                        new VerdictBuilder(
                                Rule.BREATHING_NORMAL, chart.at(LEAVING).revision()))
                .breathing();

        assertThat(verdict.outcome()).isEqualTo(Outcome.PASS);
    }

    @Test
    void alertsThatNobodyHasSeenAreNamed() {
        var facts = new DischargeFacts(List.of("SYSTOLIC_HIGH", "SPO2_LOW"), SuicideRiskFacts.NONE);
        var verdict = Chart.of(Rule.ALERTS_SEEN, evaluate(observed(), facts));

        assertThat(verdict.outcome()).isEqualTo(Outcome.BLOCK);
        assertThat(verdict.detail())
                .isEqualTo("Critical alerts that nobody has acknowledged: SYSTOLIC_HIGH, SPO2_LOW.");
        assertThat(judged(Rule.ALERTS_SEEN, observed()).outcome()).isEqualTo(Outcome.PASS);
    }

    private static Chart observed() {
        return Chart.started(RULES).ended(minute(40));
    }

    private static SideEffectFact mild(String effect, Instant onsetAt, Instant resolvedAt) {
        return new SideEffectFact(UUID.randomUUID(), effect, true, false, false, onsetAt, onsetAt, resolvedAt);
    }

    private static List<String> blocking(Chart chart) {
        return Verdict.blocking(evaluate(chart, DischargeFacts.NONE)).stream()
                .map(Verdict::rule)
                .toList();
    }

    private static Verdict judged(Rule rule, Chart chart) {
        return Chart.of(rule, evaluate(chart, DischargeFacts.NONE));
    }

    private static List<Verdict> evaluate(Chart chart, DischargeFacts facts) {
        return DischargeRules.evaluate(chart.at(LEAVING), Map.of(), facts);
    }
}
