package org.sextant.reporting.cohort;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.sextant.chart.assessment.Instrument;
import org.sextant.chart.assessment.Score;
import org.sextant.chart.assessment.Timepoint;
import org.sextant.reporting.cohort.ScoredCourse.Ideation;
import org.sextant.reporting.cohort.ScoredCourse.Scored;
import org.sextant.reporting.cohort.ScoredCourse.Verdict;
import org.sextant.reporting.statistics.Group;
import org.sextant.reporting.statistics.SmallCellSuppression;

/** Whoever has one row of a report, and adds, subtracts and divides, learns of no fewer than eleven people. */
class OutcomesTellNoFewTest {

    private static final Instrument PHQ_9 = phq9();
    private static final CourseKind KIND = new CourseKind("p", "IV", "urn:x", "F33.2", "INDUCTION", List.of());
    private static final Instant DAY_0 = Instant.parse("2026-01-05T09:00:00Z");

    /** How many courses there are of each kind. */
    record Counts(List<Integer> of) {}

    @Property
    void aRowOfOutcomes(@ForAll("cohorts") Counts counts) {
        var cohort = cohort(counts);
        var row = CohortView.of(
                Group.of("x"),
                cohort,
                false,
                null,
                SmallCellSuppression.of(List.of(cohort.cells())).get(0));

        Stream.of(row.n(), row.responders(), row.remitters(), row.worsened(), row.everResponded())
                .forEach(OutcomesTellNoFewTest::tellsNoFew);
        Stream.of(row.suicidalityAsked(), row.suicidalBefore(), row.suicidalAfter(), row.newlySuicidal())
                .forEach(OutcomesTellNoFewTest::tellsNoFew);
        tellsNoFew(row.n(), row.responders());
        tellsNoFew(row.n(), row.remitters());
        tellsNoFew(row.n(), row.worsened());
        tellsNoFew(row.n(), row.responders(), row.worsened());
        tellsNoFew(row.n(), row.everResponded());
        tellsNoFew(row.everResponded(), row.responders());
        tellsNoFew(row.n(), row.suicidalityAsked());
        tellsNoFew(row.suicidalityAsked(), row.suicidalBefore());
        tellsNoFew(row.suicidalityAsked(), row.suicidalAfter());
        tellsNoFew(row.suicidalityAsked(), row.suicidalBefore(), row.newlySuicidal());
        tellsNoFew(row.suicidalAfter(), row.newlySuicidal());
        tellsNoFew(row.resolvedSuicidal());
        tellsNoFew(row.suicidalBefore(), row.resolvedSuicidal());
        if (Stream.of(row.resolvedSuicidal(), row.suicidalBefore(), row.suicidalAfter(), row.newlySuicidal())
                .noneMatch(Objects::isNull)) {
            tellsNoFew(row.resolvedSuicidal() - row.suicidalBefore() + row.suicidalAfter() - row.newlySuicidal());
        }
        if (row.newlySuicidal() != null && row.suicidalBefore() != null) {
            tellsNoFew(row.suicidalBefore() + row.newlySuicidal(), row.suicidalAfter());
        }
        if (row.newlySuicidalRate() != null || row.newlySuicidalRateCi() != null) {
            assertThat(row.newlySuicidal()).isNotNull();
            assertThat(row.suicidalBefore()).isNotNull();
            assertThat(row.suicidalityAsked()).isNotNull();
        }
        if (row.resolvedSuicidalRate() != null || row.resolvedSuicidalRateCi() != null) {
            assertThat(row.resolvedSuicidal()).isNotNull();
            assertThat(row.suicidalBefore()).isNotNull();
            assertThat(row.suicidalityAsked()).isNotNull();
        }
        assertThat(row.responders() == null).isEqualTo(row.responseRate() == null);
        assertThat(row.worsened() == null).isEqualTo(row.worsenedRate() == null);
    }

