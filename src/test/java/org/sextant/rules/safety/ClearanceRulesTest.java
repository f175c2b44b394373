package org.sextant.rules.safety;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sextant.rules.protocol.ClearanceKind.CONSENT;
import static org.sextant.rules.protocol.ClearanceKind.ECG;
import static org.sextant.rules.protocol.ClearanceKind.PREGNANCY_TEST;
import static org.sextant.rules.protocol.ClearanceKind.REMS_ENROLMENT;
import static org.sextant.rules.safety.ClearanceOutcome.CLEARED;
import static org.sextant.rules.safety.ClearanceOutcome.CONDITIONAL;
import static org.sextant.rules.safety.ClearanceOutcome.NOT_CLEARED;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sextant.rules.protocol.ClearanceKind;
import org.sextant.rules.protocol.Drug;
import org.sextant.rules.protocol.RequiredClearance;
import org.sextant.rules.protocol.RequiredClearance.Moment;
import org.sextant.rules.protocol.RequiredClearance.Scope;
import org.sextant.rules.protocol.Route;
import org.sextant.rules.protocol.TestRules;

class ClearanceRulesTest {

    private static final LocalDate CLEARED_ON = LocalDate.of(2026, 3, 1);

    @Test
    void aClearanceIsValidUntilTheEndOfItsLastDay() {
        var fact = fact(ECG, CLEARED, null);

        assertThat(start(each(ECG, 90), true, CLEARED_ON.plusDays(90), fact)).containsExactly("CLEARANCE_CURRENT PASS");
        assertThat(start(each(ECG, 90), true, CLEARED_ON.plusDays(91), fact))
                .containsExactly("CLEARANCE_CURRENT BLOCK");
    }

    @Test
    void itsOwnLastDayCountsWhereItComesFirst() {
        var day10 = fact(ECG, CLEARED, CLEARED_ON.plusDays(10));
        var day200 = fact(ECG, CLEARED, CLEARED_ON.plusDays(200));

        assertThat(start(each(ECG, 90), true, CLEARED_ON.plusDays(10), day10))
                .containsExactly("CLEARANCE_CURRENT PASS");
        assertThat(start(each(ECG, 90), true, CLEARED_ON.plusDays(11), day10))
                .containsExactly("CLEARANCE_CURRENT BLOCK");
        assertThat(start(each(ECG, 90), true, CLEARED_ON.plusDays(91), day200))
                .containsExactly("CLEARANCE_CURRENT BLOCK");
    }

    @Test
    void theVerdictNamesTheKindTheDatesAndTheLimit() {
        var verdict = ClearanceRules.atStart(
                        revision(Drug.KETAMINE, each(ECG, 90)),
                        facts(true, fact(ECG, CLEARED, null)),
                        false,
                        LocalDate.of(2026, 5, 31))
                .get(0);

        assertThat(verdict.detail()).isEqualTo("The clearance ECG of 2026-03-01 was valid until 2026-05-30.");
        assertThat(verdict.inputs())
                .containsEntry("kind", "ECG")
                .containsEntry("outcome", "CLEARED")
                .containsEntry("clearedOn", "2026-03-01")
                .containsEntry("validUntil", "2026-05-30")
                .containsEntry("date", "2026-05-31");
        assertThat(verdict.limit()).containsEntry("validDays", 90);
        assertThat(verdict.source()).isEqualTo("Set by the clinic: any, revision 1");
        assertThat(verdict.overridableBy()).isEqualTo("PRESCRIBER");
    }

