package org.sextant.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.sextant.sideeffect.Severity;

/** What happened in the sessions of a group. */
final class SafetyCohort {

    private final Map<String, EffectCount> effects = new TreeMap<>();
    private final Map<String, Integer> alerts = new TreeMap<>();
    private final Map<String, Integer> courseAlerts = new TreeMap<>();
    private final Map<String, Integer> rules = new TreeMap<>();
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
            Double medianMinutes) {}

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

    /** @param steps that were taken although the rule forbade them */
    void addRule(String rule, int steps) {
        rules.put(rule, steps);
    }

    Visits visits() {
        return visits;
    }

    List<EffectCount> effects() {
        return List.copyOf(effects.values());
    }

    Map<String, Integer> alerts() {
        return alerts;
    }

    Map<String, Integer> courseAlerts() {
        return courseAlerts;
    }

    Map<String, Integer> rules() {
        return rules;
    }

    List<Measure> measures() {
        return List.copyOf(measures.values());
    }

    /** Its counts, the courses first: who is in few sessions is one of few people. */
    Map<String, Cell> cells() {
        var cells = new LinkedHashMap<String, Cell>();
        cells.put("courses", Cell.of(visits.courses()));
        cells.put("sessions", Cell.of(visits.sessions()));
        cells.put("ended", Cell.of(visits.ended(), visits.sessions()));
        cells.put("earlyStops", Cell.of(visits.earlyStops(), visits.ended()));
        cells.put("starts", Cell.of(visits.overriddenStarts(), visits.sessions()));
        cells.put("discharges", Cell.of(visits.overriddenDischarges(), visits.sessions()));
        rules.forEach((rule, steps) -> cells.put("rule/" + rule, Cell.of(steps)));
        alerts.forEach((kind, raised) -> cells.put("alert/" + kind, Cell.of(raised)));
        courseAlerts.forEach((kind, raised) -> cells.put("courseAlert/" + kind, Cell.of(raised)));
        measures.values().forEach(one -> cells.put("measure/" + one.instrument(), Cell.of(one.n())));
        effects.values().forEach(one -> addCells(cells, one));
        return cells;
    }

    private void addCells(Map<String, Cell> cells, EffectCount one) {
        var effect = one.effect();
        cells.put(effect, Cell.of(one.sessions(), visits.sessions()));
        cells.put(effect + "/serious", Cell.of(one.serious(), one.occurrences()));
        cells.put(effect + "/resolved", Cell.of(one.resolved(), one.occurrences()));
        for (var severity : Severity.values()) {
            // They add up to the occurrences, so one alone that is hidden would not be.
            cells.put(effect + "/" + severity, new Cell(one.bySeverity().get(severity), null, effect + "/severity"));
        }
    }
}
