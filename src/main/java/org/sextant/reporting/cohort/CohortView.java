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
 * What the courses of a group came to, benefit and harm side by side.
 *
 * @param group null of all courses together, of those without a label, and to an analyst of those whose indication is no
 *     code
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
                description = "Courses with a baseline and at least one later score; the denominator of the rates")
        Integer n,

        @Schema(nullable = true, description = "Response on the latest score")
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

        @Schema(nullable = true, description = "Not in n: no score after the baseline")
        Integer withoutLaterScore,

        @Schema(nullable = true, description = "Not in n: the drug was given and the instrument never scored")
        Integer unscored,

        @Schema(required = true, description = "True where something is null because it would point to few people")
        boolean suppressed) {

    /** The cells that a rate of new ideation would tell: how many, and of whom. */
    private static final String[] NEWLY_OF_WHOM = {"newlySuicidal", "suicidalBefore", "suicidalityAsked"};

    /** @param hidden the names of the cells that are not shown */
    static CohortView of(Group group, Cohort cohort, Set<String> hidden) {
        var shown = new Shown(cohort, hidden);
        return new CohortView(
                group.name(),
                group.system(),
                shown.value(Cohort::n, "n"),
                shown.value(one -> one.responded().count(), "responders"),
                shown.value(one -> one.responded().rate(), "responders"),
                shown.value(one -> one.responded().interval(), "responders"),
                shown.remission(one -> one.remitted().count()),
                shown.remission(one -> one.remitted().rate()),
                shown.remission(one -> one.remitted().interval()),
                shown.value(one -> one.gotWorse().count(), "worsened"),
                shown.value(one -> one.gotWorse().rate(), "worsened"),
                shown.value(one -> one.gotWorse().interval(), "worsened"),
                shown.ideation(Cohort::asked, "suicidalityAsked"),
                shown.ideation(Cohort::suicidalBefore, "suicidalBefore"),
                shown.ideation(Cohort::suicidalAfter, "suicidalAfter"),
                shown.ideation(one -> one.becameSuicidal().count(), "newlySuicidal"),
                shown.ideation(one -> one.becameSuicidal().rate(), NEWLY_OF_WHOM),
                shown.ideation(one -> one.becameSuicidal().interval(), NEWLY_OF_WHOM),
                shown.value(one -> one.baselines().mean(), "n"),
                shown.value(one -> one.baselines().standardDeviation(), "n"),
                shown.value(one -> one.latests().mean(), "n"),
                shown.value(one -> one.latests().standardDeviation(), "n"),
                shown.value(one -> one.changes().mean(), "n"),
                shown.value(one -> one.changes().standardDeviation(), "n"),
                shown.value(Cohort::everResponded, "everResponded"),
                shown.value(one -> one.hoursToResponse().median(), "hoursToResponse"),
                shown.value(Cohort::withoutBaseline, "withoutBaseline"),
                shown.value(Cohort::withoutLaterScore, "withoutLaterScore"),
                shown.value(Cohort::unscored, "unscored"),
                !hidden.isEmpty());
    }

    /** A cohort whose hidden cells are null, and with them what could be worked out only with one of them. */
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
