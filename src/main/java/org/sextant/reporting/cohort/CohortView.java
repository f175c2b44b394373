package org.sextant.reporting.cohort;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.sextant.reporting.statistics.Group;

/**
 * The outcomes of the courses of a group, benefit and harm side by side.
 *
 * @param group null for all courses together and for courses without a label; for an analyst also null where the
 *     indication is not a code
 */
@Schema(name = "OutcomesOfCohort")
@JsonInclude
record CohortView(
        @Schema(
                nullable = true,
                description =
                        "Null of all courses together, and of those without a label; to an analyst also of those whose indication is no code")
        String group,

        @Schema(description = "Of the indication's code; absent in other groups")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        String system,

        @Schema(
                nullable = true,
                description =
                        "Courses with a baseline and at least one later score, or one in the window; the denominator of the rates")
        Integer n,

        @Schema(
                nullable = true,
                description = "Response on the latest score, or on the first in the window, and so below")
        Integer responders,

        @Schema(nullable = true, description = "Fraction, null of nothing, and so below")
        BigDecimal responseRate,

        @Schema(nullable = true, description = "Wilson, 95 %, and so below")
        List<BigDecimal> responseRateCi,

        @Schema(nullable = true, description = "Remission on the latest score; null where the instrument has no line")
        Integer remitters,

        @Schema(nullable = true) BigDecimal remissionRate,
        @Schema(nullable = true) List<BigDecimal> remissionRateCi,

        @Schema(
                nullable = true,
                description = "At least one severity up, or more than 10 % of the baseline, on the latest score")
        Integer worsened,

        @Schema(nullable = true) BigDecimal worsenedRate,
        @Schema(nullable = true) List<BigDecimal> worsenedRateCi,

        @Schema(
                nullable = true,
                description =
                        "Courses in which this instrument's answers told, before and after, whether there was suicidal"
                                + " ideation")
        Integer suicidalityAsked,

        @Schema(nullable = true, description = "Of them, with ideation at or before the baseline")
        Integer suicidalBefore,

        @Schema(nullable = true, description = "Of them, with ideation at any later score")
        Integer suicidalAfter,

        @Schema(nullable = true, description = "Of them, after and not before")
        Integer newlySuicidal,

        @Schema(nullable = true, description = "Of those asked who had none before")
        BigDecimal newlySuicidalRate,

        @Schema(nullable = true) List<BigDecimal> newlySuicidalRateCi,

        @Schema(
                nullable = true,
                description = "Of those asked, with ideation before and none at the last score that asks")
        Integer resolvedSuicidal,

        @Schema(nullable = true, description = "Of those asked who had ideation before")
        BigDecimal resolvedSuicidalRate,

        @Schema(nullable = true) List<BigDecimal> resolvedSuicidalRateCi,
        @Schema(nullable = true, description = "Points") BigDecimal meanBaseline,

        @Schema(nullable = true, description = "With n - 1; null of fewer than two, and so below")
        BigDecimal sdBaseline,

        @Schema(nullable = true) BigDecimal meanLatest,
        @Schema(nullable = true) BigDecimal sdLatest,

        @Schema(nullable = true, description = "Latest less baseline, points, negative is better")
        BigDecimal meanChange,

        @Schema(nullable = true) BigDecimal sdChange,

        @Schema(nullable = true, description = "Courses with a response at any score, also where it was lost again")
        Integer everResponded,

        @Schema(
                nullable = true,
                description = "From the start of the first infusion to the first response, of those that had both")
        BigDecimal medianHoursToResponse,

        @Schema(nullable = true, description = "Not in n: scored, but nothing is a baseline")
        Integer withoutBaseline,

        @Schema(nullable = true, description = "Not in n: no score after the baseline, or none in the window")
        Integer withoutLaterScore,

        @Schema(nullable = true, description = "Not in n: the drug was given and the instrument never scored")
        Integer unscored,

        @Schema(
                required = true,
                description =
                        "True where all n are of the kind that the yardsticks measured: depression (F32, F33), intravenous; to an analyst only overall")
        boolean comparable,

        @Schema(
                description =
                        "The courses of n that the yardsticks stand beside: of the kind that they measured; absent where there are"
                                + " none, and to an analyst")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        Comparison comparison,

        @Schema(required = true, description = "True where something is null because it would point to few people")
        boolean suppressed) {

    /** The figures that the yardsticks have, of the courses of the kind that they measured. */
    @Schema(name = "ComparableOutcomes")
    @JsonInclude
    record Comparison(
            @Schema(required = true) int n,
            @Schema(required = true) int responders,
            @Schema(required = true) BigDecimal responseRate,
            @Schema(required = true) List<BigDecimal> responseRateCi,
            @Schema(required = true) int remitters,
            @Schema(required = true) BigDecimal remissionRate,
            @Schema(required = true) List<BigDecimal> remissionRateCi,
            @Schema(required = true) int worsened,
            @Schema(required = true) BigDecimal worsenedRate,
            @Schema(required = true) List<BigDecimal> worsenedRateCi) {

        /** The figures of a cohort with at least one course. */
        static Comparison of(Cohort alike) {
            return new Comparison(
                    alike.n(),
                    alike.responded().count(),
                    alike.responded().rate(),
                    alike.responded().interval(),
                    alike.remitted().count(),
                    alike.remitted().rate(),
                    alike.remitted().interval(),
                    alike.gotWorse().count(),
                    alike.gotWorse().rate(),
                    alike.gotWorse().interval());
        }
    }

    /** The rate of new ideation discloses these cells, so the rate is hidden where a cell is hidden. */
    private static final String[] NEWLY_SUICIDAL_RATE = {"newlySuicidal", "suicidalBefore", "suicidalityAsked"};

    private static final String[] RESOLVED_SUICIDAL_RATE = {"resolvedSuicidal", "suicidalBefore", "suicidalityAsked"};

    /**
     * The view of a group.
     *
     * @param comparable true where the view may stand beside the published cohorts
     * @param comparison the part of the group that may; null where none may
     * @param hidden the names of the cells that are not shown
     */
    static CohortView of(Group group, Cohort cohort, boolean comparable, Comparison comparison, Set<String> hidden) {
        var shown = new Shown(cohort, hidden);
        return new CohortView(
                group.name(),
                group.system(),
                shown.value(Cohort::n, "n"),
                shown.value(counted -> counted.responded().count(), "responders"),
                shown.value(counted -> counted.responded().rate(), "responders"),
                shown.value(counted -> counted.responded().interval(), "responders"),
                shown.remission(counted -> counted.remitted().count()),
                shown.remission(counted -> counted.remitted().rate()),
                shown.remission(counted -> counted.remitted().interval()),
                shown.value(counted -> counted.gotWorse().count(), "worsened"),
                shown.value(counted -> counted.gotWorse().rate(), "worsened"),
                shown.value(counted -> counted.gotWorse().interval(), "worsened"),
                shown.ideation(Cohort::asked, "suicidalityAsked"),
                shown.ideation(Cohort::suicidalBefore, "suicidalBefore"),
                shown.ideation(Cohort::suicidalAfter, "suicidalAfter"),
                shown.ideation(counted -> counted.becameSuicidal().count(), "newlySuicidal"),
                shown.ideation(counted -> counted.becameSuicidal().rate(), NEWLY_SUICIDAL_RATE),
                shown.ideation(counted -> counted.becameSuicidal().interval(), NEWLY_SUICIDAL_RATE),
                shown.ideation(counted -> counted.stoppedBeingSuicidal().count(), "resolvedSuicidal"),
                shown.ideation(counted -> counted.stoppedBeingSuicidal().rate(), RESOLVED_SUICIDAL_RATE),
                shown.ideation(counted -> counted.stoppedBeingSuicidal().interval(), RESOLVED_SUICIDAL_RATE),
                shown.value(counted -> counted.baselines().mean(), "n"),
                shown.value(counted -> counted.baselines().standardDeviation(), "n"),
                shown.value(counted -> counted.latests().mean(), "n"),
                shown.value(counted -> counted.latests().standardDeviation(), "n"),
                shown.value(counted -> counted.changes().mean(), "n"),
                shown.value(counted -> counted.changes().standardDeviation(), "n"),
                shown.value(Cohort::everResponded, "everResponded"),
                shown.value(counted -> counted.hoursToResponse().median(), "hoursToResponse"),
                shown.value(Cohort::withoutBaseline, "withoutBaseline"),
                shown.value(Cohort::withoutLaterScore, "withoutLaterScore"),
                shown.value(Cohort::unscored, "unscored"),
                comparable,
                comparison,
                !hidden.isEmpty());
    }

    /** Reads a figure of the cohort; null where any of the cells that the figure is derived from is hidden. */
    private record Shown(Cohort cohort, Set<String> hidden) {

        <T> T value(Function<Cohort, T> read, String... cells) {
            return Arrays.stream(cells).anyMatch(hidden::contains) ? null : read.apply(cohort);
        }

        <T> T remission(Function<Cohort, T> read) {
            return cohort.definesRemission() ? value(read, "remitters") : null;
        }

        <T> T ideation(Function<Cohort, T> read, String... cells) {
            return cohort.asksForIdeation() ? value(read, cells) : null;
        }
    }
}
