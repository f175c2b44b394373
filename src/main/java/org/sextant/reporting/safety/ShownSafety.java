package org.sextant.reporting.safety;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.sextant.chart.sideeffect.Severity;
import org.sextant.reporting.safety.SafetyCohort.EffectCount;
import org.sextant.reporting.safety.SafetyCohort.Measure;
import org.sextant.reporting.safety.SafetyView.Alerts;
import org.sextant.reporting.safety.SafetyView.ByRule;
import org.sextant.reporting.safety.SafetyView.CourseAlerts;
import org.sextant.reporting.safety.SafetyView.Effect;
import org.sextant.reporting.safety.SafetyView.LeftAs;
import org.sextant.reporting.safety.SafetyView.MeasureOfSessions;
import org.sextant.reporting.safety.SafetyView.OfSeverity;
import org.sextant.reporting.safety.SafetyView.Overrides;
import org.sextant.reporting.statistics.Group;
import org.sextant.reporting.statistics.Proportion;

/**
 * Builds the view of a cohort: hidden cells are null, and figures derived from a hidden cell are null as well.
 *
 * @param hidden the names of the cells that are not shown
 * @param unnamed the names of the cells whose kind no group lists, because all groups together have few of that kind
 */
record ShownSafety(SafetyCohort cohort, Set<String> hidden, Set<String> unnamed) {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    SafetyView of(Group group) {
        var visits = cohort.visits();
        var stops = new Proportion(visits.earlyStops(), visits.ended());
        return new SafetyView(
                group.name(),
                group.system(),
                value(visits.sessions(), "sessions"),
                value(visits.courses(), "courses"),
                value(visits.ended(), "ended"),
                value(stops.count(), "earlyStops"),
                value(stops.rate(), "earlyStops", "ended"),
                value(stops.interval(), "earlyStops", "ended"),
                SafetyCohort.NOT_HOME.stream()
                        .map(disposition -> new LeftAs(
                                disposition,
                                value(visits.of(disposition), "disposition/" + disposition, SafetyCohort.SIZE)))
                        .toList(),
                new Overrides(
                        value(visits.overriddenStarts(), "starts"),
                        value(visits.overriddenDoses(), "doses"),
                        value(visits.overriddenDischarges(), "discharges"),
                        list(
                                cohort.rules(),
                                "rule/",
                                (rule, broken) -> new ByRule(rule, value(broken.steps(), "rule/" + rule)))),
                list(cohort.effects(), "", (name, effect) -> effect(effect)),
                list(cohort.alerts(), "alert/", this::alerts),
                list(
                        cohort.courseAlerts(),
                        "courseAlert/",
                        (kind, raised) -> new CourseAlerts(kind, value(raised, "courseAlert/" + kind))),
                list(cohort.measures(), "measure/", (name, measure) -> measure(measure)),
                !hidden.isEmpty());
    }

    /** The value; null where a cell that the value is derived from is hidden. */
    private <T> T value(T value, String... cells) {
        return Arrays.stream(cells).anyMatch(hidden::contains) ? null : value;
    }

    /** The kinds that every group lists; none where the group shows nothing, because a kind discloses an occurrence. */
    private <C, V> List<V> list(Map<String, C> counts, String prefix, BiFunction<String, C, V> view) {
        if (hidden.contains(SafetyCohort.SIZE)) {
            return List.of();
        }
        return counts.entrySet().stream()
                .filter(count -> !unnamed.contains(prefix + count.getKey()))
                .map(count -> view.apply(count.getKey(), count.getValue()))
                .toList();
    }

    private Effect effect(EffectCount count) {
        var name = count.effect();
        return new Effect(
                name,
                value(count.occurrences(), name),
                value(per100(count.occurrences()), name, "sessions"),
                value(count.sessions(), name),
                value(count.serious(), name + "/serious"),
                value(count.resolved(), name + "/resolved"),
                value(rounded(count.medianMinutes(), 1), name + "/resolved"),
                Arrays.stream(Severity.values())
                        .map(severity ->
                                ofSeverity(name, severity, count.bySeverity().get(severity)))
                        .toList());
    }

    private OfSeverity ofSeverity(String effect, Severity severity, int occurrences) {
        var cell = effect + "/" + severity;
        return new OfSeverity(severity, value(occurrences, cell), value(per100(occurrences), cell, "sessions"));
    }

    private Alerts alerts(String kind, int count) {
        var cell = "alert/" + kind;
        return new Alerts(kind, value(count, cell), value(per100(count), cell, "sessions"));
    }

    private MeasureOfSessions measure(Measure measure) {
        var cell = "measure/" + measure.instrument();
        return new MeasureOfSessions(
                measure.instrument(),
                value(measure.n(), cell),
                value(rounded(measure.mean(), 3), cell),
                value(rounded(measure.sd(), 3), cell));
    }

    private BigDecimal per100(int count) {
        var sessions = cohort.visits().sessions();
        return sessions == 0
                ? null
                : BigDecimal.valueOf(count)
                        .multiply(HUNDRED)
                        .divide(BigDecimal.valueOf(sessions), 2, RoundingMode.HALF_UP);
    }

    private static BigDecimal rounded(Double value, int decimals) {
        return value == null ? null : BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_UP);
    }
}
