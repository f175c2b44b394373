package org.sextant.rules.safety;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sextant.rules.safety.Chart.A_MICROSECOND;
import static org.sextant.rules.safety.Chart.START;
import static org.sextant.rules.safety.Chart.minute;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.sextant.rules.protocol.Rules;
import org.sextant.rules.protocol.TestRules;

class StartRulesTest {

    private static final BigDecimal USUAL = new BigDecimal("0.5");

    @ParameterizedTest
    @CsvSource({
        "SYSTOLIC, 89, BLOCK", "SYSTOLIC, 90, PASS", "SYSTOLIC, 91, PASS",
        "SYSTOLIC, 139, PASS", "SYSTOLIC, 140, PASS", "SYSTOLIC, 141, WARN",
        "SYSTOLIC, 159, WARN", "SYSTOLIC, 160, WARN", "SYSTOLIC, 161, BLOCK",
        "DIASTOLIC, 89, PASS", "DIASTOLIC, 90, PASS", "DIASTOLIC, 91, WARN",
        "DIASTOLIC, 99, WARN", "DIASTOLIC, 100, WARN", "DIASTOLIC, 101, BLOCK",
        "SPO2, 93, BLOCK", "SPO2, 94, PASS", "SPO2, 95, PASS",
        "HEART_RATE, 49, BLOCK", "HEART_RATE, 50, PASS", "HEART_RATE, 51, PASS",
        "HEART_RATE, 109, PASS", "HEART_RATE, 110, PASS", "HEART_RATE, 111, BLOCK",
    })
    void aBaselineHasToBeWithinTheLimits(Measured measured, int value, Outcome expected) {
        var chart = Chart.checkedIn(ShippedRules.IV).with(measured.reading(minute(-5), value));

        assertThat(judged(ruleOf(measured), chart).outcome()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "/limits/warnSystolicAbove, SYSTOLIC, 160, PASS",
        "/limits/holdSystolicAbove, SYSTOLIC, 300, WARN",
        "/limits/holdSystolicBelow, SYSTOLIC, 30, PASS",
        "/limits/warnDiastolicAbove, DIASTOLIC, 100, PASS",
        "/limits/holdDiastolicAbove, DIASTOLIC, 200, WARN",
        "/limits/holdSpo2Below, SPO2, 20, PASS",
        "/limits/holdHeartRateBelow, HEART_RATE, 10, PASS",
        "/limits/holdHeartRateAbove, HEART_RATE, 300, PASS",
    })
    void aLimitThatIsNotSetIsNotJudged(String pointer, Measured measured, int value, Outcome expected) {
        var chart = Chart.checkedIn(ShippedRules.ivWithout(pointer)).with(measured.reading(minute(-5), value));

        var verdict = judged(ruleOf(measured), chart);
        assertThat(verdict.outcome()).isEqualTo(expected);
        assertThat(verdict.limit()).doesNotContainKey(pointer.replace("/limits/", ""));
    }

    @ParameterizedTest
    @EnumSource(names = {"SYSTOLIC", "DIASTOLIC", "SPO2", "HEART_RATE"})
    void whatWasNotMeasuredIsAWarning(Measured measured) {
        var chart = Chart.checkedIn(ShippedRules.IV).with(measured.reading(minute(-5), null));

        var verdict = judged(ruleOf(measured), chart);
        assertThat(verdict.outcome()).isEqualTo(Outcome.WARN);
        assertThat(verdict.inputs()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"SYSTOLIC", "DIASTOLIC", "SPO2", "HEART_RATE"})
    void whatWasNotMeasuredIsNoMatterWithoutALimit(Measured measured) {
        var chart = Chart.checkedIn(ShippedRules.ivWithout("/limits")).with(measured.reading(minute(-5), null));

        assertThat(judged(ruleOf(measured), chart).outcome()).isEqualTo(Outcome.PASS);
    }