    /** 40 were asked, 5 were suicidal before and 12 became it: 12 of 35 would tell of the 5. */
    @Test
    void aRateIsNotToldWhereItsDenominatorIsHidden() {
        var cohort = cohort(new Counts(List.of(20, 20, 0, 0, 12, 3, 2, 12, 23)));
        var row = CohortView.of(
                Group.of("x"),
                cohort,
                false,
                null,
                SmallCellSuppression.of(List.of(cohort.cells())).get(0));

        assertThat(row.suicidalityAsked()).isEqualTo(40);
        assertThat(row.suicidalBefore()).isNull();
        assertThat(row.newlySuicidal()).isEqualTo(12);
        assertThat(row.newlySuicidalRate()).isNull();
        assertThat(row.newlySuicidalRateCi()).isNull();
    }

    /** 30 of 60 ever responded and 28 still do: the two who lost it are not told of. */
    @Test
    void whoLostTheResponseIsACount() {
        var cohort = cohort(new Counts(List.of(28, 2, 0, 15, 15, 0, 0, 0, 0)));
        var row = CohortView.of(
                Group.of("x"),
                cohort,
                false,
                null,
                SmallCellSuppression.of(List.of(cohort.cells())).get(0));

        assertThat(row.responders()).isEqualTo(28);
        assertThat(row.everResponded()).isNull();
    }

    /** Between two weeks that are shown at least eleven relapsed and eleven were last seen, and none on the very day. */
    @Property(tries = 200)
    void theWeeksOfACurve(@ForAll("curves") List<List<Integer>> courses) {
        var curve = new ResponseCurve(Maintenance.ALL);
        courses.forEach(one -> curve.add(course(one.get(0), one.get(1))));
        var row = DurabilityView.of(
                Group.of("x"),
                curve,
                false,
                null,
                SmallCellSuppression.of(List.of(curve.cells())).get(0));

        tellsNoFew(row.n());
        var relapsed = 0;
        var censored = 0;
        for (var week : row.weeks()) {
            if (week.atRisk() == null) {
                assertThat(Stream.of(week.relapsed(), week.censored(), week.share(), week.shareCi()))
                        .allMatch(Objects::isNull);
                continue;
            }
            tellsNoFew(week.atRisk());
            tellsNoFew(week.relapsed(), relapsed);
            tellsNoFew(week.censored(), censored);
            assertThat(week.atRisk() + week.relapsed() + week.censored() - row.n())
                    .matches(onTheDay -> onTheDay == 0 || onTheDay >= 11);
            relapsed = week.relapsed();
            censored = week.censored();
        }
    }

    /** 11 had relapsed by the first week and 12 by the second. */
    @Test
    void oneMoreByTheNextWeekIsOnePerson() {
        var curve = new ResponseCurve(Maintenance.ALL);
        add(curve, 11, 3, 2);
        add(curve, 1, 9, 2);
        add(curve, 11, 3, 1);
        add(curve, 11, 9, 1);
        add(curve, 40, 80, 1);
        add(curve, 20, 1, 0);

        var row = DurabilityView.of(
                Group.of("x"),
                curve,
                false,
                null,
                SmallCellSuppression.of(List.of(curve.cells())).get(0));

        assertThat(row.n()).isEqualTo(74);
        assertThat(row.weeks().get(0).relapsed()).isEqualTo(11);
        assertThat(row.weeks().get(1).relapsed()).isNull();
    }

    /** What one report hides the other does not tell: {@code n} of durability is {@code everResponded} of outcomes. */
    @Test
    void theTwoReportsHideTheSame() {
        var curve = new ResponseCurve(Maintenance.ALL);
        add(curve, 35, 80, 1);
        add(curve, 5, 1, 0);

        var row = DurabilityView.of(
                Group.of("x"),
                curve,
                false,
                null,
                SmallCellSuppression.of(List.of(curve.cells())).get(0));

        assertThat(row.n()).isNull();
    }

