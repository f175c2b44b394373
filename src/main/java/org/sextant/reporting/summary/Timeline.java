package org.sextant.reporting.summary;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.sextant.chart.assessment.Score;
import org.sextant.record.RecordOrder;
import org.sextant.reporting.summary.SummaryOfVisit.BeforeAndAfter;
import org.sextant.reporting.summary.SummaryOfVisit.Felt;
import org.sextant.reporting.summary.SummaryView.Dose;

/** The sessions of a course, each with its readings, its side effects and the scores before and after it. */
final class Timeline {

    private static final Comparator<SummaryVisit> BY_TIME = Comparator.comparing(Timeline::time)
            .thenComparing(SummaryVisit::number)
            .thenComparing(SummaryVisit::recordedAt)
            .thenComparing(SummaryVisit::id, RecordOrder.IDS);

    private final List<SummaryVisit> visits;
    private final Map<String, List<Score>> scores;

    /** @param scores of the outcome instruments, by instrument, in the order in which the scores were taken */
    Timeline(List<SummaryVisit> visits, Map<String, List<Score>> scores) {
        this.visits = visits.stream().sorted(BY_TIME).toList();
        this.scores = scores;
    }

    /** The start of the drug; before the start, the appointment. */
    private static Instant time(SummaryVisit visit) {
        return visit.startedAt() == null ? visit.scheduledAt() : visit.startedAt();
    }

    /** The start of the first infusion, or null. */
    Instant firstStart() {
        return starts().stream().findFirst().orElse(null);
    }

    private List<Instant> starts() {
        return visits.stream()
                .map(SummaryVisit::startedAt)
                .filter(start -> start != null)
                .sorted()
                .toList();
    }

    /** One dose for each session in which the infusion has ended, by session number. */
    List<Dose> doses() {
        return visits.stream()
                .filter(visit -> visit.endedAt() != null)
                .sorted(Comparator.comparing(SummaryVisit::number))
                .map(Timeline::dose)
                .toList();
    }

    /** All sessions, cancelled sessions included, by the time of the start, or of the appointment before the start. */
    List<SummaryOfVisit> visits() {
        return visits.stream().map(this::visit).toList();
    }

    private SummaryOfVisit visit(SummaryVisit visit) {
        var measured = Optional.ofNullable(visit.readings());
        return new SummaryOfVisit(
                visit.id(),
                visit.number(),
                visit.status(),
                visit.scheduledAt(),
                visit.startedAt(),
                CourseDay.of(firstStart(), visit.startedAt()),
                visit.disposition(),
                visit.endedAt() == null ? null : dose(visit),
                measured.map(VisitReadings::baseline).orElse(null),
                measured.map(VisitReadings::peak).orElse(null),
                felt(visit.effects()),
                visit.startedAt() == null ? List.of() : scoresAround(visit.startedAt()));
    }

    private static Dose dose(SummaryVisit visit) {
        return new Dose(
                visit.number(),
                visit.mgPerKg(),
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
