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

    private final KaplanMeier curve = new KaplanMeier();
    private int judged;
    private int responders;

    /** Counts a course, and observes the course from its first response on, where there is one. */
    void add(ScoredCourse course) {
        if (course.verdict() == null) {
            return;
        }
        judged++;
        responders += course.verdict().response() ? 1 : 0;
        var outcome = course.outcome();
        if (outcome.firstResponse() != null) {
            var relapse = outcome.relapse();
            var until = relapse == null ? outcome.latest() : relapse;
            var observed = Duration.between(outcome.firstResponse().takenAt(), until.takenAt());
            curve.add(observed.toSeconds() / SECONDS_PER_DAY, relapse != null);
        }
    }

    /** Courses with a response at any score. */
    int n() {
        return curve.size();
    }

    KaplanMeier.Point at(int week) {
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
     * the day itself, so these are counts as well.
     */
    Map<String, CountCell> cells() {
        var cells = new LinkedHashMap<String, CountCell>();
        cells.put("judged", CountCell.of(judged));
        cells.put("n", new CountCell(n(), (long) judged, "n"));
        cells.put("n/lost", new CountCell((long) n() - responders, null, "n"));
        var relapsed = 0;
        var censored = 0;
        for (var week : WEEKS) {
            var point = at(week);
            add(cells, week, "atRisk", point.atRisk());
            add(cells, week, "relapsed", point.ended());
            add(cells, week, "censored", point.censored());
            add(cells, week, "relapsedSince", point.ended() - relapsed);
            add(cells, week, "censoredSince", point.censored() - censored);
            var onTheDay = point.atRisk() + point.ended() + point.censored() - n();
            if (onTheDay > 0) {
                add(cells, week, "onTheDay", onTheDay);
            }
            relapsed = point.ended();
            censored = point.censored();
        }
        return cells;
    }

    private static void add(Map<String, CountCell> cells, int week, String what, int count) {
        cells.put("n/" + week + "/" + what, new CountCell(count, null, "n/" + week));
    }
}
