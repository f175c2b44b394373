package org.sextant.reporting.cohort;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.sextant.chart.assessment.Instrument;
import org.sextant.reporting.statistics.CountCell;
import org.sextant.reporting.statistics.Proportion;
import org.sextant.reporting.statistics.Sample;

/** Counts the outcomes of the courses of a group, one course at a time. */
final class Cohort {

    private static final Set<String> OF_ALL_LATER_SCORES = Set.of(
            "everResponded",
            "hoursToResponse",
            "suicidalityAsked",
            "suicidalBefore",
            "suicidalAfter",
            "newlySuicidal",
            "resolvedSuicidal");

    private final Instrument instrument;

    /** The courses with a later score and none in the window; null without a window. */
    private final Cohort outside;

    /** The courses of the kind that the published cohorts measured; null in a part of a group. */
    private final Cohort alike;

    private final Sample baselines = new Sample();
    private final Sample latests = new Sample();
    private final Sample changes = new Sample();
    private final Sample hoursToResponse = new Sample();

    private int responders;
    private int remitters;
    private int worsened;
    private int everResponded;
    private int asked;
    private int suicidalBefore;
    private int suicidalAfter;
    private int newlySuicidal;
    private int resolvedSuicidal;
    private int withoutBaseline;
    private int withoutLaterScore;
    private int unscored;

    /** @param windowed true where a score is evaluated only if it was taken in a window */
    Cohort(Instrument instrument, boolean windowed) {
        this(instrument, windowed ? new Cohort(instrument, null, null) : null, new Cohort(instrument, null, null));
    }

    private Cohort(Instrument instrument, Cohort outside, Cohort alike) {
        this.instrument = instrument;
        this.outside = outside;
        this.alike = alike;
    }

    void add(ScoredCourse course) {
        var verdict = course.verdict();
        if (verdict != null) {
            add(verdict);
            if (Benchmarks.measured(course.kind())) {
                alike.add(verdict);
            }
        } else if (course.scores().isEmpty()) {
            unscored++;
        } else if (course.outcome().baseline() == null) {
            withoutBaseline++;
        } else {
            withoutLaterScore++;
            if (outside != null && course.latest() != null) {
                outside.add(course.latest());
            }
        }
    }

    private void add(ScoredCourse.Verdict verdict) {
        addScores(verdict);
        addIdeation(verdict.ideation());
    }

    private void addScores(ScoredCourse.Verdict verdict) {
        baselines.add(verdict.before());
        latests.add(verdict.after());
        changes.add(verdict.after() - verdict.before());
        responders += verdict.response() ? 1 : 0;
        remitters += verdict.remission() ? 1 : 0;
        worsened += verdict.worsened() ? 1 : 0;
        everResponded += verdict.everResponded() ? 1 : 0;
        if (verdict.hoursToResponse() != null) {
            hoursToResponse.add(verdict.hoursToResponse());
        }
    }

    private void addIdeation(ScoredCourse.Ideation ideation) {
        if (ideation.asked()) {
            asked++;
            suicidalBefore += ideation.before() ? 1 : 0;
            suicidalAfter += ideation.after() ? 1 : 0;
            newlySuicidal += ideation.after() && !ideation.before() ? 1 : 0;
            resolvedSuicidal += ideation.resolved() ? 1 : 0;
        }
    }

    int n() {
        return baselines.size();
    }

    Proportion responded() {
        return new Proportion(responders, n());
    }

    Proportion remitted() {
        return new Proportion(remitters, n());
    }

    Proportion gotWorse() {
        return new Proportion(worsened, n());
    }

    /** New suicidal ideation, as a share of the courses without ideation up to the baseline. */
    Proportion becameSuicidal() {
        return new Proportion(newlySuicidal, asked - suicidalBefore);
    }

    /** No ideation at the last score that asks, as a share of the courses with ideation up to the baseline. */
    Proportion stoppedBeingSuicidal() {
        return new Proportion(resolvedSuicidal, suicidalBefore);
    }

    /** True where the published cohorts were of such courses. */
    boolean comparable() {
        return n() > 0 && alike.n() == n();
    }

    /** The courses of the kind that the published cohorts measured. */
    Cohort alike() {
        return alike;
    }

