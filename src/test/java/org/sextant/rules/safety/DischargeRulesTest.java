package org.sextant.rules.safety;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sextant.rules.safety.Chart.A_MICROSECOND;
import static org.sextant.rules.safety.Chart.minute;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.sextant.rules.protocol.DischargeCriterion;

class DischargeRulesTest {

    private static final Instant LEAVING = minute(100);
    private static final Map<DischargeCriterion, Boolean> NOT_ASKED = Map.of();

    @ParameterizedTest
    @CsvSource({"PT59M59.999999S, BLOCK", "PT60M, PASS", "PT60M0.000001S, PASS"})
    void anInfusedPatientIsObservedFromTheEnd(Duration sinceTheEnd, Outcome expected) {
        var chart = Chart.started(ShippedRules.IV).ended(minute(40));

        var verdict = judged(Rule.OBSERVATION_COMPLETE, chart, minute(40).plus(sinceTheEnd), all(true));
        assertThat(verdict.outcome()).isEqualTo(expected);
        assertThat(verdict.inputs()).containsEntry("from", minute(40).toString());
        assertThat(verdict.limit()).isEqualTo(Map.of("observeMinutes", 60));
    }

    @ParameterizedTest
    @CsvSource({"PT1H59M59.999999S, BLOCK", "PT2H, PASS"})
    void aPatientWhoWasNotInfusedIsObservedFromTheStart(Duration sinceTheStart, Outcome expected) {
        var chart = Chart.started(ShippedRules.ESKETAMINE).ended(minute(10));

        var verdict = judged(Rule.OBSERVATION_COMPLETE, chart, Chart.START.plus(sinceTheStart), all(true));
        assertThat(verdict.outcome()).isEqualTo(expected);
        assertThat(verdict.inputs()).containsEntry("from", Chart.START.toString());
    }

    /** What counts is the time that has passed, not what a clock says that runs up to five minutes ahead. */
    @ParameterizedTest
    @CsvSource({
        "PT55M, PT60M, 55, BLOCK",
        "PT59M59.999999S, PT64M, 59, BLOCK",
        "PT60M, PT65M, 60, PASS",
        "PT70M, PT60M, 60, PASS"
    })
    void aClockThatRunsAheadDoesNotShortenTheObservation(Duration now, Duration sent, long minutes, Outcome expected) {
        for (var chart : List.of(
                Chart.started(ShippedRules.IV).ended(minute(40)),
                Chart.started(ShippedRules.ivWithout("/infusionMinutes")).ended(minute(5)))) {
            var from = chart.rules().infused() ? minute(40) : Chart.START;
            var snapshot = chart.at(from.plus(sent), from.plus(now));

            var verdict = Chart.of(
                    Rule.OBSERVATION_COMPLETE, DischargeRules.evaluate(snapshot, all(true), DischargeFacts.NONE));
            assertThat(verdict.outcome()).isEqualTo(expected);
            assertThat(verdict.inputs()).containsEntry("minutes", minutes);
        }
    }

    /** The end lies in the future by the service's clock: nothing has passed since. */
    /** What the REMS form suggests as the time until the patient was ready. */
    @Test
    void aPatientIsSettledWhenWhatTheProtocolAsksForIsOver() {
        var base = Chart.started(ShippedRules.ESKETAMINE).with(Measured.normal(minute(-5)));
        var drowsy = base.with(Measured.SEDATION.reading(minute(60), 4));
        var awake = base.with(Measured.SEDATION.reading(minute(60), 5));

        assertThat(DischargeRules.settled(drowsy.at(minute(60)))).isFalse();
        assertThat(DischargeRules.settled(awake.at(minute(60)))).isTrue();
    }