    /** Whoever has the reports with maintenance, without it and on all of them learns of no few by subtracting. */
    @Property(tries = 200)
    void theDifferencesOfThreeCurves(@ForAll("curves") List<List<Integer>> courses) {
        var rows = new java.util.EnumMap<Maintenance, DurabilityView>(Maintenance.class);
        for (var maintenance : Maintenance.values()) {
            var curve = new ResponseCurve(maintenance);
            courses.forEach(one -> curve.add(maintained(course(one.get(0), one.get(1)), one.get(0) % 3 == 0)));
            rows.put(
                    maintenance,
                    DurabilityView.of(
                            Group.of("x"),
                            curve,
                            false,
                            null,
                            SmallCellSuppression.of(List.of(curve.cells())).get(0)));
        }
        var all = rows.get(Maintenance.ALL);
        for (var which : List.of(Maintenance.WITH, Maintenance.WITHOUT)) {
            var part = rows.get(which);
            tellsNoFew(part.n());
            tellsNoFew(all.n(), part.n());
            for (var week = 0; week < part.weeks().size(); week++) {
                var one = all.weeks().get(week);
                var other = part.weeks().get(week);
                Stream.of(other.atRisk(), other.relapsed(), other.censored())
                        .forEach(OutcomesTellNoFewTest::tellsNoFew);
                tellsNoFew(one.atRisk(), other.atRisk());
                tellsNoFew(one.relapsed(), other.relapsed());
                tellsNoFew(one.censored(), other.censored());
            }
        }
    }

    /** 12 of 40 have a score in the window: the 28 may be told of, and so may the 12; with 32 the 8 may not. */
    @Test
    void whoWasNotScoredInTheWindowIsACount() {
        for (var inWindow : List.of(12, 29, 30, 32, 40)) {
            var cohort = new Cohort(PHQ_9, true);
            for (var i = 0; i < 40; i++) {
                var verdict = i < inWindow ? verdict(i % 5, new Ideation(null, null, null)) : null;
                var latest = verdict(i % 5, new Ideation(null, null, null));
                cohort.add(
                        new ScoredCourse(KIND, course(1, 1).outcome(), List.of(score(0, 20)), verdict, latest, false));
            }
            var row = CohortView.of(
                    Group.of("x"),
                    cohort,
                    false,
                    null,
                    SmallCellSuppression.of(List.of(cohort.cells())).get(0));

            assertThat(row.n()).isEqualTo(inWindow <= 29 ? inWindow : null);
        }
    }

    /** What both reports count of all later scores tells by its difference of no few who were not scored in the window. */
    @Property
    void theDifferencesOfAWindow(@ForAll("cohorts") Counts within, @ForAll("cohorts") Counts outside) {
        var all = new Cohort(PHQ_9, false);
        var windowed = new Cohort(PHQ_9, true);
        verdicts(within).forEach(verdict -> {
            all.add(new ScoredCourse(KIND, null, List.of(), verdict, verdict, false));
            windowed.add(new ScoredCourse(KIND, null, List.of(), verdict, verdict, false));
        });
        var scored = course(1, 1);
        verdicts(outside).forEach(verdict -> {
            all.add(new ScoredCourse(KIND, null, List.of(), verdict, verdict, false));
            windowed.add(new ScoredCourse(KIND, scored.outcome(), scored.scores(), null, verdict, false));
        });
        var one = row(all);
        var other = row(windowed);

        tellsNoFew(one.n(), other.n());
        tellsNoFew(one.everResponded(), other.everResponded());
        tellsNoFew(one.suicidalityAsked(), other.suicidalityAsked());
        tellsNoFew(one.suicidalBefore(), other.suicidalBefore());
        tellsNoFew(one.suicidalAfter(), other.suicidalAfter());
        tellsNoFew(one.newlySuicidal(), other.newlySuicidal());
        tellsNoFew(one.resolvedSuicidal(), other.resolvedSuicidal());
        tellsNoFew(
                minus(one.suicidalityAsked(), one.suicidalBefore()),
                minus(other.suicidalityAsked(), other.suicidalBefore()));
        tellsNoFew(
                minus(one.suicidalAfter(), one.newlySuicidal()), minus(other.suicidalAfter(), other.newlySuicidal()));
        tellsNoFew(minus(one.n(), one.everResponded()), minus(other.n(), other.everResponded()));
    }

    private static CohortView row(Cohort cohort) {
        return CohortView.of(
                Group.of("x"),
                cohort,
                false,
                null,
                SmallCellSuppression.of(List.of(cohort.cells())).get(0));
    }

    private static Integer minus(Integer one, Integer other) {
        return one == null || other == null ? null : Integer.valueOf(one - other);
    }

