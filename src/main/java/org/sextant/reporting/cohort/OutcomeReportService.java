package org.sextant.reporting.cohort;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import org.sextant.chart.assessment.Instrument;
import org.sextant.identity.Caller;
import org.sextant.record.SnapshotRepository;
import org.sextant.reporting.statistics.Group;
import org.sextant.reporting.statistics.GroupedCounts;

/** Builds the reports on outcomes: one pass over the clinic's courses, on one snapshot. */
@ApplicationScoped
class OutcomeReportService {

    private final SnapshotRepository snapshot;
    private final ScoredCourseRepository courses;
    private final Benchmarks benchmarks;
    private final Caller caller;
    private final InstantSource time;

    OutcomeReportService(
            SnapshotRepository snapshot,
            ScoredCourseRepository courses,
            Benchmarks benchmarks,
            Caller caller,
            InstantSource time) {
        this.snapshot = snapshot;
        this.courses = courses;
        this.benchmarks = benchmarks;
        this.caller = caller;
        this.time = time;
    }

    OutcomesReport outcomes(CoursesOfReport counted) {
        var groupBy = counted.groupBy();
        var window = counted.window();
        var suppressed = !caller.seesClinicalDetail();
        var cohorts = new GroupedCounts<>(() -> new Cohort(counted.instrument(), window != null));
        var asOf = forEach(
                counted, course -> cohorts.count(groupsOf(course, groupBy, suppressed), cohort -> cohort.add(course)));
        var beside = new Beside(counted.instrument(), suppressed);
        var eachPhase = counted.phase() == PhaseFilter.EACH;
        var shown = cohorts.show(
                suppressed ? Cohort::cells : null,
                groupBy.freelyNamed(),
                (group, cohort, hidden) -> CohortView.of(
                        group,
                        cohort,
                        beside.comparable(
                                cohort == cohorts.overall(), cohort.comparable() && !hidden.contains("n"), eachPhase),
                        beside.has(cohort.alike().n(), cohort == cohorts.overall() && eachPhase)
                                ? CohortView.Comparison.of(cohort.alike())
                                : null,
                        hidden));
        return new OutcomesReport(
                counted.instrument().code(),
                groupBy.text(),
                counted.population().text(),
                eachPhase ? null : counted.phase().text(),
                window == null ? null : window.text(),
                asOf,
                ReportStatement.ofOutcomes(counted, suppressed),
                shown.groups(),
                eachPhase ? null : shown.overall(),
                beside.any ? benchmarks.ofOutcomes() : List.of());
    }

    DurabilityReport durability(CoursesOfReport counted, Maintenance maintenance) {
        var groupBy = counted.groupBy();
        var suppressed = !caller.seesClinicalDetail();
        var curves = new GroupedCounts<>(() -> new ResponseCurve(maintenance));
        var asOf = forEach(
                counted, course -> curves.count(groupsOf(course, groupBy, suppressed), curve -> curve.add(course)));
        var beside = new Beside(counted.instrument(), suppressed);
        var shown = curves.show(
                suppressed ? ResponseCurve::cells : null,
                groupBy.freelyNamed(),
                (group, curve, hidden) -> DurabilityView.of(
                        group,
                        curve,
                        beside.comparable(
                                curve == curves.overall(), curve.comparable() && !hidden.contains("n"), false),
                        beside.has(curve.alike().size(), false) ? DurabilityView.Comparison.of(curve.alike()) : null,
                        hidden));
        return new DurabilityReport(
                counted.instrument().code(),
                groupBy.text(),
                counted.population().text(),
                maintenance.text(),
                asOf,
                ReportStatement.ofDurability(counted.population(), maintenance, suppressed),
                shown.groups(),
                shown.overall(),
                beside.any ? benchmarks.ofDurability() : List.of());
    }

    private Instant forEach(CoursesOfReport counted, Consumer<ScoredCourse> consumer) {
        return snapshot.read(() -> {
            var now = time.instant();
            courses.forEach(counted, consumer);
            return now;
        });
    }

    /**
     * Decides which views stand beside the published cohorts. That all courses of a group have one kind of indication
     * is a fact about each of them, so an analyst learns it only of all courses together, whose indications and routes
     * the groups name in any case.
     */
    private static final class Beside {

        private final boolean measured;
        private final boolean overallOnly;
        private boolean any;

        private Beside(Instrument instrument, boolean overallOnly) {
            this.measured = Benchmarks.measured(instrument);
            this.overallOnly = overallOnly;
        }

        private boolean comparable(boolean isOverall, boolean alike, boolean noOverall) {
            var comparable = measured && alike && (isOverall || !overallOnly);
            any |= comparable && !(isOverall && noOverall);
            return comparable;
        }

        /**
         * True where the courses of the measured kind may be shown as a part of their group. How many of a group are of
         * one kind is a count that nothing protects, so an analyst does not see that part.
         *
         * @param n their number
         * @param notShown true where the report does not show the group
         */
        private boolean has(int n, boolean notShown) {
            var shown = measured && !overallOnly && n > 0;
            any |= shown && !notShown;
            return shown;
        }
    }

    private static List<Group> groupsOf(ScoredCourse course, GroupBy groupBy, boolean coded) {
        return groupBy.groupsOf(coded ? course.kind().coded() : course.kind());
    }
}