    @Test
    void anEndThatLiesAheadHasNotBeenObservedAtAll() {
        var chart = Chart.started(ShippedRules.IV).ended(minute(40));
        var verdict = Chart.of(
                Rule.OBSERVATION_COMPLETE,
                DischargeRules.evaluate(chart.at(minute(41), minute(36)), all(true), DischargeFacts.NONE));

        assertThat(verdict.outcome()).isEqualTo(Outcome.BLOCK);
        assertThat(verdict.detail()).isEqualTo("The patient has been observed for 0 of 60 minutes.");
    }

    @Test
    void aProtocolMayAskForNoObservation() {
        var chart = Chart.started(ShippedRules.ivWithout("/monitoring/observeMinutes"))
                .ended(LEAVING);

        assertThat(judged(Rule.OBSERVATION_COMPLETE, chart, LEAVING, all(true)).outcome())
                .isEqualTo(Outcome.PASS);
    }

    /** The baseline is 150/100: what is under 140/90 would do whatever the baseline. */
    @ParameterizedTest
    @CsvSource({
        "120, 95, PASS",
        "119, 95, BLOCK",
        "180, 95, PASS",
        "181, 95, BLOCK",
        "150, 80, PASS",
        "150, 79, BLOCK",
        "150, 120, PASS",
        "150, 121, BLOCK",
        "139, 89, PASS",
        "100, 89, PASS",
        "100, 90, BLOCK",
        "139, 70, PASS",
        "140, 70, BLOCK"
    })
    void thePressureIsNearTheBaselineOrLow(int systolic, int diastolic, Outcome expected) {
        var chart = observed()
                .with(Measured.pressure(minute(-5), 150, 100), Measured.pressure(minute(95), systolic, diastolic));

        assertThat(judged(Rule.VITALS_NEAR_BASELINE, chart).outcome()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"139, PASS", "140, BLOCK"})
    void withoutABaselineOnlyALowPressureWillDo(int systolic, Outcome expected) {
        var chart = observed().with(Measured.pressure(minute(95), systolic, 89));

        assertThat(judged(Rule.VITALS_NEAR_BASELINE, chart).outcome()).isEqualTo(expected);
    }

    @Test
    void theBaselineIsTheLastPressureAtOrBeforeTheStart() {
        var chart = observed()
                .with(
                        Measured.pressure(minute(-90), 200, 120),
                        Measured.pressure(Chart.START, 150, 100),
                        Measured.pressure(Chart.START.plus(A_MICROSECOND), 210, 130),
                        Measured.pressure(minute(95), 155, 100));

        var inputs = judged(Rule.VITALS_NEAR_BASELINE, chart).inputs();
        assertThat(inputs)
                .containsEntry("systolic", 155)
                .containsEntry("baselineSystolic", 150)
                .containsEntry("baselineDiastolic", 100)
                .containsEntry("takenAt", minute(95).toString());
    }

    @ParameterizedTest
    @CsvSource({"PT15M, PASS", "PT15M0.000001S, BLOCK"})
    void thePressureIsFresh(Duration age, Outcome expected) {
        var chart = observed().with(Measured.normal(LEAVING.minus(age)));

        assertThat(judged(Rule.VITALS_NEAR_BASELINE, chart).outcome()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "98, 95, PASS",
        "98, 94, PASS",
        "98, 93, BLOCK",
        "92, 92, PASS",
        "92, 91, BLOCK",
        ", 94, PASS",
        ", 93, BLOCK"
    })
    void spo2SufficesOrIsNotUnderItsBaseline(Integer baseline, int spo2, Outcome expected) {
        var chart =
                observed().with(Measured.SPO2.reading(minute(-5), baseline), Measured.SPO2.reading(minute(95), spo2));

        assertThat(judged(Rule.VITALS_NEAR_BASELINE, chart).outcome()).isEqualTo(expected);
    }

    @Test
    void anSpo2ThatIsMissingOrOldIsAWarning() {
        var old = LEAVING.minus(Duration.ofMinutes(15)).minus(A_MICROSECOND);
        var chart = observed().with(Measured.SPO2.reading(old, 98), Measured.SPO2.reading(minute(95), null));

        assertThat(judged(Rule.VITALS_NEAR_BASELINE, chart).outcome()).isEqualTo(Outcome.WARN);
    }

