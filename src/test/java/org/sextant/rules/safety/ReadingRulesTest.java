package org.sextant.rules.safety;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sextant.rules.safety.Chart.A_MICROSECOND;
import static org.sextant.rules.safety.Chart.START;
import static org.sextant.rules.safety.Chart.minute;

import java.math.BigDecimal;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.sextant.rules.protocol.Rules;

class ReadingRulesTest {

    private static final Reading BASELINE = Measured.SYSTOLIC.reading(minute(-5), 120);
    private static final Reading RISEN_AT_10 = Measured.SYSTOLIC.reading(minute(10), 156);
    private static final Reading LEVEL_AT_15 = Measured.SYSTOLIC.reading(minute(15), 155);
    private static final Reading UNMEASURED_AT_15 = Measured.withoutPressure(minute(15));
    private static final Reading RISEN_AT_20 = Measured.SYSTOLIC.reading(minute(20), 156);
    private static final Reading RISEN_AT_30 = Measured.SYSTOLIC.reading(minute(30), 170);

    @ParameterizedTest
    @CsvSource({
        "SYSTOLIC, 181, SYSTOLIC_HIGH, 180, Systolic 181 mmHg is above 180 mmHg",
        "DIASTOLIC, 111, DIASTOLIC_HIGH, 110, Diastolic 111 mmHg is above 110 mmHg",
        "SYSTOLIC, 89, SYSTOLIC_LOW, 90, Systolic 89 mmHg is below 90 mmHg",
        "HEART_RATE, 131, HEART_RATE_HIGH, 130, Heart rate 131/min is above 130/min",
        "HEART_RATE, 44, HEART_RATE_LOW, 45, Heart rate 44/min is below 45/min",
        "SPO2, 91, SPO2_LOW, 92, SpO2 91 % is below 92 %",
        "RESPIRATORY_RATE, 9, RESPIRATORY_RATE_LOW, 10, Respiratory rate 9/min is below 10/min",
        "RESPIRATORY_RATE, 31, RESPIRATORY_RATE_HIGH, 30, Respiratory rate 31/min is above 30/min",
        "SEDATION, 2, SEDATION_DEEP, 2, Sedation (MOAA/S) 2 is not above 2",
        "SEDATION, 0, SEDATION_DEEP, 2, Sedation (MOAA/S) 0 is not above 2",
    })
    void whatIsOverALimitIsCritical(Measured measured, int value, AlertKind kind, int limit, String detail) {
        var reading = measured.reading(minute(10), value);

        assertThat(shown(ShippedRules.IV, reading))
                .containsExactly(new Finding(
                        kind,
                        AlertSeverity.CRITICAL,
                        reading.id(),
                        minute(10),
                        minute(10),
                        BigDecimal.valueOf(value),
                        BigDecimal.valueOf(limit),
                        detail,
                        null));
    }