    private static ScoredCourse maintained(ScoredCourse course, boolean maintained) {
        return new ScoredCourse(
                course.kind(), course.outcome(), course.scores(), course.verdict(), course.latest(), maintained);
    }

    private static void add(ResponseCurve curve, int courses, int day, int end) {
        for (var i = 0; i < courses; i++) {
            curve.add(course(day, end));
        }
    }

    /**
     * A course from 20 to 8 and on.
     *
     * @param day after the response
     * @param end what came that day: 0 no response ever, 1 the last score, 2 a relapse
     */
    private static ScoredCourse course(int day, int end) {
        var scores = end == 0
                ? List.of(score(0, 20), score(day, 18))
                : end == 1
                        ? List.of(score(0, 20), score(1, 8), score(1 + day, 8))
                        : List.of(score(0, 20), score(1, 8), score(1 + day, 18), score(2 + day, 18));
        var scored = new Scored(null, scores, java.util.Collections.nCopies(scores.size(), null));
        return ScoredCourse.of(PHQ_9, null, KIND, null, scored);
    }

    private static Score score(int day, int total) {
        var at = DAY_0.plusSeconds(86_400L * day);
        return new Score("PHQ-9", at, at, day == 0 ? Timepoint.BASELINE : Timepoint.FOLLOW_UP, total);
    }

    private static void tellsNoFew(Integer count) {
        if (count != null) {
            assertThat(count).isGreaterThanOrEqualTo(11);
        }
    }

    private static void tellsNoFew(Integer whole, Integer... parts) {
        if (whole != null && Stream.of(parts).noneMatch(Objects::isNull)) {
            tellsNoFew(whole - Stream.of(parts).mapToInt(Integer::intValue).sum());
        }
    }

    /**
     * Responders, those who lost it, those in remission besides, those who got worse, those who did neither; and of them,
     * one after the other, suicidal before and after, before, after, at neither time.
     */
    private static Cohort cohort(Counts counts) {
        var cohort = new Cohort(PHQ_9, false);
        verdicts(counts)
                .forEach(verdict -> cohort.add(new ScoredCourse(KIND, null, List.of(), verdict, verdict, false)));
        return cohort;
    }

    private static List<Verdict> verdicts(Counts counts) {
        var ideations = Stream.of(
                        List.of(true, true), List.of(true, false), List.of(false, true), List.of(false, false))
                .toList();
        var asked = new java.util.ArrayDeque<Ideation>();
        for (var i = 0; i < ideations.size(); i++) {
            for (var j = 0; j < counts.of().get(5 + i); j++) {
                asked.add(ideation(ideations.get(i), j));
            }
        }
        var verdicts = new java.util.ArrayList<Verdict>();
        for (var kind = 0; kind < 5; kind++) {
            for (var j = 0; j < counts.of().get(kind); j++) {
                verdicts.add(verdict(kind, asked.isEmpty() ? new Ideation(null, null, null) : asked.poll()));
            }
        }
        return verdicts;
    }

    /** Of those with ideation after, every second has none at the last score. */
    private static Ideation ideation(List<Boolean> beforeAndAfter, int number) {
        var after = beforeAndAfter.get(1);
        return new Ideation(beforeAndAfter.get(0), after, after && number % 2 == 0);
    }

    private static Verdict verdict(int kind, Ideation ideation) {
        return new Verdict(20, 10, kind == 0, kind == 0 || kind == 2, kind == 3, kind <= 1, null, ideation);
    }

    @Provide
    Arbitrary<Counts> cohorts() {
        return Arbitraries.integers().between(0, 40).list().ofSize(9).map(Counts::new);
    }

    @Provide
    Arbitrary<List<List<Integer>>> curves() {
        var some = Combinators.combine(
                        Arbitraries.integers().between(1, 100),
                        Arbitraries.integers().between(0, 2))
                .as(List::of);
        return some.list().ofMinSize(0).ofMaxSize(600);
    }

    private static Instrument phq9() {
        try (var file = Instrument.class.getResourceAsStream("/instruments/phq-9.json")) {
            return new ObjectMapper().readValue(file, Instrument.class);
        } catch (IOException damaged) {
            throw new UncheckedIOException(damaged);
        }
    }
}
