package org.sextant.reporting.summary;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.sextant.chart.assessment.Score;
import org.sextant.chart.session.Session;
import org.sextant.chart.session.step.Ended;
import org.sextant.record.RecordOrder;
import org.sextant.reporting.summary.SummaryOfVisit.BeforeAndAfter;
import org.sextant.reporting.summary.SummaryOfVisit.Felt;
import org.sextant.reporting.summary.SummaryView.Dose;

/** The sessions of a course, each with what was measured, felt and scored around it. */
final class Timeline {

    private static final Comparator<Session> BY_TIME = Comparator.comparing(Timeline::time)
            .thenComparing(Session::number)
            .thenComparing(Session::recordedAt)
            .thenComparing(Session::id, RecordOrder.IDS);

    private final List<Session> visits;
    private final Map<UUID, VisitReadings> readings;
    private final Map<UUID, List<VisitEffect>> effects;
    private final Map<String, List<Score>> scores;

    /** @param scores in the order they were taken, by instrument: what a course is judged on */
    Timeline(
            List<Session> visits,
            List<VisitReadings> readings,
            List<VisitEffect> effects,
            Map<String, List<Score>> scores) {
        this.visits = visits.stream().sorted(BY_TIME).toList();
        this.readings = readings.stream().collect(Collectors.toMap(VisitReadings::sessionId, Function.identity()));
        this.effects = effects.stream().collect(Collectors.groupingBy(VisitEffect::sessionId));
        this.scores = scores;
    }

    /** When the drug was begun, else when the patient was to come. */
    private static Instant time(Session visit) {
        return visit.startedAt() == null ? visit.scheduledAt() : visit.startedAt();
    }

    /** The start of the first infusion, or null. */
    Instant firstStart() {
        return starts().stream().findFirst().orElse(null);
    }

    private List<Instant> starts() {
        return visits.stream()
                .map(Session::startedAt)
                .filter(start -> start != null)
                .sorted()
                .toList();
    }

    /** One for each session in which the drug was given, by number. */
    List<Dose> doses() {
        return visits.stream()
                .filter(visit -> visit.ended() != null)
                .sorted(Comparator.comparing(Session::number))
                .map(Timeline::dose)
                .toList();
    }

    /** All sessions, cancelled ones too, by the time they began or were to begin. */
    List<SummaryOfVisit> visits() {
        return visits.stream().map(this::visit).toList();
    }

    private SummaryOfVisit visit(Session visit) {
        var measured = Optional.ofNullable(readings.get(visit.id()));
        return new SummaryOfVisit(
                visit.id(),
                visit.number(),
                visit.status(),
                visit.scheduledAt(),
                visit.startedAt(),
                CourseDay.of(firstStart(), visit.startedAt()),
                visit.ended() == null ? null : dose(visit),
                measured.map(VisitReadings::baseline).orElse(null),
                measured.map(VisitReadings::peak).orElse(null),
                felt(effects.getOrDefault(visit.id(), List.of())),
                visit.startedAt() == null ? List.of() : scoresAround(visit.startedAt()));
    }

    private static Dose dose(Session visit) {
        return new Dose(
                visit.number(),
                visit.started().mgPerKg(),
                given(visit.ended()),
                Duration.between(visit.startedAt(), visit.endedAt()).toMinutes(),
                visit.ended().verdicts() == null ? List.of() : visit.ended().verdicts());
    }

    /** What the rates add up to, where they were noted; else what staff say. */
    private static BigDecimal given(Ended ended) {
        return ended.deliveredMg() == null ? ended.administeredMg() : ended.deliveredMg();
    }

    private static List<Felt> felt(List<VisitEffect> effects) {
        var byKind =
                effects.stream().collect(Collectors.groupingBy(VisitEffect::effect, TreeMap::new, Collectors.toList()));
        return byKind.entrySet().stream()
                .map(kind -> new Felt(kind.getKey(), kind.getValue().size(), VisitEffect.worst(kind.getValue())))
                .toList();
    }

    private List<BeforeAndAfter> scoresAround(Instant start) {
        var next = starts().stream()
                .filter(other -> other.isAfter(start))
                .findFirst()
                .orElse(Instant.MAX);
        return scores.entrySet().stream()
                .map(one -> around(one.getKey(), one.getValue(), start, next))
                .filter(one -> one.before() != null || one.after() != null)
                .toList();
    }

    private static BeforeAndAfter around(String instrument, List<Score> scores, Instant start, Instant next) {
        var before =
                scores.stream().filter(score -> !score.takenAt().isAfter(start)).reduce((one, later) -> later);
        var after = scores.stream()
                .filter(score ->
                        score.takenAt().isAfter(start) && !score.takenAt().isAfter(next))
                .findFirst();
        return new BeforeAndAfter(
                instrument,
                before.map(Score::total).orElse(null),
                before.map(Score::takenAt).orElse(null),
                after.map(Score::total).orElse(null),
                after.map(Score::takenAt).orElse(null));
    }
}
