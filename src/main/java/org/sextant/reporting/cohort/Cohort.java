package org.sextant.reporting.cohort;

import java.util.LinkedHashMap;
import java.util.Map;
import org.sextant.chart.assessment.Instrument;
import org.sextant.reporting.statistics.CountCell;
import org.sextant.reporting.statistics.Proportion;
import org.sextant.reporting.statistics.Sample;

/** What the courses of a group came to, counted one after the other. */
final class Cohort {

    private final Instrument instrument;
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
    private int withoutBaseline;
    private int withoutLaterScore;
    private int unscored;

    Cohort(Instrument instrument) {
        this.instrument = instrument;
    }

    void add(ScoredCourse course) {
        var verdict = course.verdict();
        if (verdict != null) {
            judge(verdict);
            ask(verdict.ideation());
        } else if (course.scores().isEmpty()) {
            unscored++;
        } else if (course.outcome().baseline() == null) {
            withoutBaseline++;
        } else {
            withoutLaterScore++;
        }
    }

    private void judge(ScoredCourse.Verdict verdict) {
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

    private void ask(ScoredCourse.Ideation ideation) {
        if (ideation.asked()) {
            asked++;
            suicidalBefore += ideation.before() ? 1 : 0;
            suicidalAfter += ideation.after() ? 1 : 0;
            newlySuicidal += ideation.after() && !ideation.before() ? 1 : 0;
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

    /** Of those who were not suicidal before. */
    Proportion becameSuicidal() {
        return new Proportion(newlySuicidal, asked - suicidalBefore);
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

    /** False where the instrument has no line of remission. */
    boolean definesRemission() {
        return instrument.remissionAtMost() != null;
    }

    /** False where the instrument does not ask for suicidal ideation. */
    boolean asksForIdeation() {
        return !instrument.flags().isEmpty();
    }

    /**
     * Its counts by the names of the report, the size first. What two of them leave between them is a count as well, and
     * hidden with the one that is less missed: those who did not get better and not worse with those who got worse, those
     * who lost their response with those who ever had one, those who were suicidal before and after with those after.
     */
    Map<String, CountCell> cells() {
        var cells = new LinkedHashMap<String, CountCell>();
        cells.put("n", CountCell.of(n()));
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
        }
        cells.put("withoutBaseline", CountCell.of(withoutBaseline));
        cells.put("withoutLaterScore", CountCell.of(withoutLaterScore));
        cells.put("unscored", CountCell.of(unscored));
        return cells;
    }
}
