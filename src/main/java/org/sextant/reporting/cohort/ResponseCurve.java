package org.sextant.reporting.cohort;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sextant.reporting.statistics.CountCell;
import org.sextant.reporting.statistics.KaplanMeier;

/** How long the response of the courses of a group lasted. */
final class ResponseCurve {

    /** The weeks after the first response at which the report shows the curve. */
    static final List<Integer> WEEKS = List.of(1, 2, 4, 8, 12);

    private static final int DAYS_PER_WEEK = 7;
    private static final double SECONDS_PER_DAY = Duration.ofDays(1).toSeconds();

    private final KaplanMeier all = new KaplanMeier();
    private final KaplanMeier with = new KaplanMeier();
    private final KaplanMeier without = new KaplanMeier();

    /** What is shown of the kind that the published cohorts measured. */
    private final KaplanMeier alike = new KaplanMeier();

    private final Maintenance maintenance;
    private int evaluated;
    private int responders;

    /** @param maintenance the inductions that the report shows; the others are counted to protect them */
    ResponseCurve(Maintenance maintenance) {
        this.maintenance = maintenance;
    }

    /** Counts an induction, and observes it from its first response on, where there is one. */
    void add(ScoredCourse course) {
        if (course.verdict() == null) {
            return;
        }
        evaluated++;
        responders += course.verdict().response() ? 1 : 0;
        var outcome = course.outcome();
        if (outcome.firstResponse() != null) {
            var days = Duration.between(outcome.firstResponse().takenAt(), outcome.observedUntil())
                            .toSeconds()
                    / SECONDS_PER_DAY;
            var relapsed = outcome.relapse() != null;
            var other = course.maintained() ? with : without;
            all.add(days, relapsed);
            other.add(days, relapsed);
            if ((shown() == all || shown() == other)
                    && maintenance != Maintenance.WITH
                    && Benchmarks.measured(course.kind())) {
                alike.add(days, relapsed);
            }
        }
    }

    private KaplanMeier shown() {
        return switch (maintenance) {
            case ALL -> all;
            case WITH -> with;
            case WITHOUT -> without;
        };
    }

    /** Inductions with a response at any score, with the maintenance that the report shows. */
    int n() {
        return shown().size();
    }

    KaplanMeier.Point at(int week) {
        return at(shown(), week);
    }

    /** True where the published cohorts were of such courses; they were followed without maintenance. */
    boolean comparable() {
        return n() > 0 && alike.size() == n();
    }

    /** The inductions of {@link #n()} that the published cohorts are comparable with; none with maintenance. */
    KaplanMeier alike() {
        return alike;
    }

    /** The state of a curve a number of weeks after the first response. */
    static KaplanMeier.Point at(KaplanMeier curve, int week) {
        return curve.at(week * DAYS_PER_WEEK);
    }

    /** The cell that is hidden or shown together with all other cells of the week. */
    static String cellOf(int week) {
        return "n/" + week + "/atRisk";
    }

    /**
     * The counts of the group, its size first. The size, the courses that ever responded and the courses that lost
     * their response are counted as in the report on outcomes, so that both reports hide the same counts. The cells of
     * one week are hidden or shown together. A reader can derive the changes since the week before and the relapses on
     * the day itself, so these are counts as well. From a report on the inductions with maintenance and the report on
     * all, a reader can derive the report on those without, so all three are hidden or shown together.
     */
    Map<String, CountCell> cells() {
        var cells = new LinkedHashMap<String, CountCell>();
        cells.put("judged", CountCell.of(evaluated));
        cells.put("n", new CountCell(all.size(), (long) evaluated, "n"));
        cells.put("n/lost", new CountCell((long) all.size() - responders, null, "n"));
        addWeeks(cells, "", all);
        if (maintenance != Maintenance.ALL) {
            cells.put("n/with", new CountCell(with.size(), null, "n"));
            cells.put("n/without", new CountCell(without.size(), null, "n"));
            addWeeks(cells, "/with", with);
            addWeeks(cells, "/without", without);
        }
        return cells;
    }

    private static void addWeeks(Map<String, CountCell> cells, String which, KaplanMeier curve) {
        var relapsed = 0;
        var censored = 0;
        for (var week : WEEKS) {
            var point = curve.at(week * DAYS_PER_WEEK);
            add(cells, week, "atRisk" + which, point.atRisk());
            add(cells, week, "relapsed" + which, point.ended());
            add(cells, week, "censored" + which, point.censored());
            add(cells, week, "relapsedSince" + which, point.ended() - relapsed);
            add(cells, week, "censoredSince" + which, point.censored() - censored);
            var onTheDay = point.atRisk() + point.ended() + point.censored() - curve.size();
            if (onTheDay > 0) {
                add(cells, week, "onTheDay" + which, onTheDay);
            }
            relapsed = point.ended();
            censored = point.censored();
        }
    }

    private static void add(Map<String, CountCell> cells, int week, String what, int count) {
        cells.put("n/" + week + "/" + what, new CountCell(count, null, "n/" + week));
    }
}
