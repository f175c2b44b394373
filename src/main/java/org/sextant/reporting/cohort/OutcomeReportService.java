package org.sextant.reporting.cohort;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
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
    private final Benchmarks yardsticks;
    private final Caller caller;
    private final InstantSource time;

    OutcomeReportService(
            SnapshotRepository snapshot,
            ScoredCourseRepository courses,
            Benchmarks yardsticks,
            Caller caller,
            InstantSource time) {
        this.snapshot = snapshot;
        this.courses = courses;
        this.yardsticks = yardsticks;
        this.caller = caller;
        this.time = time;
    }

    OutcomesReport outcomes(Instrument instrument, GroupBy groupBy, Population population) {
        var cohorts = new GroupedCounts<>(() -> new Cohort(instrument));
        var suppressed = !caller.seesClinicalDetail();
        var asOf = snapshot.read(() -> {
            var now = time.instant();
            courses.forEach(
                    instrument,
                    groupBy,
                    population,
                    course -> cohorts.count(groupsOf(course, groupBy, suppressed), cohort -> cohort.add(course)));
            return now;
        });
        var shown = cohorts.show(suppressed ? Cohort::cells : null, groupBy.freelyNamed(), CohortView::of);
        return new OutcomesReport(
                instrument.code(),
                groupBy.text(),
                population.text(),
                asOf,
                ReportStatement.ofOutcomes(population, suppressed),
                shown.groups(),
                shown.overall(),
                yardsticks.ofOutcomes());
    }

    DurabilityReport durability(Instrument instrument, GroupBy groupBy, Population population) {
        var curves = new GroupedCounts<>(ResponseCurve::new);
        var suppressed = !caller.seesClinicalDetail();
        var asOf = snapshot.read(() -> {
            var now = time.instant();
            courses.forEach(
                    instrument,
                    groupBy,
                    population,
                    course -> curves.count(groupsOf(course, groupBy, suppressed), curve -> curve.add(course)));
            return now;
        });
        var shown = curves.show(suppressed ? ResponseCurve::cells : null, groupBy.freelyNamed(), DurabilityView::of);
        return new DurabilityReport(
                instrument.code(),
                groupBy.text(),
                population.text(),
                asOf,
                ReportStatement.ofDurability(population, suppressed),
                shown.groups(),
                shown.overall(),
                yardsticks.ofDurability());
    }

    private static List<Group> groupsOf(ScoredCourse course, GroupBy groupBy, boolean coded) {
        return groupBy.groupsOf(coded ? course.kind().coded() : course.kind());
    }
}
