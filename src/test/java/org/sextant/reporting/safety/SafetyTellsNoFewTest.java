package org.sextant.reporting.safety;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sextant.chart.session.step.Disposition.DIED;
import static org.sextant.chart.session.step.Disposition.HOSPITAL;
import static org.sextant.chart.session.step.Disposition.LEFT_AGAINST_ADVICE;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sextant.chart.sideeffect.Severity;
import org.sextant.reporting.safety.SafetyCohort.Broken;
import org.sextant.reporting.safety.SafetyCohort.EffectCount;
import org.sextant.reporting.safety.SafetyCohort.Measure;
import org.sextant.reporting.safety.SafetyCohort.Visits;
import org.sextant.reporting.statistics.Group;
import org.sextant.reporting.statistics.GroupedCounts;
import org.sextant.reporting.statistics.SmallCellSuppression;

/** What an analyst can work out of the report on safety: from what is shown, and from what is not even listed. */
class SafetyTellsNoFewTest {

    private final GroupedCounts<SafetyCohort> counted = new GroupedCounts<>(SafetyCohort::new);

    /** Two groups of which one has a kind that the other has not, and a third of few courses. */
    @Test
    void everyGroupListsTheSameKindsAndASmallOneNone() {
        fill("a", new Visits(400, 60, 400, 50, 40, 0, 40, Map.of())).add(effect("NAUSEA", 100, 20, 20));
        fill("b", new Visits(300, 50, 300, 50, 40, 0, 40, Map.of())).add(effect("HEADACHE", 90, 20, 20));
        fill("c", new Visits(300, 50, 300, 50, 40, 0, 40, Map.of())).add(effect("NAUSEA", 80, 20, 20));
        fill("d", new Visits(300, 50, 300, 50, 40, 0, 40, Map.of())).add(effect("HEADACHE", 80, 20, 20));
        var few = fill("few", new Visits(8, 4, 8, 0, 1, 0, 0, Map.of()));
        few.add(effect("VOMITING", 3, 3, 0));
        few.addAlerts("SPO2_LOW", 1);
        few.addCourseAlerts("SUICIDAL_IDEATION", 1);
        few.addRule("DOSE_LIMIT", new Broken(1, true, false, false));
        few.add(new Measure("CADSS", 8, 30.0, 2.0));
        total(new Visits(1308, 214, 1308, 200, 161, 0, 160, Map.of())).add(effect("NAUSEA", 180, 40, 40));
        counted.overall().add(effect("HEADACHE", 170, 40, 40));
        counted.overall().add(effect("VOMITING", 3, 3, 0));
        counted.overall().addAlerts("SPO2_LOW", 1);
        counted.overall().addCourseAlerts("SUICIDAL_IDEATION", 1);
        counted.overall().addRule("DOSE_LIMIT", new Broken(1, true, false, false));
        counted.overall().add(new Measure("CADSS", 8, 30.0, 2.0));

        var shown = SafetyReportService.withSmallCellsHidden(counted, false);

        assertThat(shown.overall().sideEffects())
                .extracting(SafetyView.Effect::effect)
                .containsExactly("HEADACHE", "NAUSEA");
        for (var group : shown.groups()) {
            var hidden = group.courses() == null;
            assertThat(group.sideEffects())
                    .as(group.group())
                    .extracting(SafetyView.Effect::effect)
                    .isEqualTo(hidden ? List.of() : List.of("HEADACHE", "NAUSEA"));
            assertThat(group.alerts()).isEmpty();
            assertThat(group.courseAlerts()).isEmpty();
            assertThat(group.overrides().byRule()).isEmpty();
            assertThat(group.sessionMeasures()).isEmpty();
        }
        assertThat(shown.groups().get(4).courses()).isNull();
        assertThat(shown.overall().alerts()).as("One alert is no kind to name").isEmpty();
        var none = shown.groups().get(0).sideEffects().get(0);
        assertThat(none.occurrences()).as("That there was none is not told").isNull();
    }

    @Test
    void aKindThatIsNotListedIsNoZero() {
        fill("a", new Visits(400, 60, 400, 50, 40, 0, 40, Map.of()));
        total(new Visits(400, 60, 400, 50, 40, 0, 40, Map.of()));

        var shown = SafetyReportService.withSmallCellsHidden(counted, false);

        assertThat(shown.overall().sideEffects()).isEmpty();
        assertThat(shown.overall().suppressed())
                .as("As it is where one occurred three times")
                .isTrue();
    }

