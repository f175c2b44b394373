package org.sextant.reporting.summary;

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
import org.sextant.record.RecordOrder;
import org.sextant.reporting.summary.SummaryOfVisit.BeforeAndAfter;
import org.sextant.reporting.summary.SummaryOfVisit.Felt;
import org.sextant.reporting.summary.SummaryView.Dose;

/** The sessions of a course, each with its readings, its side effects and the scores before and after it. */
final class Timeline {

    private static final Comparator<Session> BY_TIME = Comparator.comparing(Timeline::time)
            .thenComparing(Session::number)
            .thenComparing(Session::recordedAt)
            .thenComparing(Session::id, RecordOrder.IDS);

    private final List<Session> visits;
    private final Map<UUID, VisitReadings> readings;
    private final Map<UUID, List<VisitEffect>> effects;
    private final Map<String, List<Score>> scores;

    /** @param scores of the outcome instruments, by instrument, in the order in which the scores were taken */
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

    /** The start of the drug; before the start, the appointment. */
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

    /** One dose for each session in which the infusion has ended, by session number. */
    List<Dose> doses() {
        return visits.stream()
                .filter(visit -> visit.ended() != null)
                .sorted(Comparator.comparing(Session::number))
                .map(Timeline::dose)
                .toList();
    }

    /** All sessions, cancelled sessions included, by the time of the start, or of the appointment before the start. */
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
                visit.discharged() == null ? null : visit.discharged().disposition(),
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
                visit.givenMg(),
                visit.givenMgPerKg(),
                Duration.between(visit.startedAt(), visit.endedAt()).toMinutes(),
                visit.endVerdicts() == null ? List.of() : visit.endVerdicts());
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
                .map(entry -> around(entry.getKey(), entry.getValue(), start, next))
                .filter(around -> around.before() != null || around.after() != null)
                .toList();
    }

    private static BeforeAndAfter around(String instrument, List<Score> scores, Instant start, Instant next) {
        var before =
                scores.stream().filter(score -> !score.takenAt().isAfter(start)).reduce((earlier, later) -> later);
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
