package org.sextant.reporting.cohort;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sextant.reporting.statistics.CountCell;
import org.sextant.reporting.statistics.KaplanMeier;

/** For how long the courses of a group kept their response. */
final class ResponseCurve {

    /** The weeks after the first response that the report looks at. */
    static final List<Integer> WEEKS = List.of(1, 2, 4, 8, 12);

    private static final int DAYS_PER_WEEK = 7;
    private static final double SECONDS_PER_DAY = Duration.ofDays(1).toSeconds();

    private final KaplanMeier curve = new KaplanMeier();
    private int judged;
    private int responders;

    /** Counts a course, and watches it from its first response on, where it had one. */
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
            var watched = Duration.between(outcome.firstResponse().takenAt(), until.takenAt());
            curve.add(watched.toSeconds() / SECONDS_PER_DAY, relapse != null);
        }
    }

    /** Courses with a response at any score. */
    int n() {
        return curve.size();
    }

    KaplanMeier.Point at(int week) {
        return curve.at(week * DAYS_PER_WEEK);
    }

    /** The cell that stands and falls with all others of the week. */
    static String cellOf(int week) {
        return "n/" + week + "/atRisk";
    }

    /**
     * Its counts, the size of the group first. That, those who ever responded and those who lost it are counted here as in
     * the report on outcomes, so that both hide the same. What is shown of one week stands and falls together; who was
     * added since the week before, and who relapsed on the very day, can be told from it and is a count as well.
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
