package org.sextant.rules.safety;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.sextant.rules.protocol.Rules;

/** The chart of an invented session, as far as it has come. Its times are told from the start of the drug. */
public record Chart(Rules rules, Visit visit, List<Reading> readings, List<SideEffectFact> sideEffects) {

    public static final Instant START = Instant.parse("2026-03-02T09:15:00Z");
    static final Duration A_MICROSECOND = Duration.ofNanos(1_000);
    private static final BigDecimal WEIGHT_KG = new BigDecimal("72");

    /** Weighed ten minutes before, and nothing measured yet. */
    public static Chart checkedIn(Rules rules) {
        var weighedAt = minute(-10);
        var visit = new Visit(weighedAt, WEIGHT_KG, null, null, null, null, null, null, false);
        return new Chart(rules, visit, List.of(), List.of());
    }

    /** The drug runs, and the service knew at once. */
    public static Chart started(Rules rules) {
        return startRecorded(rules, START);
    }

    public static Chart startRecorded(Rules rules, Instant recordedAt) {
        var planned = rules.dose().plannedMg(WEIGHT_KG, rules.dose().mgPerKg());
        var visit = new Visit(minute(-10), WEIGHT_KG, START, recordedAt, planned, null, null, null, false);
        return new Chart(rules, visit, List.of(), List.of());
    }

    public Chart ended(Instant endedAt) {
        return moved(endedAt, visit.dischargedAt(), visit.escortNamed());
    }

    public Chart discharged(Instant dischargedAt) {
        return moved(visit.endedAt(), dischargedAt, visit.escortNamed());
    }

    Chart escorted() {
        return moved(visit.endedAt(), visit.dischargedAt(), true);
    }

    private Chart moved(Instant endedAt, Instant dischargedAt, boolean escorted) {
        var moved = new Visit(
                visit.checkedInAt(),
                visit.weightKg(),
                visit.startedAt(),
                visit.startRecordedAt(),
                visit.plannedDoseMg(),
                endedAt,
                dischargedAt,
                visit.nearestStart(),
                escorted);
        return new Chart(rules, moved, readings, sideEffects);
    }

    Chart weighing(String weightKg, Instant weighedAt) {
        var weighed = new Visit(weighedAt, new BigDecimal(weightKg), null, null, null, null, null, null, false);
        return new Chart(rules, weighed, readings, sideEffects);
    }

    Chart after(Instant nearestStart) {
        var later = new Visit(visit.checkedInAt(), visit.weightKg(), null, null, null, null, null, nearestStart, false);
        return new Chart(rules, later, readings, sideEffects);
    }

    /** With these readings as well. */
    public Chart with(Reading... more) {
        return with(Arrays.asList(more));
    }

    public Chart with(List<Reading> more) {
        return new Chart(
                rules, visit, Stream.concat(readings.stream(), more.stream()).toList(), sideEffects);
    }

    Chart suffering(SideEffectFact... effects) {
        return new Chart(rules, visit, readings, List.of(effects));
    }

    /** What is judged a day later, so that nothing lies ahead. */
    public Snapshot at(Instant moment) {
        return at(moment, moment.plus(Duration.ofDays(1)));
    }

    /** What is judged at a moment by a client's clock, and another one by the service's. */
    Snapshot at(Instant moment, Instant now) {
        return new Snapshot(
                new ProtocolRevision(ShippedRules.IV_CODE, 2, rules), visit, readings, sideEffects, moment, now);
    }

    /** So many minutes from the start. */
    public static Instant minute(int minutes) {
        return START.plus(Duration.ofMinutes(minutes));
    }

    /** The verdict of one rule. */
    static Verdict of(Rule rule, List<Verdict> verdicts) {
        return verdicts.stream()
                .filter(verdict -> verdict.rule().equals(rule.name()))
                .findFirst()
                .orElseThrow();
    }
}