    int everResponded() {
        return everResponded;
    }

    int asked() {
        return asked;
    }

    int suicidalBefore() {
        return suicidalBefore;
    }

    int suicidalAfter() {
        return suicidalAfter;
    }

    int withoutBaseline() {
        return withoutBaseline;
    }

    int withoutLaterScore() {
        return withoutLaterScore;
    }

    int unscored() {
        return unscored;
    }

    Sample baselines() {
        return baselines;
    }

    Sample latests() {
        return latests;
    }

    Sample changes() {
        return changes;
    }

    Sample hoursToResponse() {
        return hoursToResponse;
    }

    /** False where the instrument has no remission cut-off. */
    boolean definesRemission() {
        return instrument.remissionAtMost() != null;
    }

    /** False where the instrument does not ask for suicidal ideation. */
    boolean asksForIdeation() {
        return !instrument.flags().isEmpty();
    }

    /**
     * The counts by the names of the report, the size first. A reader can subtract one count from another, so the
     * difference is a count as well. The difference is hidden together with the less important of the two counts:
     * courses neither better nor worse with {@code worsened}, lost responses with {@code everResponded}, suicidal
     * ideation before and after with {@code suicidalAfter}, ideation that ended after a later score that showed it with
     * {@code resolvedSuicidal}.
     *
     * <p>The report without a window counts the courses outside the window too. What both reports count of all later
     * scores can be subtracted, so the counts of the courses outside are hidden together with those of the window.
     */
    Map<String, CountCell> cells() {
        var cells = new LinkedHashMap<String, CountCell>();
        cells.put("n", outside == null ? CountCell.of(n()) : CountCell.of(n(), n() + outside.n()));
        cells.put("responders", CountCell.of(responders, n()));
        if (definesRemission()) {
            cells.put("remitters", CountCell.of(remitters, n()));
        }
        cells.put("worsened", new CountCell(worsened, (long) n(), "worsened"));
        cells.put("worsened/neither", new CountCell(n() - responders - worsened, null, "worsened"));
        cells.put("everResponded", new CountCell(everResponded, (long) n(), "everResponded"));
        cells.put("everResponded/lost", new CountCell(everResponded - responders, null, "everResponded"));
        cells.put("hoursToResponse", CountCell.of(hoursToResponse.size()));
        if (asksForIdeation()) {
            cells.put("suicidalityAsked", CountCell.of(asked, n()));
            cells.put("suicidalBefore", CountCell.of(suicidalBefore, asked));
            cells.put("suicidalAfter", new CountCell(suicidalAfter, (long) asked, "suicidalAfter"));
            cells.put(
                    "suicidalAfter/before",
                    new CountCell(suicidalAfter - newlySuicidal, (long) suicidalBefore, "suicidalAfter"));
            cells.put("newlySuicidal", CountCell.of(newlySuicidal, asked - suicidalBefore));
            cells.put("resolvedSuicidal", new CountCell(resolvedSuicidal, (long) suicidalBefore, "resolvedSuicidal"));
            cells.put("resolvedSuicidal/later", new CountCell(resolvedLater(), null, "resolvedSuicidal"));
        }
        cells.put("withoutBaseline", CountCell.of(withoutBaseline));
        cells.put("withoutLaterScore", CountCell.of(withoutLaterScore));
        cells.put("unscored", CountCell.of(unscored));
        if (outside != null) {
            cells.replaceAll((name, cell) -> ofAllLaterScores(name) ? cell.inFamily(family(name)) : cell);
            outside.cells().forEach((name, cell) -> {
                if (ofAllLaterScores(name)) {
                    cells.put(name + "/outside", cell.inFamily(family(name)));
                }
            });
        }
        return cells;
    }

    /** True for a count that is the same with and without a window, but for the courses outside the window. */
    private static boolean ofAllLaterScores(String cell) {
        return OF_ALL_LATER_SCORES.contains(family(cell)) && !cell.equals("everResponded/lost");
    }

    private static String family(String cell) {
        return cell.replaceFirst("/.*", "");
    }

    /** The courses with ideation before and at a later score, and none at the last that asks. */
    private int resolvedLater() {
        return resolvedSuicidal - (suicidalBefore - (suicidalAfter - newlySuicidal));
    }
}
