package org.sextant.reporting.cohort;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.sextant.reporting.statistics.SmallCellSuppression;

/** States in words what a report counts, because a reader needs the denominator to interpret a rate. */
@Schema(name = "ReportStatement")
public record ReportStatement(
        @Schema(required = true) String denominator,
        @Schema(required = true) String window,
        @Schema(required = true) String missing,

        @Schema(description = "What is not shown; absent where everything is")
        String suppression) {

    private static final String HIDDEN =
            "Counts under %d, counts that would disclose them, and figures derived from them are null."
                    .formatted(SmallCellSuppression.SMALLEST);
    private static final String CARRIED_FORWARD =
            "Courses without a baseline, without a later score, or never scored are counted apart and in no rate. The"
                    + " last observation is carried forward.";
    private static final String IN_WINDOW =
            "Courses without a baseline, without a score in the window, or never scored are counted apart and in no"
                    + " rate.";

    static ReportStatement ofOutcomes(CoursesOfReport counted, boolean suppressed) {
        var window = counted.window();
        var course = courses(counted.population(), counted.phase());
        return new ReportStatement(
                window == null
                        ? "Every %s with a baseline and at least one later score on the instrument.".formatted(course)
                        : "Every %s with a baseline and a score on the instrument in the window.".formatted(course),
                baseline(counted.phase())
                        + (window == null
                                ? " to the course's last score on record up to the first infusion of a later course of"
                                        + " the episode, whenever it was taken."
                                : " to the course's first score %s days after the end of its last infusion, both ends"
                                                .formatted(window.days())
                                        + " included, up to the first infusion of a later course of the episode."),
                window == null ? CARRIED_FORWARD : IN_WINDOW,
                suppressed ? HIDDEN : null);
    }

    private static String courses(Population population, PhaseFilter phase) {
        var completed = population == Population.COMPLETERS ? "completed " : "";
        return switch (phase) {
            case INDUCTION -> completed + "induction course";
            case MAINTENANCE -> completed + "maintenance course";
            case EACH -> completed + "course";
        };
    }

    private static String baseline(PhaseFilter phase) {
        return switch (phase) {
            case INDUCTION -> "From the last score at or before the first infusion";
            case MAINTENANCE ->
                "From the baseline of the induction before, else from the last score at or before the first infusion,";
            case EACH ->
                "From the last score at or before the first infusion, of maintenance after an induction from the"
                        + " baseline of that induction,";
        };
    }

    static ReportStatement ofDurability(Population population, Maintenance maintenance, boolean suppressed) {
        var course = courses(population, PhaseFilter.INDUCTION);
        var kept =
                switch (maintenance) {
                    case ALL -> ", with and without maintenance";
                    case WITH -> ", with maintenance given before the observation ended";
                    case WITHOUT -> ", without maintenance given before the observation ended";
                };
        return new ReportStatement(
                "Every %s with a response at any score%s.".formatted(course, kept),
                "From the first score that is a response to the first of the two that make a relapse, in all courses of"
                        + " the episode up to the next induction; else to the activation of an induction because of a"
                        + " relapse.",
                "Who has not relapsed is censored at the last score of the episode, or at the activation of another"
                        + " induction for another reason.",
                suppressed ? HIDDEN : null);
    }

    public static ReportStatement ofSafety(boolean suppressed) {
        return new ReportStatement(
                "Every session in which the drug was begun in the period, by the start.",
                "From check-in on, as long as something was recorded in the session; later ends included.",
                "What was not recorded is not known, and not counted. Records marked as entered in error are left out.",
                suppressed ? HIDDEN : null);
    }
}