    /** 5 of 100 were not ended; 20 stops are a fifth of 100, and not of 95. */
    @Test
    void noRateTellsItsDenominator() {
        var visits = new Visits(100, 60, 95, 20, 40, 0, 40, Map.of());
        var cohort = new SafetyCohort();
        cohort.add(visits);
        cohort.add(effect("NAUSEA", 50, 20, 20));
        cohort.addAlerts("SPO2_LOW", 20);
        var hidden = SmallCellSuppression.of(List.of(cohort.cells())).get(0);

        var shown = new ShownSafety(cohort, hidden, Set.of()).of(Group.of("x"));
        assertThat(shown.ended()).isNull();
        assertThat(shown.earlyStops()).isEqualTo(20);
        assertThat(shown.earlyStopRate()).isNull();
        assertThat(shown.earlyStopRateCi()).isNull();

        var without = new ShownSafety(cohort, Set.of("sessions"), Set.of()).of(Group.of("x"));
        assertThat(without.sideEffects().get(0).occurrences()).isEqualTo(110);
        assertThat(without.sideEffects().get(0).per100Sessions()).isNull();
        assertThat(without.sideEffects().get(0).bySeverity()).allMatch(one -> one.per100Sessions() == null);
        assertThat(without.alerts().get(0).count()).isEqualTo(20);
        assertThat(without.alerts().get(0).per100Sessions()).isNull();
    }

    /** 40 starts were overridden, 35 of them against one rule; 30 discharges, and that rule is none of theirs. */
    @Test
    void theStepsThatARuleLeavesAreACount() {
        var cohort = new SafetyCohort();
        cohort.add(new Visits(200, 60, 180, 20, 40, 20, 30, Map.of(HOSPITAL, 20, LEFT_AGAINST_ADVICE, 20, DIED, 20)));
        cohort.addRule("BASELINE_SYSTOLIC", new Broken(35, true, false, false));
        cohort.addRule("ESCORT_PRESENT", new Broken(15, false, false, true));

        assertThat(SmallCellSuppression.of(List.of(cohort.cells())).get(0)).containsExactly("rule/BASELINE_SYSTOLIC");
    }

    /** 30 were serious, 28 of them life-threatening. */
    @Test
    void theSeriousOnesThatThreatenedNoLifeAreACount() {
        var cohort = new SafetyCohort();
        cohort.add(new Visits(400, 60, 380, 20, 40, 0, 30, Map.of()));
        cohort.add(effect("NAUSEA", 90, 28, 2));

        assertThat(SmallCellSuppression.of(List.of(cohort.cells())).get(0))
                .contains("NAUSEA/serious")
                .doesNotContain("NAUSEA", "NAUSEA/LIFE_THREATENING");
    }

    @Test
    void fewWhoDidNotGoHomeAreNotCounted() {
        fill("a", new Visits(400, 60, 380, 20, 40, 0, 30, Map.of(HOSPITAL, 2, LEFT_AGAINST_ADVICE, 30)));
        total(new Visits(400, 60, 380, 20, 40, 0, 30, Map.of(HOSPITAL, 2, LEFT_AGAINST_ADVICE, 30)));

        assertThat(SafetyReportService.withSmallCellsHidden(counted, false)
                        .overall()
                        .dispositions())
                .extracting(SafetyView.LeftAs::sessions)
                .containsExactly(null, 30, null);
    }

    private SafetyCohort fill(String group, Visits visits) {
        var cohort = counted.of(Group.of(group));
        cohort.add(visits);
        return cohort;
    }

    private SafetyCohort total(Visits visits) {
        counted.overall().add(visits);
        return counted.overall();
    }

    /** In so many sessions mild, and graver besides. */
    private static EffectCount effect(String effect, int sessions, int lifeThreatening, int onlyMarked) {
        var bySeverity = new EnumMap<Severity, Integer>(Severity.class);
        bySeverity.put(Severity.MILD, sessions);
        bySeverity.put(Severity.MODERATE, 20);
        bySeverity.put(Severity.SEVERE, 20);
        bySeverity.put(Severity.LIFE_THREATENING, lifeThreatening);
        var occurrences = sessions + 40 + lifeThreatening;
        return new EffectCount(effect, occurrences, sessions, bySeverity, lifeThreatening + onlyMarked, sessions, 20.0);
    }
}
