package org.sextant.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.sextant.report.SafetyCohort.EffectCount;
import org.sextant.report.SafetyCohort.Measure;
import org.sextant.sideeffect.Severity;

/**
 * What happened in the sessions of a group.
 *
 * @param group null of all sessions together, of those of courses without a label, and to an analyst of those whose
 *     indication is no code
 */
@Schema(name = "SafetyOfCohort")
@JsonInclude
record SafetyView(
        @Schema(nullable = true, description = "Null of all sessions together, and of those of courses without a label; to an analyst also of those whose indication is no code")
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

        @Schema(required = true) Overrides overrides,

        @Schema(required = true, description = "Of the kinds that occurred, by name")
        List<Effect> sideEffects,

        @Schema(
                required = true,
                description = "Of the kinds that were raised in these sessions and not withdrawn, by name")
        List<Alerts> alerts,

        @Schema(
                required = true,
                description = "Of the kinds that were raised in the period for a course of the group and for none of its"
                        + " sessions, and not withdrawn, by name; of groups by sessionNumber none")
        List<CourseAlerts> courseAlerts,

        @Schema(required = true, description = "Scores that describe a session, such as CADSS")
        List<MeasureOfSessions> sessionMeasures,

        @Schema(required = true, description = "True where something is null because it would point to few people")
        boolean suppressed) {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /** Steps that a prescriber took although a rule forbade them. */
    @Schema(name = "SafetyOverrides")
    @JsonInclude
    record Overrides(
            @Schema(nullable = true) Integer starts,
            @Schema(nullable = true) Integer discharges,

            @Schema(required = true, description = "By the rule that was broken; one step may break several")
            List<ByRule> byRule) {}

    /** Steps that broke one rule. */
    @Schema(name = "SafetyOverridesOfRule")
    @JsonInclude
    record ByRule(
            @Schema(required = true) String rule,
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

    /** One kind of alert that belongs to no session, and so has no rate per 100 of them. */
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

    /** @param hidden the names of the cells that are not shown */
    static SafetyView of(Group group, SafetyCohort cohort, Set<String> hidden) {
        var shown = new Shown(cohort.visits().sessions(), hidden);
        var visits = cohort.visits();
        var stops = new Proportion(visits.earlyStops(), visits.ended());
        return new SafetyView(
                group.name(),
                group.system(),
                shown.value("sessions", visits.sessions()),
                shown.value("courses", visits.courses()),
                shown.value("ended", visits.ended()),
                shown.value("earlyStops", stops.count()),
                shown.value("earlyStops", stops.rate()),
                shown.value("earlyStops", stops.interval()),
                new Overrides(
                        shown.value("starts", visits.overriddenStarts()),
                        shown.value("discharges", visits.overriddenDischarges()),
                        list(cohort.rules(), (rule, steps) -> new ByRule(rule, shown.value("rule/" + rule, steps)))),
                cohort.effects().stream().map(shown::effect).toList(),
                list(cohort.alerts(), shown::alerts),
                list(
                        cohort.courseAlerts(),
                        (kind, raised) -> new CourseAlerts(kind, shown.value("courseAlert/" + kind, raised))),
                cohort.measures().stream().map(shown::measure).toList(),
                !hidden.isEmpty());
    }

    private static <V> List<V> list(Map<String, Integer> counts, BiFunction<String, Integer, V> view) {
        return counts.entrySet().stream()
                .map(one -> view.apply(one.getKey(), one.getValue()))
                .toList();
    }

    private static BigDecimal rounded(Double value, int decimals) {
        return value == null ? null : BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_UP);
    }

    /** A cohort whose hidden cells are null. */
    private record Shown(int sessions, Set<String> hidden) {

        <T> T value(String cell, T value) {
            return hidden.contains(cell) ? null : value;
        }

        Effect effect(EffectCount one) {
            var name = one.effect();
            return new Effect(
                    name,
                    value(name, one.occurrences()),
                    value(name, per100(one.occurrences())),
                    value(name, one.sessions()),
                    value(name, value(name + "/serious", one.serious())),
                    value(name, value(name + "/resolved", one.resolved())),
                    value(name, value(name + "/resolved", rounded(one.medianMinutes(), 1))),
                    Arrays.stream(Severity.values())
                            .map(severity ->
                                    ofSeverity(name, severity, one.bySeverity().get(severity)))
                            .toList());
        }

        private OfSeverity ofSeverity(String effect, Severity severity, int occurrences) {
            var cell = effect + "/" + severity;
            return new OfSeverity(
                    severity, value(effect, value(cell, occurrences)), value(effect, value(cell, per100(occurrences))));
        }

        Alerts alerts(String kind, int count) {
            return new Alerts(kind, value("alert/" + kind, count), value("alert/" + kind, per100(count)));
        }

        MeasureOfSessions measure(Measure one) {
            var cell = "measure/" + one.instrument();
            return new MeasureOfSessions(
                    one.instrument(),
                    value(cell, one.n()),
                    value(cell, rounded(one.mean(), 3)),
                    value(cell, rounded(one.sd(), 3)));
        }

        private BigDecimal per100(int count) {
            return sessions == 0
                    ? null
                    : BigDecimal.valueOf(count)
                            .multiply(HUNDRED)
                            .divide(BigDecimal.valueOf(sessions), 2, RoundingMode.HALF_UP);
        }
    }
}
