package org.sextant.rules.safety;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sextant.rules.protocol.TestRules.dose;
import static org.sextant.rules.protocol.TestRules.rules;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sextant.rules.protocol.Rules;
import org.sextant.rules.safety.RateChange.Kind;

/** A patient of 70 kg: 0.5 mg/kg over 40 minutes are 35 mg at 52.5 mg/h. */
class DoseRulesTest {

    private static final Instant START = Instant.parse("2026-03-02T09:15:00Z");
    private static final BigDecimal WEIGHT_KG = new BigDecimal("70");
    private static final BigDecimal PLANNED_MG = new BigDecimal("35");
    private static final BigDecimal NONE = BigDecimal.ZERO;

    private static final Rules IV = rules(
            "infusionMinutes",
            40,
            "dose",
            dose(
                    "mgPerKg",
                    new BigDecimal("0.5"),
                    "warnAboveMgPerKg",
                    new BigDecimal("1.0"),
                    "refuseAboveMgPerKg",
                    new BigDecimal("1.5"),
                    "refuseAboveMgPerKgPerHour",
                    new BigDecimal("2.25")));

    private static final ProtocolRevision REVISION = new ProtocolRevision("iv", 1, IV);

    @ParameterizedTest
    @CsvSource({
        "165, BLOCK, 2.357, BLOCK, 108.13, 1.545",
        "150, PASS, 2.143, WARN, 98.38, 1.405",
        "157.5, PASS, 2.25, WARN, 103.25, 1.475",
        "157.6, BLOCK, 2.251, WARN, 103.32, 1.476",
        "60, PASS, 0.857, PASS, 39.88, 0.57",
        "30, PASS, 0.429, PASS, 20.38, 0.291"
    })
    void aRateAtMinuteOne(
            String mgPerHour, Outcome rate, BigDecimal perHour, Outcome total, BigDecimal mg, BigDecimal mgPerKg) {
        var verdicts = DoseRules.atRate(REVISION, running(), minute(1), new BigDecimal(mgPerHour));

        var ofRate = Chart.of(Rule.RATE_LIMIT, verdicts);
        assertThat(ofRate.outcome()).isEqualTo(rate);
        assertThat((BigDecimal) ofRate.inputs().get("mgPerKgPerHour")).isEqualByComparingTo(perHour);
        var ofTotal = Chart.of(Rule.TOTAL_DOSE, verdicts);
        assertThat(ofTotal.outcome()).isEqualTo(total);
        assertThat((BigDecimal) ofTotal.inputs().get("projectedMg")).isEqualByComparingTo(mg);
        assertThat((BigDecimal) ofTotal.inputs().get("projectedMgPerKg")).isEqualByComparingTo(mgPerKg);
    }

    @Test
    void aRateThatIsNotRaisedIsNeverBlocked() {
        var fast = running(change(Kind.RATE, 1, "400"));
        for (var rate : List.of("400", "399", "200")) {
            assertThat(DoseRules.atRate(REVISION, fast, minute(2), new BigDecimal(rate)))
                    .as(rate)
                    .extracting(Verdict::outcome)
                    .containsExactly(Outcome.WARN, Outcome.WARN);
        }
        assertThat(Verdict.blocking(DoseRules.atRate(REVISION, fast, minute(2), new BigDecimal("401"))))
                .hasSize(2);
    }

    @Test
    void aRateAfterThePlannedTimeCountsForAMinute() {
        var verdict =
                Chart.of(Rule.TOTAL_DOSE, DoseRules.atRate(REVISION, running(), minute(50), new BigDecimal("120")));

        // 52.5 mg/h for 50 minutes, and 120 mg/h for one.
        assertThat(verdict.inputs()).containsEntry("projectedMg", new BigDecimal("45.75"));
    }

    @Test
    void aPauseDoesNotUseUpThePlannedTime() {
        var paused = running(change(Kind.PAUSE, 10, "0"));
        var verdict = Chart.of(Rule.TOTAL_DOSE, DoseRules.atRate(REVISION, paused, minute(30), new BigDecimal("52.5")));

        assertThat(verdict.inputs()).containsEntry("projectedMg", new BigDecimal("35.00"));
    }

    @ParameterizedTest
    @CsvSource({"35, PASS", "35.03, PASS", "35.04, WARN", "70, WARN", "70.03, WARN", "70.04, BLOCK"})
    void aFurtherDoseCountsWithWhatIsYetToRunIn(BigDecimal mg, Outcome outcome) {
        assertThat(DoseRules.atDose(REVISION, running(), minute(20), mg))
                .singleElement()
                .satisfies(verdict -> assertThat(verdict.outcome()).isEqualTo(outcome));
    }

    @Test
    void furtherDosesAddUp() {
        var facts = new DoseFacts(WEIGHT_KG, PLANNED_MG, null, null, new BigDecimal("60"));
        assertThat(DoseRules.atDose(REVISION, facts, minute(20), new BigDecimal("11")))
                .extracting(Verdict::outcome)
                .containsExactly(Outcome.BLOCK);
    }

    @Test
    void aFixedDoseHasNoTotalPerKg() {
        var fixed = new ProtocolRevision("spray", 1, rules("dose", dose("mg", new BigDecimal("56"))));
        var facts = new DoseFacts(WEIGHT_KG, new BigDecimal("56"), null, null, NONE);
        assertThat(DoseRules.atDose(fixed, facts, minute(5), new BigDecimal("28")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"380, 5.429", "105.04, 1.501", "105.03,", "36,"})
    void aGivenTotalAboveTheLimitIsAFinding(BigDecimal endedMg, BigDecimal found) {
        var facts = new DoseFacts(WEIGHT_KG, PLANNED_MG, null, endedMg, NONE);
        assertThat(DoseRules.exceeded(REVISION, facts, UUID.randomUUID(), START, START))
                .extracting(Finding::value)
                .isEqualTo(found == null ? List.of() : List.of(found));
    }

    private static DoseFacts running(RateChange... changes) {
        var infusion = new Infusion(START, new BigDecimal("52.500"), List.of(changes));
        return new DoseFacts(WEIGHT_KG, PLANNED_MG, infusion, null, NONE);
    }

    private static RateChange change(Kind kind, int minute, String mgPerHour) {
        return new RateChange(kind, minute(minute), new BigDecimal(mgPerHour), "x", "nurse", minute(minute));
    }

    private static Instant minute(int minutes) {
        return START.plus(Duration.ofMinutes(minutes));
    }
}
