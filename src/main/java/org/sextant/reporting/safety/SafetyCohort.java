package org.sextant.reporting.safety;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.sextant.chart.session.step.Disposition;
import org.sextant.chart.sideeffect.Effect;
import org.sextant.chart.sideeffect.Severity;
import org.sextant.reporting.statistics.CountCell;

/** The counts of safety events in the sessions of a group. */
final class SafetyCohort {

    /** The cell with the size of the group. */
    static final String SIZE = "courses";

    /** The dispositions that count apart. */
    static final List<Disposition> NOT_HOME =
            List.of(Disposition.HOSPITAL, Disposition.LEFT_AGAINST_ADVICE, Disposition.DIED);

    private final Map<String, EffectCount> effects = new TreeMap<>();
    private final Map<String, Integer> alerts = new TreeMap<>();
    private final Map<String, Integer> courseAlerts = new TreeMap<>();
    private final Map<String, Broken> rules = new TreeMap<>();
    private final Map<String, Measure> measures = new TreeMap<>();
    private Visits visits = new Visits(0, 0, 0, 0, 0, 0, 0, Map.of());

    /**
     * The numbers of sessions.
     *
     * @param sessions in which the drug was begun
     * @param courses to which these sessions belong
     * @param ended sessions in which the drug was also ended
     * @param earlyStops sessions in which the drug was ended early, with a reason
     * @param overriddenStarts sessions begun although a rule blocked the start
     * @param overriddenDoses rates and further doses that were given although a rule blocked them, and totals above the
     *     limit that no override covered
     * @param overriddenDischarges sessions discharged although a rule blocked the discharge
     * @param notHome sessions whose patient did not go home, by disposition; a missing disposition counts as 0
     */
    record Visits(
            int sessions,
            int courses,
            int ended,
            int earlyStops,
            int overriddenStarts,
            int overriddenDoses,
            int overriddenDischarges,
            Map<Disposition, Integer> notHome) {

        int of(Disposition disposition) {
            return notHome.getOrDefault(disposition, 0);
        }
    }

    /**
     * A rule that was overridden.
     *
     * @param steps that were executed although the rule blocked them
     * @param ofStarts true where a start has overridden the rule
     * @param ofDoses true where a rate or a further dose has overridden the rule
     * @param ofDischarges true where a discharge has overridden the rule
     */
    record Broken(int steps, boolean ofStarts, boolean ofDoses, boolean ofDischarges) {

        Broken none() {
            return new Broken(0, ofStarts, ofDoses, ofDischarges);
        }

        /** The number of overridden steps that the steps of this rule are a part of. */
        private long whole(Visits visits) {
            return (ofStarts ? visits.overriddenStarts() : 0L)
                    + (ofDoses ? visits.overriddenDoses() : 0L)
                    + (ofDischarges ? visits.overriddenDischarges() : 0L);
        }
    }

    /**
     * One kind of side effect.
     *
     * @param sessions in which the side effect occurred
     * @param bySeverity the occurrences of each severity
     * @param serious occurrences that are serious or life-threatening
     * @param resolved occurrences that are over
     * @param medianMinutes from onset to end of the resolved occurrences; null where there are none
     */
    record EffectCount(
            String effect,
            int occurrences,
            int sessions,
            Map<Severity, Integer> bySeverity,
            int serious,
            int resolved,
            Double medianMinutes) {

        static EffectCount none(String effect) {
            var zeros = Arrays.stream(Severity.values()).collect(Collectors.toMap(Function.identity(), severity -> 0));
            return new EffectCount(effect, 0, 0, zeros, 0, 0, null);
        }

        /** Occurrences marked as serious that are not life-threatening. */
        int onlyMarked() {
            return serious - bySeverity.get(Severity.LIFE_THREATENING);
        }
    }

    /**
     * Scores on a measure that describes a session.
     *
     * @param n the number of scores
     * @param mean points
     * @param sd points, with n − 1; null for fewer than two scores
     */
    record Measure(String instrument, int n, Double mean, Double sd) {}

    void add(Visits counted) {
        visits = counted;
    }

    void add(EffectCount counted) {
        effects.put(counted.effect(), counted);
    }

