package org.sextant.rules.safety;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sextant.rules.safety.Chart.START;
import static org.sextant.rules.safety.Chart.minute;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.sextant.rules.protocol.DischargeCriterion;
import org.sextant.rules.protocol.SuicideRisk;
import org.sextant.rules.safety.SuicideRiskFacts.Asked;
import org.sextant.rules.safety.SuicideRiskFacts.Reviewed;

class SuicideRulesTest {

    private static final Instant REVIEWED_AT = minute(-60);

    @Test
    void nothingAskedAndNothingFlaggedPass() {
        assertThat(start().outcome()).isEqualTo(Outcome.PASS);
        assertThat(start(new Asked("PHQ-9", minute(-20), false, List.of(0), 0, null))
                        .outcome())
                .isEqualTo(Outcome.PASS);
    }

    @Test
    void aFlagThatNobodyReviewedBlocks() {
        var verdict = start(new Asked("PHQ-9", minute(-20), true, List.of(1), 0, null));

        assertThat(verdict.outcome()).isEqualTo(Outcome.BLOCK);
        assertThat(verdict.inputs())
                .containsEntry("instrument", "PHQ-9")
                .containsEntry("answer", List.of(1))
                .doesNotContainKey("decision");
        assertThat(verdict.limit()).containsEntry("suicideRisk", SuicideRisk.REVIEW);
    }

    @ParameterizedTest
    @CsvSource({"1, WARN", "2, WARN", "3, BLOCK"})
    void onlyAHigherAnswerIsReviewedAgain(int answer, Outcome expected) {
        assertThat(start(flagged(List.of(answer), ReviewDecision.CONTINUE, 2)).outcome())
                .isEqualTo(expected);
    }

    /** C-SSRS: another question answered yes is a higher answer, also where the sum is the same. */
    @Test
    void eachItemIsComparedWithItself() {
        assertThat(start(flagged(List.of(1, 0, 1), ReviewDecision.CONTINUE, 1, 1, 0))
                        .outcome())
                .isEqualTo(Outcome.BLOCK);
        assertThat(start(flagged(List.of(1, 0, 0), ReviewDecision.CONTINUE, 1, 1, 0))
                        .outcome())
                .isEqualTo(Outcome.WARN);
        assertThat(start(flagged(List.of(1, 0, 0, 1), ReviewDecision.CONTINUE, 1, 1, 0))
                        .outcome())
                .isEqualTo(Outcome.BLOCK);
    }

    /** C-SSRS: the behaviour that was long ago is now of the last three months. */
    @ParameterizedTest
    @CsvSource({"2, 1, BLOCK", "2, 2, WARN", "1, 2, WARN"})
    void aHigherSeverityIsReviewedAgain(int severity, int reviewed, Outcome expected) {
        var review = new Reviewed(ReviewDecision.CONTINUE, List.of(1), reviewed, REVIEWED_AT);

        assertThat(start(new Asked("C-SSRS-SCREEN", minute(-20), true, List.of(1), severity, review))
                        .outcome())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource(ReviewDecision.class)
    void aDecisionAllowsWhatItSays(ReviewDecision decision) {
        var asked = flagged(List.of(1), decision, 1);

        assertThat(start(asked).outcome())
                .isEqualTo(decision == ReviewDecision.CONTINUE ? Outcome.WARN : Outcome.BLOCK);
        assertThat(discharge(asked).outcome())
                .isEqualTo(decision == ReviewDecision.EMERGENCY ? Outcome.BLOCK : Outcome.WARN);
    }

    @Test
    void theScoreThatBlocksIsNamedWhateverTheOthersSay() {
        var verdict = start(
                flagged(List.of(1), ReviewDecision.CONTINUE, 1),
                new Asked("MADRS", minute(-30), true, List.of(3), 0, null),
                new Asked("QIDS-SR16", minute(-10), false, List.of(0), 0, null));

        assertThat(verdict.outcome()).isEqualTo(Outcome.BLOCK);
        assertThat(verdict.inputs()).containsEntry("instrument", "MADRS");
    }

    @ParameterizedTest
    @CsvSource({"WARN, WARN", "OFF, PASS"})
    void theProtocolMayAskForLess(SuicideRisk policy, Outcome expected) {
        var asked = new Asked("PHQ-9", minute(-20), true, List.of(3), 0, null);

        assertThat(start(policy, asked).outcome()).isEqualTo(expected);
    }

    private static Asked flagged(List<Integer> answer, ReviewDecision decision, Integer... reviewed) {
        return new Asked(
                "PHQ-9", minute(-20), true, answer, 0, new Reviewed(decision, Arrays.asList(reviewed), 0, REVIEWED_AT));
    }

    private static Verdict start(Asked... asked) {
        return start(SuicideRisk.REVIEW, asked);
    }

    private static Verdict start(SuicideRisk policy, Asked... asked) {
        var snapshot =
                Chart.checkedIn(ShippedRules.ivWith("/suicideRisk", policy)).at(START);
        var facts = new StartFacts(
                PatientFacts.UNKNOWN,
                WeightFacts.NONE,
                false,
                new SuicideRiskFacts(List.of(asked)),
                ClearanceFacts.NONE,
                false);
        return Chart.of(Rule.SUICIDE_RISK_OPEN, StartRules.evaluate(snapshot, new BigDecimal("0.5"), facts));
    }

    private static Verdict discharge(Asked... asked) {
        var rules = ShippedRules.ivWith("/discharge", List.of(DischargeCriterion.SUICIDE_RISK_REVIEWED));
        var facts = new DischargeFacts(List.of(), new SuicideRiskFacts(List.of(asked)));
        return DischargeRules.evaluate(Chart.started(rules).ended(minute(40)).at(minute(100)), Map.of(), facts)
                .get(0);
    }
}