    @ParameterizedTest
    @CsvSource({"PT29M59.999999S, PASS", "PT30M, PASS", "PT30M0.000001S, BLOCK"})
    void theBaselineIsAtMostHalfAnHourOld(Duration age, Outcome expected) {
        var chart = Chart.checkedIn(ShippedRules.IV).with(Measured.normal(START.minus(age)));

        assertThat(judged(Rule.BASELINE_TAKEN, chart).outcome()).isEqualTo(expected);
    }

    @Test
    void whatIsOldAndGoodIsAWarningAndWhatWasBadIsStillBad() {
        var late = START.minus(Duration.ofMinutes(30));
        var chart = Chart.checkedIn(ShippedRules.IV);

        assertThat(judged(Rule.BASELINE_SPO2, chart.with(Measured.SPO2.reading(late, 93)))
                        .outcome())
                .isEqualTo(Outcome.BLOCK);
        assertThat(judged(Rule.BASELINE_SPO2, chart.with(Measured.SPO2.reading(late.minus(A_MICROSECOND), 93)))
                        .outcome())
                .isEqualTo(Outcome.BLOCK);
        assertThat(judged(Rule.BASELINE_SPO2, chart.with(Measured.SPO2.reading(late, 94)))
                        .outcome())
                .isEqualTo(Outcome.PASS);
        assertThat(judged(Rule.BASELINE_SPO2, chart.with(Measured.SPO2.reading(late.minus(A_MICROSECOND), 94)))
                        .outcome())
                .isEqualTo(Outcome.WARN);
    }

    @Test
    void withoutABloodPressureThereIsNoBaseline() {
        var nothing = Chart.checkedIn(ShippedRules.IV);

        assertThat(judged(Rule.BASELINE_TAKEN, nothing).outcome()).isEqualTo(Outcome.BLOCK);
        assertThat(judged(Rule.BASELINE_TAKEN, nothing.with(Measured.nothing(minute(-5))))
                        .outcome())
                .isEqualTo(Outcome.BLOCK);
        assertThat(judged(Rule.BASELINE_TAKEN, nothing.with(Measured.withoutPressure(minute(-5))))
                        .outcome())
                .isEqualTo(Outcome.BLOCK);
    }

    @Test
    void aReadingAfterTheMomentIsNoBaseline() {
        var chart = Chart.checkedIn(ShippedRules.IV);

        assertThat(judged(Rule.BASELINE_TAKEN, chart.with(Measured.normal(START)))
                        .outcome())
                .isEqualTo(Outcome.PASS);
        assertThat(judged(Rule.BASELINE_TAKEN, chart.with(Measured.normal(START.plus(A_MICROSECOND))))
                        .outcome())
                .isEqualTo(Outcome.BLOCK);
    }

    @Test
    void aProtocolMayAskForNoBaseline() {
        var chart = Chart.checkedIn(ShippedRules.ivWithout("/monitoring/baselineWithinMinutes"));

        assertThat(judged(Rule.BASELINE_TAKEN, chart).outcome()).isEqualTo(Outcome.PASS);
        var old = chart.with(Measured.SYSTOLIC.reading(minute(-600), 161));
        assertThat(judged(Rule.BASELINE_TAKEN, old).outcome()).isEqualTo(Outcome.PASS);
        assertThat(judged(Rule.BASELINE_SYSTOLIC, old).outcome()).isEqualTo(Outcome.BLOCK);
    }

    @Test
    void theLastMeasurementCountsInWhateverOrderTheyCame() {
        var high = Measured.SYSTOLIC.reading(minute(-20), 170);
        var low = Measured.SYSTOLIC.reading(minute(-10), 130);
        var unmeasured = Measured.withoutPressure(minute(-1));

        var chart = Chart.checkedIn(ShippedRules.IV).with(unmeasured, low, high);

        assertThat(judged(Rule.BASELINE_SYSTOLIC, chart).inputs()).containsEntry("systolic", 130);
        assertThat(judged(Rule.BASELINE_TAKEN, chart).inputs())
                .containsEntry("takenAt", minute(-10).toString());
    }