    @ParameterizedTest
    @CsvSource({"true, , PASS", "false, , BLOCK", "false, 99, PASS", "false, 100, PASS", "false, 101, BLOCK"})
    void sideEffectsAreMildOrOver(boolean mild, Integer resolvedMinute, Outcome expected) {
        var resolvedAt = resolvedMinute == null ? null : minute(resolvedMinute);
        var chart = observed().suffering(nausea(mild, minute(20), resolvedAt));

        assertThat(judged(Rule.SIDE_EFFECTS_SETTLED, chart).outcome()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"99, BLOCK", "100, BLOCK", "101, PASS"})
    void aSideEffectThatSetsInLaterKeepsNobody(int onsetMinute, Outcome expected) {
        var chart = observed().suffering(nausea(false, minute(onsetMinute), null));

        assertThat(judged(Rule.SIDE_EFFECTS_SETTLED, chart).outcome()).isEqualTo(expected);
    }

    /** Noted by a clock that runs ahead, two minutes before somebody wants to leave by another one. */
    @ParameterizedTest
    @CsvSource({"103, , BLOCK", "103, 104, PASS", "90, 103, PASS", "105, , BLOCK"})
    void aSideEffectOfAClockThatRunsAheadHasSetIn(int onsetMinute, Integer resolvedMinute, Outcome expected) {
        var resolvedAt = resolvedMinute == null ? null : minute(resolvedMinute);
        var chart = observed().suffering(nausea(false, minute(onsetMinute), resolvedAt));
        for (var left : List.of(LEAVING, LEAVING.minusSeconds(20), LEAVING.plusSeconds(20))) {
            var verdicts = DischargeRules.evaluate(chart.at(left, LEAVING), all(true), DischargeFacts.NONE);

            assertThat(Chart.of(Rule.SIDE_EFFECTS_SETTLED, verdicts).outcome()).isEqualTo(expected);
        }
    }

    @Test
    void aReadingOfAClockThatRunsAheadIsTheLastOne() {
        var chart = observed()
                .with(
                        Measured.normal(minute(-5)),
                        Measured.normal(minute(95)),
                        Measured.pressure(minute(103), 190, 115));

        assertThat(Chart.of(
                                Rule.VITALS_NEAR_BASELINE,
                                DischargeRules.evaluate(chart.at(LEAVING, LEAVING), all(true), DischargeFacts.NONE))
                        .outcome())
                .isEqualTo(Outcome.BLOCK);
        assertThat(judged(Rule.VITALS_NEAR_BASELINE, chart).outcome()).isEqualTo(Outcome.PASS);
    }

    @Test
    void theSideEffectsThatLastAreNamed() {
        var chart = observed()
                .suffering(
                        nausea(false, minute(20), null),
                        nausea(true, minute(20), null),
                        new SideEffectFact(
                                UUID.randomUUID(), "DIZZINESS", false, false, false, minute(30), minute(31), null));

        var verdict = judged(Rule.SIDE_EFFECTS_SETTLED, chart);
        assertThat(verdict.inputs()).containsEntry("lasting", List.of("DIZZINESS", "NAUSEA"));
        assertThat(verdict.detail()).contains("DIZZINESS, NAUSEA");
    }

    @ParameterizedTest
    @EnumSource(names = {"ORIENTED", "AMBULATORY", "ESCORT_PRESENT"})
    void whatCannotBeComputedIsTheWordOfStaff(DischargeCriterion criterion) {
        var rule = Rule.valueOf(criterion.name());
        var chart = inGoodOrder();

        assertThat(judged(rule, chart, LEAVING, NOT_ASKED).outcome()).isEqualTo(Outcome.WARN);
        assertThat(judged(rule, chart, LEAVING, NOT_ASKED).inputs()).doesNotContainKey("stated");
        assertThat(judged(rule, chart, LEAVING, all(true)).outcome()).isEqualTo(Outcome.PASS);
        assertThat(judged(rule, chart, LEAVING, all(true)).inputs()).containsEntry("stated", true);
    }