    @Test
    void missingAndRefusedBlockAndAConditionWarns() {
        assertThat(start(each(ECG, 90), true, CLEARED_ON)).containsExactly("CLEARANCE_CURRENT BLOCK");
        assertThat(start(each(ECG, 90), true, CLEARED_ON, fact(ECG, NOT_CLEARED, null)))
                .containsExactly("CLEARANCE_CURRENT BLOCK");
        assertThat(start(each(ECG, 90), true, CLEARED_ON, fact(ECG, CONDITIONAL, null)))
                .containsExactly("CLEARANCE_CURRENT WARN");
        assertThat(start(each(ECG, 90), true, CLEARED_ON.plusDays(91), fact(ECG, CONDITIONAL, null)))
                .containsExactly("CLEARANCE_CURRENT BLOCK");
    }

    @Test
    void onlyWhoMayBePregnantIsAskedForATest() {
        var required = new RequiredClearance(PREGNANCY_TEST, 30, Scope.CHILDBEARING, Moment.EACH_SESSION);

        assertThat(start(required, true, CLEARED_ON)).containsExactly("CLEARANCE_CURRENT BLOCK");
        assertThat(start(required, false, CLEARED_ON)).containsExactly("CLEARANCE_CURRENT PASS");
        assertThat(start(required, false, CLEARED_ON, fact(PREGNANCY_TEST, NOT_CLEARED, null)))
                .containsExactly("CLEARANCE_CURRENT PASS");
    }

    @Test
    void aPositivePregnancyTestBlocksWhateverTheProtocolRequires() {
        assertThat(start(RequiredClearance.of(CONSENT), true, CLEARED_ON, fact(PREGNANCY_TEST, NOT_CLEARED, null)))
                .containsExactly("CLEARANCE_CURRENT BLOCK");
        assertThat(start(RequiredClearance.of(CONSENT), true, CLEARED_ON, fact(ECG, NOT_CLEARED, null)))
                .containsExactly("CLEARANCE_CURRENT WARN");
        assertThat(start(RequiredClearance.of(CONSENT), true, CLEARED_ON, fact(PREGNANCY_TEST, CLEARED, null)))
                .containsExactly("CLEARANCE_CURRENT PASS");
    }

    /** What was cleared at the activation does not grow old in a running course, but a later refusal holds. */
    @Test
    void aClearanceOfTheActivationCountsAtTheStartWhereItRefuses() {
        var required = RequiredClearance.of(CONSENT);

        assertThat(start(required, true, CLEARED_ON.plusDays(1000), fact(CONSENT, CLEARED, null)))
                .containsExactly("CLEARANCE_CURRENT PASS");
        assertThat(start(required, true, CLEARED_ON)).containsExactly("CLEARANCE_CURRENT PASS");
        assertThat(start(required, true, CLEARED_ON, fact(CONSENT, NOT_CLEARED, null)))
                .containsExactly("CLEARANCE_CURRENT BLOCK");
        assertThat(start(required, true, CLEARED_ON, fact(CONSENT, CONDITIONAL, null)))
                .containsExactly("CLEARANCE_CURRENT WARN");
    }

    @Test
    void aKindOfTwoStepsHasOneVerdict() {
        var revision = revision(Drug.KETAMINE, RequiredClearance.of(ECG), each(ECG, 30));

        assertThat(named(
                        ClearanceRules.atStart(revision, facts(true, fact(ECG, NOT_CLEARED, null)), false, CLEARED_ON)))
                .containsExactly("CLEARANCE_CURRENT BLOCK");
    }

    @Test
    void theFirstSessionOfACourseMayNeedMore() {
        var required = new RequiredClearance(ECG, null, null, Moment.FIRST_SESSION);

        assertThat(start(true, required, CLEARED_ON)).containsExactly("CLEARANCE_CURRENT BLOCK");
        assertThat(start(false, required, CLEARED_ON)).containsExactly("CLEARANCE_CURRENT PASS");
    }