    @ParameterizedTest
    @CsvSource({"0.5, PASS", "0.999, PASS", "1.0, PASS", "1.001, WARN", "1.499, WARN", "1.500, WARN", "1.501, BLOCK"})
    void aHighDoseIsAWarningAndAHigherOneRefused(BigDecimal mgPerKg, Outcome expected) {
        assertThat(judged(Rule.DOSE_LIMIT, ready(ShippedRules.IV), mgPerKg).outcome())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "/dose/warnAboveMgPerKg, 1.5, PASS",
        "/dose/warnAboveMgPerKg, 1.501, BLOCK",
        "/dose/refuseAboveMgPerKg, 10, WARN"
    })
    void aLimitOfTheDoseThatIsNotSetIsNotJudged(String pointer, BigDecimal mgPerKg, Outcome expected) {
        assertThat(judged(Rule.DOSE_LIMIT, ready(ShippedRules.ivWithout(pointer)), mgPerKg)
                        .outcome())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"199.98, 99.99, PASS", "200.00, 100.00, PASS", "200.01, 100.01, WARN", "400.00, 200.00, WARN"})
    void aDoseOverTheCapIsAWarning(String weightKg, BigDecimal computedMg, Outcome expected) {
        var chart = ready(ShippedRules.IV).weighing(weightKg, minute(-10));

        var verdict = judged(Rule.DOSE_CAP, chart);
        assertThat(verdict.outcome()).isEqualTo(expected);
        assertThat(verdict.inputs()).containsEntry("computedMg", computedMg).containsEntry("mgPerKg", USUAL);
        assertThat(verdict.limit()).containsEntry("maxMg", new BigDecimal("100"));
    }

    @Test
    void withoutACapNothingIsCut() {
        var chart = ready(ShippedRules.ivWithout("/dose/maxMg")).weighing("400", minute(-10));

        assertThat(judged(Rule.DOSE_CAP, chart).outcome()).isEqualTo(Outcome.PASS);
    }

    @ParameterizedTest
    @CsvSource({"P29D, PASS", "P30D, PASS", "P30DT0.000001S, BLOCK"})
    void theWeightIsAtMostThirtyDaysOld(Duration age, Outcome expected) {
        assertThat(judged(Rule.WEIGHT_AGE, ready(ShippedRules.IV).weighing("72", START.minus(age)))
                        .outcome())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "PT12H, 1, BLOCK",
        "PT35H59M59.999999S, 1, BLOCK",
        "PT36H, 2, PASS",
        "PT47H59M59.999999S, 2, PASS",
        "PT59H59M59.999999S, 2, PASS",
        "PT60H, 3, PASS",
    })
    void daysBetweenSessionsAreRoundedToTheNearest(Duration passed, long days, Outcome expected) {
        var verdict = judged(Rule.DAYS_BETWEEN_SESSIONS, ready(ShippedRules.IV).after(START.minus(passed)));

        assertThat(verdict.outcome()).isEqualTo(expected);
        assertThat(verdict.inputs()).containsEntry("days", days);
        assertThat(verdict.limit()).isEqualTo(Map.of("minDaysBetweenSessions", 2));
    }

    @Test
    void aReadingOfAClockThatRunsAheadIsTheLastOne() {
        var chart = ready(ShippedRules.IV).with(Measured.pressure(minute(3), 170, 90));

        var now = StartRules.evaluate(chart.at(START, START), USUAL, StartFacts.NONE);
        var late = StartRules.evaluate(chart.at(START), USUAL, StartFacts.NONE);
        assertThat(Chart.of(Rule.BASELINE_SYSTOLIC, now).outcome()).isEqualTo(Outcome.BLOCK);
        assertThat(Chart.of(Rule.BASELINE_SYSTOLIC, late).outcome()).isEqualTo(Outcome.PASS);
    }

    /** Noted ahead of the start, it would be a reading of the infusion afterwards, with nothing to compare it with. */
    @Test
    void aReadingOfAClockThatRunsAheadIsNoBaseline() {
        var chart = Chart.checkedIn(ShippedRules.IV).with(Measured.normal(minute(3)));

        var verdicts = StartRules.evaluate(chart.at(START, START), USUAL, StartFacts.NONE);
        assertThat(Chart.of(Rule.BASELINE_TAKEN, verdicts).outcome()).isEqualTo(Outcome.BLOCK);
    }

    @Test
    void aClockThatRunsAheadBringsTheNextSessionNoNearer() {
        var chart = ready(ShippedRules.IV).after(START.minus(Duration.ofHours(36)));
        var ahead = StartRules.evaluate(chart.at(START, START.minus(Duration.ofMinutes(5))), USUAL, StartFacts.NONE);
        var inTime = StartRules.evaluate(chart.at(START, START), USUAL, StartFacts.NONE);

        assertThat(Chart.of(Rule.DAYS_BETWEEN_SESSIONS, ahead).outcome()).isEqualTo(Outcome.BLOCK);
        assertThat(Chart.of(Rule.DAYS_BETWEEN_SESSIONS, inTime).outcome()).isEqualTo(Outcome.PASS);
    }

    @Test
    void aFirstSessionOrOneThatMayFollowAtOnceWaitsForNothing() {
        var atOnce = ready(ShippedRules.ivWith("/minDaysBetweenSessions", 0)).after(minute(-60));

        assertThat(judged(Rule.DAYS_BETWEEN_SESSIONS, atOnce).outcome()).isEqualTo(Outcome.PASS);
        assertThat(judged(Rule.DAYS_BETWEEN_SESSIONS, ready(ShippedRules.IV)).outcome())
                .isEqualTo(Outcome.PASS);
    }

    @Test
    void aFixedDoseIsJudgedByNoWeight() {
        assertThat(StartRules.evaluate(ready(ShippedRules.ESKETAMINE).at(START), null, StartFacts.NONE))
                .extracting(Verdict::rule)
                .containsExactly(
                        "BASELINE_TAKEN",
                        "BASELINE_SYSTOLIC",
                        "BASELINE_DIASTOLIC",
                        "BASELINE_SPO2",
                        "BASELINE_HEART_RATE",
                        "FIRST_DOSE",
                        "WEIGHT_CHANGE",
                        "AGE_LIMIT",
                        "DAYS_BETWEEN_SESSIONS",
                        "SUICIDE_RISK_OPEN",
                        "REMS_ENROLLED");
    }

    @ParameterizedTest
    @CsvSource({"56, true, PASS", "84, true, WARN", "84, false, PASS", "28, true, PASS"})
    void aFirstDoseAboveTheLimitIsWarnedOf(BigDecimal mg, boolean first, Outcome expected) {
        var dose = TestRules.dose("mg", 56, "options", List.of(28, 56, 84), "firstSessionWarnAboveMg", 56);
        var chart = ready(TestRules.rules("dose", dose));
        var verdicts = StartRules.evaluateDose(chart.at(START), new StartDose(null, mg), facts(first));

        assertThat(Chart.of(Rule.FIRST_DOSE, verdicts).outcome()).isEqualTo(expected);
    }

    private static StartFacts facts(boolean firstWithDrug) {
        var none = StartFacts.NONE;
        return new StartFacts(
                none.patient(),
                none.weight(),
                firstWithDrug,
                none.suicideRisk(),
                none.clearances(),
                none.firstOfCourse());
    }

    @Test
    void aPatientInGoodOrderPassesThroughout() {
        assertThat(StartRules.evaluate(ready(ShippedRules.IV).at(START), USUAL, StartFacts.NONE))
                .filteredOn(verdict -> verdict.outcome() != Outcome.PASS)
                .extracting(Verdict::detail)
                .containsExactly("The age of the patient is not known.");
    }

    private static Chart ready(Rules rules) {
        return Chart.checkedIn(rules).with(Measured.normal(minute(-5)));
    }

    private static Rule ruleOf(Measured measured) {
        return Rule.valueOf("BASELINE_" + measured.name());
    }

    private static Verdict judged(Rule rule, Chart chart) {
        return judged(rule, chart, USUAL);
    }

    private static Verdict judged(Rule rule, Chart chart, BigDecimal mgPerKg) {
        return Chart.of(rule, StartRules.evaluate(chart.at(START), mgPerKg, StartFacts.NONE));
    }
}