    void add(Measure counted) {
        measures.put(counted.instrument(), counted);
    }

    void addAlerts(String kind, int counted) {
        alerts.put(kind, counted);
    }

    /** Adds alerts that belong to a course but to none of its sessions. */
    void addCourseAlerts(String kind, int counted) {
        courseAlerts.put(kind, counted);
    }

    void addRule(String rule, Broken counted) {
        rules.put(rule, counted);
    }

    /** Adds a count of 0 for each side effect that did not occur, because a missing kind would disclose the 0. */
    void addZeroForMissingEffects() {
        for (var effect : Effect.values()) {
            effects.computeIfAbsent(effect.name(), EffectCount::none);
        }
    }

    /** Adds a count of 0 for each kind that occurs in all groups together but not in this group. */
    void addZeroForKindsOf(SafetyCohort overall) {
        overall.effects.keySet().forEach(kind -> effects.computeIfAbsent(kind, EffectCount::none));
        overall.alerts.keySet().forEach(kind -> alerts.putIfAbsent(kind, 0));
        overall.courseAlerts.keySet().forEach(kind -> courseAlerts.putIfAbsent(kind, 0));
        overall.rules.forEach((rule, broken) -> rules.putIfAbsent(rule, broken.none()));
        overall.measures
                .keySet()
                .forEach(instrument -> measures.putIfAbsent(instrument, new Measure(instrument, 0, null, null)));
    }

    Visits visits() {
        return visits;
    }

    Map<String, EffectCount> effects() {
        return effects;
    }

    Map<String, Integer> alerts() {
        return alerts;
    }

    Map<String, Integer> courseAlerts() {
        return courseAlerts;
    }

    Map<String, Broken> rules() {
        return rules;
    }

    Map<String, Measure> measures() {
        return measures;
    }

    /**
     * The counts of the group. The number of courses comes first, because the size of the group is a number of people.
     * The difference of two counts is a count as well, because a reader can subtract them.
     */
    Map<String, CountCell> cells() {
        var cells = new LinkedHashMap<String, CountCell>();
        cells.put(SIZE, CountCell.of(visits.courses()));
        cells.put("sessions", CountCell.of(visits.sessions()));
        cells.put("ended", CountCell.of(visits.ended(), visits.sessions()));
        cells.put("earlyStops", CountCell.of(visits.earlyStops(), visits.ended()));
        cells.put("starts", CountCell.of(visits.overriddenStarts(), visits.sessions()));
        cells.put("doses", CountCell.of(visits.overriddenDoses()));
        cells.put("discharges", CountCell.of(visits.overriddenDischarges(), visits.ended()));
        NOT_HOME.forEach(disposition ->
                cells.put("disposition/" + disposition, CountCell.of(visits.of(disposition), visits.ended())));
        rules.forEach((rule, broken) -> cells.put("rule/" + rule, CountCell.of(broken.steps(), broken.whole(visits))));
        alerts.forEach((kind, raised) -> cells.put("alert/" + kind, CountCell.of(raised)));
        courseAlerts.forEach((kind, raised) -> cells.put("courseAlert/" + kind, CountCell.of(raised)));
        measures.values().forEach(measure -> cells.put("measure/" + measure.instrument(), CountCell.of(measure.n())));
        effects.values().forEach(count -> addCells(cells, count));
        return cells;
    }

    private void addCells(Map<String, CountCell> cells, EffectCount count) {
        var effect = count.effect();
        cells.put(effect, CountCell.of(count.sessions(), visits.sessions()));
        var serious = effect + "/serious";
        cells.put(serious, new CountCell(count.serious(), (long) count.occurrences(), serious));
        cells.put(serious + "/onlyMarked", new CountCell(count.onlyMarked(), null, serious));
        cells.put(effect + "/resolved", CountCell.of(count.resolved(), count.occurrences()));
        for (var severity : Severity.values()) {
            // The severities add up to the occurrences: the others would disclose a single hidden severity.
            cells.put(
                    effect + "/" + severity,
                    new CountCell(count.bySeverity().get(severity), null, effect + "/severity"));
        }
    }
}