    @ParameterizedTest
    @EnumSource(DischargeCriterion.class)
    void whatStaffStateNotToHoldBlocks(DischargeCriterion criterion) {
        var stated = all(true);
        stated.put(criterion, false);

        var chart = new Chart(
                ShippedRules.EVERY_CRITERION,
                inGoodOrder().visit(),
                inGoodOrder().readings(),
                List.of());
        var verdicts = DischargeRules.evaluate(chart.at(LEAVING), stated, DischargeFacts.NONE);

        assertThat(Verdict.blocking(verdicts)).extracting(Verdict::rule).containsExactly(criterion.name());
        assertThat(Chart.of(Rule.valueOf(criterion.name()), verdicts).inputs()).containsEntry("stated", false);
    }

    @Test
    void staffCannotStateAwayWhatIsComputed() {
        var chart = Chart.started(ShippedRules.IV).ended(minute(99)).suffering(nausea(false, minute(20), null));

        assertThat(Verdict.blocking(DischargeRules.evaluate(chart.at(LEAVING), all(true), DischargeFacts.NONE)))
                .extracting(Verdict::rule)
                .containsExactly("OBSERVATION_COMPLETE", "VITALS_NEAR_BASELINE", "SIDE_EFFECTS_SETTLED");
    }

    @Test
    void anEscortWhomNobodyNamesIsAWarning() {
        var verdict = judged(Rule.ESCORT_PRESENT, observed());

        assertThat(verdict.outcome()).isEqualTo(Outcome.WARN);
        assertThat(verdict.inputs()).containsEntry("named", false);
    }

    @Test
    void onlyTheCriteriaOfTheProtocolAreJudged() {
        var chart = Chart.started(ShippedRules.ivWith("/discharge", List.of("ORIENTED", "ESCORT_PRESENT")));

        assertThat(DischargeRules.evaluate(chart.at(LEAVING), NOT_ASKED, DischargeFacts.NONE))
                .extracting(Verdict::rule)
                .containsExactly("ORIENTED", "ESCORT_PRESENT");
    }

    @Test
    void aPatientInGoodOrderPassesThroughout() {
        assertThat(DischargeRules.evaluate(inGoodOrder().at(LEAVING), all(true), DischargeFacts.NONE))
                .hasSize(8)
                .extracting(Verdict::outcome)
                .containsOnly(Outcome.PASS);
    }

    private static Chart observed() {
        return Chart.started(ShippedRules.IV).ended(minute(40));
    }

    private static Chart inGoodOrder() {
        return observed().escorted().with(Measured.normal(minute(-5)), Measured.normal(minute(95)));
    }

    private static SideEffectFact nausea(boolean mild, Instant onsetAt, Instant resolvedAt) {
        return new SideEffectFact(UUID.randomUUID(), "NAUSEA", mild, false, false, onsetAt, onsetAt, resolvedAt);
    }

    private static Map<DischargeCriterion, Boolean> all(boolean stated) {
        var criteria = new EnumMap<DischargeCriterion, Boolean>(DischargeCriterion.class);
        List.of(DischargeCriterion.values()).forEach(criterion -> criteria.put(criterion, stated));
        return criteria;
    }

    private static Verdict judged(Rule rule, Chart chart) {
        return judged(rule, chart, LEAVING, all(true));
    }

    private static Verdict judged(Rule rule, Chart chart, Instant at, Map<DischargeCriterion, Boolean> stated) {
        return Chart.of(rule, DischargeRules.evaluate(chart.at(at), stated, DischargeFacts.NONE));
    }
}