    @Test
    void theEnrolmentHasARuleOfItsOwn() {
        var required = new RequiredClearance(REMS_ENROLMENT, 3650, null, Moment.EACH_SESSION);
        var esketamine = revision(Drug.ESKETAMINE, required);

        assertThat(named(ClearanceRules.atStart(esketamine, facts(true), true, CLEARED_ON)))
                .containsExactly("REMS_ENROLLED BLOCK");
        assertThat(named(ClearanceRules.atStart(
                        esketamine, facts(true, fact(REMS_ENROLMENT, CLEARED, null)), true, CLEARED_ON)))
                .containsExactly("REMS_ENROLLED PASS");
        assertThat(start(RequiredClearance.of(CONSENT), true, CLEARED_ON, fact(REMS_ENROLMENT, NOT_CLEARED, null)))
                .as("ketamine has no REMS")
                .containsExactly("CLEARANCE_CURRENT PASS");
    }

    @Test
    void theActivationAsksForItsOwnKindsAndTellsWhichBlock() {
        var revision = revision(
                Drug.KETAMINE, RequiredClearance.of(CONSENT), RequiredClearance.of(PREGNANCY_TEST), each(ECG, 90));
        var none = ClearanceRules.atActivation(revision, facts(true), CLEARED_ON, true);
        var some = ClearanceRules.atActivation(
                revision,
                facts(true, fact(CONSENT, CLEARED, null), fact(PREGNANCY_TEST, NOT_CLEARED, null)),
                CLEARED_ON.plusDays(180),
                true);
        var old = ClearanceRules.atActivation(
                revision, facts(true, fact(CONSENT, CLEARED, null)), CLEARED_ON.plusDays(181), true);

        assertThat(ClearanceRules.blockedKinds(none)).containsExactly("CONSENT", "PREGNANCY_TEST");
        assertThat(ClearanceRules.blockedKinds(some)).containsExactly("PREGNANCY_TEST");
        assertThat(ClearanceRules.blockedKinds(old)).containsExactly("CONSENT", "PREGNANCY_TEST");
    }

    @ParameterizedTest
    @CsvSource({"180, PASS", "181, WARN", "545, WARN", "546, BLOCK"})
    void withoutAnAppointmentAClearanceOfTheLastYearIsAWarning(int days, Outcome outcome) {
        var verdicts = ClearanceRules.atActivation(
                revision(Drug.KETAMINE, RequiredClearance.of(CONSENT)),
                facts(true, fact(CONSENT, CLEARED, null)),
                CLEARED_ON.plusDays(days),
                false);

        assertThat(verdicts).extracting(Verdict::outcome).containsExactly(outcome);
    }

    private static RequiredClearance each(ClearanceKind kind, int validDays) {
        return new RequiredClearance(kind, validDays, Scope.ALL, Moment.EACH_SESSION);
    }

    private static ClearanceFact fact(ClearanceKind kind, ClearanceOutcome outcome, LocalDate expiresOn) {
        return new ClearanceFact(kind, outcome, CLEARED_ON, expiresOn);
    }

    private static List<String> start(
            RequiredClearance required, boolean childbearing, LocalDate date, ClearanceFact... facts) {
        return named(
                ClearanceRules.atStart(revision(Drug.KETAMINE, required), facts(childbearing, facts), false, date));
    }

    private static List<String> start(boolean firstOfCourse, RequiredClearance required, LocalDate date) {
        return named(ClearanceRules.atStart(revision(Drug.KETAMINE, required), facts(true), firstOfCourse, date));
    }

    private static List<String> named(List<Verdict> verdicts) {
        return verdicts.stream()
                .map(verdict -> verdict.rule() + " " + verdict.outcome())
                .toList();
    }

    private static ClearanceFacts facts(boolean childbearing, ClearanceFact... facts) {
        return new ClearanceFacts(
                childbearing, Arrays.stream(facts).collect(Collectors.toMap(ClearanceFact::kind, Function.identity())));
    }

    private static ProtocolRevision revision(Drug drug, RequiredClearance... required) {
        return new ProtocolRevision(
                "any", 1, TestRules.rules("drug", drug, "route", Route.IV, "clearances", List.of(required)));
    }
}
