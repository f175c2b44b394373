package org.sextant.reporting.cohort;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.sextant.reporting.statistics.Group;
import org.sextant.reporting.statistics.KaplanMeier;
import org.sextant.reporting.statistics.Proportion;

/**
 * How long the response of the courses of a group lasted.
 *
 * @param group null for all courses together and for courses without a label; for an analyst also null where the
 *     indication is not a code
 */
@Schema(name = "DurabilityOfCohort")
@JsonInclude
record DurabilityView(
        @Schema(
                nullable = true,
                description =
                        "Null of all courses together, and of those without a label; to an analyst also of those whose indication is no code")
        String group,

        @Schema(description = "Of the indication's code; absent in other groups")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        String system,

        @Schema(nullable = true, description = "Inductions with a response at any score")
        Integer n,

        @Schema(required = true) List<Week> weeks,

        @Schema(
                required = true,
                description =
                        "True where all n are of the kind that the yardsticks measured: depression (F32, F33), intravenous; to an analyst only overall")
        boolean comparable,

        @Schema(
                description =
                        "The inductions of n that the yardsticks stand beside: of the kind that they measured; absent where there"
                                + " are none, and to an analyst")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        Comparison comparison,

        @Schema(required = true, description = "True where something is null because it would point to few people")
        boolean suppressed) {

    /** How long the response lasted, of the inductions of the kind that the yardsticks measured. */
    @Schema(name = "ComparableDurability")
    record Comparison(
            @Schema(required = true) int n,
            @Schema(required = true) List<Week> weeks) {

        /** The state of a curve with at least one induction. */
        static Comparison of(KaplanMeier alike) {
            return new Comparison(
                    alike.size(),
                    ResponseCurve.WEEKS.stream()
                            .map(week -> Week.of(week, ResponseCurve.at(alike, week), false))
                            .toList());
        }
    }

    /** The state a number of weeks after the first response. */
    @Schema(name = "DurabilityAtWeek")
    @JsonInclude
    record Week(
            @Schema(required = true) int week,

            @Schema(nullable = true, description = "Still responding and watched, the day before included")
            Integer atRisk,

            @Schema(nullable = true, description = "Have relapsed by then, in scores or by an induction for relapse")
            Integer relapsed,

            @Schema(
                    nullable = true,
                    description = "Were last scored, or began another induction, before, without a relapse")
            Integer censored,

            @Schema(
                    nullable = true,
                    description = "Still responding, Kaplan-Meier, fraction; null where nobody is watched any more")
            BigDecimal share,

            @Schema(
                    nullable = true,
                    description = "95 %, Greenwood on the logarithm; null where the share is null or 0")
            List<BigDecimal> shareCi) {

        private static Week of(int week, KaplanMeier.Point point, boolean hidden) {
            if (hidden) {
                return new Week(week, null, null, null, null, null);
            }
            var known = point.atRisk() > 0 || point.share() == 0;
            return new Week(
                    week,
                    point.atRisk(),
                    point.ended(),
                    point.censored(),
                    known ? Proportion.fraction(point.share()) : null,
                    known && point.share() > 0
                            ? List.of(Proportion.fraction(point.lower()), Proportion.fraction(point.upper()))
                            : null);
        }
    }

    /**
     * The view of a group.
     *
     * @param comparable true where the view may stand beside the published cohorts
     * @param comparison the part of the group that may; null where none may
     * @param hidden the names of the cells that are not shown
     */
    static DurabilityView of(
            Group group, ResponseCurve curve, boolean comparable, Comparison comparison, Set<String> hidden) {
        return new DurabilityView(
                group.name(),
                group.system(),
                hidden.contains("n") ? null : curve.n(),
                ResponseCurve.WEEKS.stream()
                        .map(week -> Week.of(week, curve.at(week), hidden.contains(ResponseCurve.cellOf(week))))
                        .toList(),
                comparable,
                comparison,
                !hidden.isEmpty());
    }
}
