package org.sextant.reporting.safety;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.sextant.chart.sideeffect.Effect;
import org.sextant.chart.sideeffect.Severity;
import org.sextant.reporting.statistics.CountCell;

/** What happened in the sessions of a group. */
final class SafetyCohort {

    /** The cell that tells how large the group is. */
    static final String SIZE = "courses";

    private final Map<String, EffectCount> effects = new TreeMap<>();
    private final Map<String, Integer> alerts = new TreeMap<>();
    private final Map<String, Integer> courseAlerts = new TreeMap<>();
    private final Map<String, Broken> rules = new TreeMap<>();
    private final Map<String, Measure> measures = new TreeMap<>();
    private Visits visits = new Visits(0, 0, 0, 0, 0, 0);

    /**
     * How many sessions there were.
     *
     * @param sessions in which the drug was begun
     * @param courses that they belong to
     * @param ended in which it was ended too
     * @param earlyStops in which it was ended early, with a reason
     * @param overriddenStarts begun although a rule forbade it
     * @param overriddenDischarges likewise
     */
    record Visits(
            int sessions, int courses, int ended, int earlyStops, int overriddenStarts, int overriddenDischarges) {}

    /**
     * A rule that was broken.
     *
     * @param steps that were taken although it forbade them
     * @param atStart whether it is a rule of the start; else of the discharge
     */
    record Broken(int steps, boolean atStart) {}

    /**
     * One kind of side effect.
     *
     * @param sessions in which it occurred
     * @param bySeverity occurrences of each
     * @param serious that are serious, or life-threatening
     * @param resolved that are over
     * @param medianMinutes from onset to end, of those; null where there are none
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
            var no = Arrays.stream(Severity.values()).collect(Collectors.toMap(Function.identity(), severity -> 0));
            return new EffectCount(effect, 0, 0, no, 0, 0, null);
        }

        /** Marked as serious, and not life-threatening. */
        int onlyMarked() {
            return serious - bySeverity.get(Severity.LIFE_THREATENING);
        }
    }

    /**
     * Scores on a measure that describes a session.
     *
     * @param sd with n − 1; null of fewer than two
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

    /** Counts alerts that belong to a course and to none of its sessions. */
    void addCourseAlerts(String kind, int counted) {
        courseAlerts.put(kind, counted);
    }

    void addRule(String rule, Broken counted) {
        rules.put(rule, counted);
    }

    /** Counts none of each kind of side effect that did not occur: that it is missing would tell as much. */
    void nameAllEffects() {
        for (var effect : Effect.values()) {
            effects.computeIfAbsent(effect.name(), EffectCount::none);
        }
    }

    /** Counts none of each kind that there is in all groups together and not in this one. */
    void nameAllOf(SafetyCohort overall) {
        overall.effects.keySet().forEach(kind -> effects.computeIfAbsent(kind, EffectCount::none));
        overall.alerts.keySet().forEach(kind -> alerts.putIfAbsent(kind, 0));
        overall.courseAlerts.keySet().forEach(kind -> courseAlerts.putIfAbsent(kind, 0));
        overall.rules.forEach((rule, broken) -> rules.putIfAbsent(rule, new Broken(0, broken.atStart())));
        overall.measures.keySet().forEach(one -> measures.putIfAbsent(one, new Measure(one, 0, null, null)));
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
     * Its counts, the courses first: who is in few sessions is one of few people. What is told by the difference of two is
     * a count as well.
     */
    Map<String, CountCell> cells() {
        var cells = new LinkedHashMap<String, CountCell>();
        cells.put(SIZE, CountCell.of(visits.courses()));
        cells.put("sessions", CountCell.of(visits.sessions()));
        cells.put("ended", CountCell.of(visits.ended(), visits.sessions()));
        cells.put("earlyStops", CountCell.of(visits.earlyStops(), visits.ended()));
        cells.put("starts", CountCell.of(visits.overriddenStarts(), visits.sessions()));
        cells.put("discharges", CountCell.of(visits.overriddenDischarges(), visits.ended()));
        rules.forEach((rule, broken) -> cells.put(
                "rule/" + rule,
                CountCell.of(
                        broken.steps(), broken.atStart() ? visits.overriddenStarts() : visits.overriddenDischarges())));
        alerts.forEach((kind, raised) -> cells.put("alert/" + kind, CountCell.of(raised)));
        courseAlerts.forEach((kind, raised) -> cells.put("courseAlert/" + kind, CountCell.of(raised)));
        measures.values().forEach(one -> cells.put("measure/" + one.instrument(), CountCell.of(one.n())));
        effects.values().forEach(one -> addCells(cells, one));
        return cells;
    }

    private void addCells(Map<String, CountCell> cells, EffectCount one) {
        var effect = one.effect();
        cells.put(effect, CountCell.of(one.sessions(), visits.sessions()));
        var serious = effect + "/serious";
        cells.put(serious, new CountCell(one.serious(), (long) one.occurrences(), serious));
        cells.put(serious + "/onlyMarked", new CountCell(one.onlyMarked(), null, serious));
        cells.put(effect + "/resolved", CountCell.of(one.resolved(), one.occurrences()));
        for (var severity : Severity.values()) {
            // They add up to the occurrences, so one alone that is hidden would not be.
            cells.put(
                    effect + "/" + severity, new CountCell(one.bySeverity().get(severity), null, effect + "/severity"));
        }
    }
}