    @ParameterizedTest
    @CsvSource({
        "SYSTOLIC, 179", "SYSTOLIC, 180", "DIASTOLIC, 109", "DIASTOLIC, 110", "SYSTOLIC, 90", "SYSTOLIC, 91",
        "HEART_RATE, 129", "HEART_RATE, 130", "HEART_RATE, 45", "HEART_RATE, 46", "SPO2, 94", "SPO2, 95",
        "RESPIRATORY_RATE, 10", "RESPIRATORY_RATE, 11", "RESPIRATORY_RATE, 29", "RESPIRATORY_RATE, 30", "SEDATION, 3"
    })
    void whatIsAtALimitOrWithinItShowsNothing(Measured measured, int value) {
        assertThat(shown(ShippedRules.IV, measured.reading(minute(10), value))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"93, WARNING, 94", "92, WARNING, 94", "91, CRITICAL, 92", "20, CRITICAL, 92"})
    void aLowSpo2IsAWarningAndALowerOneCritical(int spo2, AlertSeverity severity, BigDecimal limit) {
        assertThat(shown(ShippedRules.IV, Measured.SPO2.reading(minute(10), spo2)))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.severity()).isEqualTo(severity);
                    assertThat(finding.limit()).isEqualTo(limit);
                });
    }

    @Test
    void eitherLimitOfSpo2StandsAlone() {
        var low = Measured.SPO2.reading(minute(10), 91);

        assertThat(shown(ShippedRules.ivWithout("/limits/alertSpo2Below"), low))
                .extracting(Finding::severity)
                .containsExactly(AlertSeverity.WARNING);
        assertThat(shown(ShippedRules.ivWithout("/limits/warnSpo2Below"), low))
                .extracting(Finding::severity)
                .containsExactly(AlertSeverity.CRITICAL);
        assertThat(shown(ShippedRules.ivWithout("/limits/warnSpo2Below"), Measured.SPO2.reading(minute(10), 93)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/limits/alertSystolicAbove, SYSTOLIC, 300", "/limits/alertSystolicBelow, SYSTOLIC, 81",
        "/limits/alertDiastolicAbove, DIASTOLIC, 119", "/limits/alertHeartRateAbove, HEART_RATE, 300",
        "/limits/alertHeartRateBelow, HEART_RATE, 10", "/limits/alertRespiratoryRateBelow, RESPIRATORY_RATE, 0",
        "/limits/alertRespiratoryRateAbove, RESPIRATORY_RATE, 80", "/limits/alertSedationAtMost, SEDATION, 0"
    })
    void aLimitThatIsNotSetIsNotJudged(String pointer, Measured measured, int value) {
        var reading = measured.reading(minute(10), value);

        assertThat(shown(ShippedRules.IV, reading)).hasSize(1);
        assertThat(shown(ShippedRules.ivWithout(pointer), reading)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Measured.class)
    void whatWasNotMeasuredShowsNothing(Measured measured) {
        assertThat(shown(ShippedRules.IV, measured.reading(minute(10), null))).isEmpty();
    }

    @Test
    void aReadingMayShowMoreThanOneThing() {
        var reading = new Reading(UUID.randomUUID(), minute(10), minute(10), 190, 120, 140, 8, 85, 1);

        assertThat(shown(ShippedRules.IV, reading))
                .extracting(Finding::kind)
                .containsExactlyInAnyOrder(
                        AlertKind.SYSTOLIC_HIGH,
                        AlertKind.DIASTOLIC_HIGH,
                        AlertKind.HEART_RATE_HIGH,
                        AlertKind.RESPIRATORY_RATE_LOW,
                        AlertKind.SPO2_LOW,
                        AlertKind.SEDATION_DEEP);
    }

    @Test
    void aReadingBeforeTheStartIsJudgedAsWell() {
        var chart = Chart.checkedIn(ShippedRules.IV).with(Measured.SYSTOLIC.reading(minute(-5), 181));

        assertThat(ReadingRules.evaluate(chart.at(minute(-5))))
                .extracting(Finding::kind)
                .containsExactly(AlertKind.SYSTOLIC_HIGH);
    }

    @Test
    void twoReadingsThirtyPercentOverTheBaselineAreARise() {
        assertThat(shown(ShippedRules.IV, BASELINE, RISEN_AT_10, RISEN_AT_20))
                .containsExactly(new Finding(
                        AlertKind.SYSTOLIC_RISE,
                        AlertSeverity.CRITICAL,
                        RISEN_AT_20.id(),
                        minute(20),
                        minute(20),
                        BigDecimal.valueOf(156),
                        BigDecimal.valueOf(30),
                        "Systolic 156 mmHg is at least 30 % above the baseline of 120 mmHg, on two consecutive readings",
                        null));
    }

    @ParameterizedTest
    @CsvSource({"120, 155, 0", "120, 156, 1", "121, 157, 0", "121, 158, 1", "100, 129, 0", "100, 130, 1"})
    void aRiseOfExactlyThePercentageIsOne(int baseline, int systolic, int found) {
        var readings = List.of(
                Measured.SYSTOLIC.reading(minute(-5), baseline),
                Measured.SYSTOLIC.reading(minute(10), systolic),
                Measured.SYSTOLIC.reading(minute(20), systolic));

        assertThat(shown(ShippedRules.IV, readings.toArray(Reading[]::new))).hasSize(found);
    }

    @Test
    void oneRisenReadingIsNoRise() {
        assertThat(shown(ShippedRules.IV, BASELINE, RISEN_AT_10)).isEmpty();
        assertThat(shown(ShippedRules.IV, BASELINE, RISEN_AT_10, LEVEL_AT_15, RISEN_AT_20))
                .isEmpty();
    }

    @Test
    void aReadingWithoutAPressureDoesNotComeBetween() {
        assertThat(shown(ShippedRules.IV, BASELINE, RISEN_AT_10, UNMEASURED_AT_15, RISEN_AT_20))
                .extracting(Finding::sourceId)
                .containsExactly(RISEN_AT_20.id());
    }

    @Test
    void theOrderOfArrivalDoesNotMatter() {
        assertThat(shown(ShippedRules.IV, RISEN_AT_20, UNMEASURED_AT_15, BASELINE, RISEN_AT_10))
                .extracting(Finding::sourceId)
                .containsExactly(RISEN_AT_20.id());
        assertThat(shown(ShippedRules.IV, RISEN_AT_20, RISEN_AT_10, BASELINE, LEVEL_AT_15))
                .isEmpty();
    }

    @Test
    void eachFurtherRisenReadingIsFoundAsWell() {
        assertThat(shown(ShippedRules.IV, BASELINE, RISEN_AT_10, RISEN_AT_20, RISEN_AT_30))
                .extracting(Finding::sourceId)
                .containsExactly(RISEN_AT_20.id(), RISEN_AT_30.id());
    }

    @Test
    void theBaselineIsTheLastPressureAtOrBeforeTheStart() {
        var atTheStart = Measured.SYSTOLIC.reading(START, 140);
        var justAfter = Measured.SYSTOLIC.reading(START.plus(A_MICROSECOND), 156);

        assertThat(shown(ShippedRules.IV, BASELINE, atTheStart, RISEN_AT_10, RISEN_AT_20))
                .isEmpty();
        assertThat(shown(ShippedRules.IV, BASELINE, justAfter, RISEN_AT_10)).hasSize(1);
    }

    @Test
    void withoutABaselineOrAStartOrALimitNothingRises() {
        assertThat(shown(ShippedRules.IV, RISEN_AT_10, RISEN_AT_20, RISEN_AT_30))
                .isEmpty();
        assertThat(shown(
                        ShippedRules.ivWithout("/limits/alertSystolicRisePercent"), BASELINE, RISEN_AT_10, RISEN_AT_20))
                .isEmpty();
        var waiting = Chart.checkedIn(ShippedRules.IV).with(BASELINE, RISEN_AT_10, RISEN_AT_20);
        assertThat(ReadingRules.evaluate(waiting.at(minute(30)))).isEmpty();
    }

    @Test
    void aSeriousSideEffectIsCriticalASevereOneAWarningAndAnyOtherNothing() {
        var serious = sideEffect("APNOEA", false, true);
        var severe = sideEffect("NAUSEA", true, false);
        var both = sideEffect("SEIZURE", true, true);
        var moderate = sideEffect("HEADACHE", false, false);

        assertThat(ReadingRules.ofSideEffects(List.of(moderate, severe, serious, both)))
                .containsExactly(
                        finding(AlertKind.SERIOUS_SIDE_EFFECT, AlertSeverity.CRITICAL, serious, "serious"),
                        finding(AlertKind.SERIOUS_SIDE_EFFECT, AlertSeverity.CRITICAL, both, "serious"),
                        finding(AlertKind.SEVERE_SIDE_EFFECT, AlertSeverity.WARNING, severe, "severe"));
    }

    @Test
    void theTextNamesTheTimeByTheClockOfTheClinic() {
        var finding = shown(ShippedRules.IV, Measured.SYSTOLIC.reading(minute(10), 192))
                .get(0);

        assertThat(finding.withTime(ZoneId.of("America/New_York")).detail())
                .isEqualTo("Systolic 192 mmHg is above 180 mmHg, at 04:25 on 2026-03-02.");
        assertThat(finding.withTime(ZoneOffset.UTC).detail())
                .isEqualTo("Systolic 192 mmHg is above 180 mmHg, at 09:25 on 2026-03-02.");
    }

    private static SideEffectFact sideEffect(String effect, boolean severe, boolean serious) {
        return new SideEffectFact(
                UUID.randomUUID(), effect, false, severe, serious, minute(12), minute(13), minute(14));
    }

    private static Finding finding(AlertKind kind, AlertSeverity severity, SideEffectFact effect, String adjective) {
        var detail = "A %s side effect was recorded: %s".formatted(adjective, effect.effect());
        return new Finding(kind, severity, effect.id(), minute(12), minute(13), null, null, detail, detail + ".");
    }

    private static List<Finding> shown(Rules rules, Reading... readings) {
        return ReadingRules.evaluate(
                Chart.started(rules).with(Arrays.asList(readings)).at(minute(60)));
    }
}
