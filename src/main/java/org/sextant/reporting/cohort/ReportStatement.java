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
    private static final String MISSING =
            "Courses without a baseline, without a later score, or never scored are counted apart and in no rate.";

    static ReportStatement ofOutcomes(Population population, boolean suppressed) {
        var denominator =
                switch (population) {
                    case ALL -> "Every course with a baseline and at least one later score on the instrument.";
                    case COMPLETERS ->
                        "Every completed course with a baseline and at least one later score on the instrument.";
                };
        return new ReportStatement(
                denominator,
                "From the last score at or before the first infusion to the last score on record, whenever it was"
                        + " taken.",
                MISSING + " The last observation is carried forward.",
                suppressed ? HIDDEN : null);
    }

    static ReportStatement ofDurability(Population population, boolean suppressed) {
        var denominator =
                switch (population) {
                    case ALL -> "Every course with a response at any score.";
                    case COMPLETERS -> "Every completed course with a response at any score.";
                };
        return new ReportStatement(
                denominator,
                "From the first score that is a response to the first of the two that make a relapse.",
                "Who has not relapsed is censored at the last score on record.",
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
