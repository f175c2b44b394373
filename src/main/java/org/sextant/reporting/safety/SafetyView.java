package org.sextant.reporting.safety;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.sextant.chart.session.step.Disposition;
import org.sextant.chart.sideeffect.Severity;
import org.sextant.rules.safety.Rule;

/**
 * The safety events in the sessions of a group.
 *
 * @param group null for all sessions together and for sessions of courses without a label; for an analyst also null
 *     where the indication is not a code
 */
@Schema(name = "SafetyOfCohort")
@JsonInclude
record SafetyView(
        @Schema(
                nullable = true,
                description =
                        "Null of all sessions together, and of those of courses without a label; to an analyst also of those whose indication is no code")
        String group,

        @Schema(description = "Of the indication's code; absent in other groups")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        String system,

        @Schema(
                nullable = true,
                description = "In which the drug was begun; the denominator of what is per 100 sessions")
        Integer sessions,

        @Schema(nullable = true, description = "That the sessions belong to")
        Integer courses,

        @Schema(nullable = true, description = "In which the drug was ended too")
        Integer ended,

        @Schema(nullable = true, description = "Ended early, with a reason")
        Integer earlyStops,

        @Schema(nullable = true, description = "Of those ended, fraction; null of nothing")
        BigDecimal earlyStopRate,

        @Schema(nullable = true, description = "Wilson, 95 %")
        List<BigDecimal> earlyStopRateCi,

        @Schema(required = true, description = "Sessions whose patient did not go home, one item a disposition")
        List<LeftAs> dispositions,

        @Schema(required = true) Overrides overrides,

        @Schema(
                required = true,
                description =
                        "Of the kinds that occurred, by name; to an analyst of those of which there were enough in all"
                                + " groups together, and none in a group that shows nothing; so with the other lists")
        List<Effect> sideEffects,

        @Schema(
                required = true,
                description = "Of the kinds that were raised in these sessions and not withdrawn, by name")
        List<Alerts> alerts,

        @Schema(
                required = true,
                description =
                        "Of the kinds that were raised in the period for a course of the group and for none of its"
                                + " sessions, and not withdrawn, by name; of groups by sessionNumber none")
        List<CourseAlerts> courseAlerts,

        @Schema(required = true, description = "Scores that describe a session, such as CADSS")
        List<MeasureOfSessions> sessionMeasures,

        @Schema(
                required = true,
                description = "True where something is null or left out because it would point to few people")
        boolean suppressed) {

    /** Sessions whose patient went somewhere other than home. */
    @Schema(name = "SafetyOfDisposition")
    @JsonInclude
    record LeftAs(
            @Schema(required = true) Disposition disposition,
            @Schema(nullable = true) Integer sessions) {}

    /** Steps that a prescriber executed although a rule blocked them. */
    @Schema(name = "SafetyOverrides")
    @JsonInclude
    record Overrides(
            @Schema(nullable = true) Integer starts,

            @Schema(
                    nullable = true,
                    description = "Rates and further doses, and totals above the limit that no override covered")
            Integer doses,

            @Schema(nullable = true) Integer discharges,

            @Schema(required = true, description = "By the rule that was broken; one step may break several")
            List<ByRule> byRule) {}

    /** Steps that overrode one rule. */
    @Schema(name = "SafetyOverridesOfRule")
    @JsonInclude
    record ByRule(
            @Schema(required = true, type = SchemaType.STRING, implementation = Rule.class)
            String rule,

            @Schema(nullable = true) Integer steps) {}

    /** One kind of side effect. */
    @Schema(name = "SafetyOfEffect")
    @JsonInclude
    record Effect(
            @Schema(required = true) String effect,
            @Schema(nullable = true) Integer occurrences,

            @Schema(nullable = true, description = "Occurrences per 100 sessions")
            BigDecimal per100Sessions,

            @Schema(nullable = true, description = "In which it occurred")
            Integer sessions,

            @Schema(nullable = true, description = "Serious, or life-threatening")
            Integer serious,

            @Schema(nullable = true, description = "Over by now")
            Integer resolved,

            @Schema(nullable = true, description = "From onset to end, of those that are over")
            BigDecimal medianMinutes,

            @Schema(required = true) List<OfSeverity> bySeverity) {}

    /** One kind of side effect of one severity. */
    @Schema(name = "SafetyOfSeverity")
    @JsonInclude
    record OfSeverity(
            @Schema(required = true) Severity severity,
            @Schema(nullable = true) Integer occurrences,
            @Schema(nullable = true) BigDecimal per100Sessions) {}

    /** One kind of alert. */
    @Schema(name = "SafetyOfAlerts")
    @JsonInclude
    record Alerts(
            @Schema(required = true) String kind,
            @Schema(nullable = true) Integer count,
            @Schema(nullable = true) BigDecimal per100Sessions) {}

    /** One kind of alert that belongs to no session, and so has no rate per 100 sessions. */
    @Schema(name = "SafetyOfCourseAlerts")
    @JsonInclude
    record CourseAlerts(
            @Schema(required = true) String kind,
            @Schema(nullable = true) Integer count) {}

    /** Scores on one measure. */
    @Schema(name = "SafetyOfMeasure")
    @JsonInclude
    record MeasureOfSessions(
            @Schema(required = true) String instrument,

            @Schema(nullable = true, description = "Scores recorded with one of the sessions")
            Integer n,

            @Schema(nullable = true) BigDecimal mean,

            @Schema(nullable = true, description = "With n - 1")
            BigDecimal sd) {}
}
