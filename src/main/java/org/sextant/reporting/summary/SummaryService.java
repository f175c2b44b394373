package org.sextant.reporting.summary;

import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.commons.statistics.descriptive.Median;
import org.sextant.chart.assessment.Instrument;
import org.sextant.chart.assessment.Instruments;
import org.sextant.chart.assessment.Score;
import org.sextant.chart.session.SessionStatus;
import org.sextant.chart.session.step.Disposition;
import org.sextant.record.SnapshotRepository;
import org.sextant.reporting.summary.SummaryRepository.ScoreOfCourse;
import org.sextant.reporting.summary.SummaryView.Effects;
import org.sextant.reporting.summary.SummaryView.LeftAs;
import org.sextant.reporting.summary.SummaryView.Overrides;
import org.sextant.reporting.summary.SummaryView.Sessions;

/** Builds the summary of a course from one statement, whatever the numbers of sessions and of courses of the episode. */
@ApplicationScoped
class SummaryService {

    private final SnapshotRepository snapshot;
    private final Instruments instruments;
    private final SummaryRepository figures;

    SummaryService(SnapshotRepository snapshot, Instruments instruments, SummaryRepository figures) {
        this.snapshot = snapshot;
        this.instruments = instruments;
        this.figures = figures;
    }

    /** @throws org.sextant.web.problem.ProblemException 404 where the caller's clinic has no such course */
    SummaryView summarise(UUID courseId) {
        var facts = snapshot.readOnce(() -> figures.get(courseId));
        var course = facts.course();
        var visits = facts.visits();
        var scores = ofOutcomes(courseId, byInstrument(facts.scores()));
        var timeline = new Timeline(visits, own(courseId, scores));
        var overrides = overrides(visits);
        return new SummaryView(
                course.id(),
                course.patientId(),
                facts.episode().get(0).episodeId(),
                course.status(),
                course.protocol(),
                course.phase(),
                count(course.plannedSessions(), visits, overrides),
                overrides,
                timeline.doses(),
                VisitReadings.ofCourse(visits.stream()
                        .map(SummaryVisit::readings)
                        .filter(Objects::nonNull)
                        .toList()),
                count(visits.stream().flatMap(visit -> visit.effects().stream()).toList()),
                outcomes(facts.episode(), EpisodeCourse.placeOf(courseId, facts.episode()), scores),
                course.alerts(),
                timeline.visits(),
                course.changedAt(),
                course.version());
    }

    private static Map<String, Map<UUID, List<Score>>> byInstrument(List<ScoreOfCourse> scores) {
        return scores.stream()
                .collect(Collectors.groupingBy(
                        ScoreOfCourse::instrument,
                        Collectors.groupingBy(
                                ScoreOfCourse::courseId,
                                Collectors.mapping(ScoreOfCourse::score, Collectors.toList()))));
    }

    private static Overrides overrides(List<SummaryVisit> visits) {
        return new Overrides(
                countOf(visits, SummaryVisit::startOverridden),
                visits.stream().mapToInt(SummaryVisit::overriddenDoses).sum(),
                countOf(visits, SummaryVisit::dischargeOverridden));
    }

    private static Sessions count(int planned, List<SummaryVisit> visits, Overrides overrides) {
        var next = visits.stream()
                .filter(visit -> visit.status() == SessionStatus.SCHEDULED)
                .map(SummaryVisit::scheduledAt)
                .min(Comparator.naturalOrder());
        return new Sessions(
                planned,
                countOf(visits, visit -> visit.status() == SessionStatus.DISCHARGED),
                notHome(visits),
                countOf(visits, visit -> visit.status() == SessionStatus.CANCELLED),
                overrides.starts() + overrides.doses() + overrides.discharges(),
                next.orElse(null));
    }

    private static List<LeftAs> notHome(List<SummaryVisit> visits) {
        var counts = visits.stream()
                .map(SummaryVisit::disposition)
                .filter(disposition -> disposition != null && disposition != Disposition.HOME)
                .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.summingInt(visit -> 1)));
        return counts.entrySet().stream()
                .map(count -> new LeftAs(count.getKey(), count.getValue()))
                .toList();
    }

    private static int countOf(List<SummaryVisit> visits, Predicate<SummaryVisit> condition) {
        return Math.toIntExact(visits.stream().filter(condition).count());
    }

    private static List<Effects> count(List<VisitEffect> effects) {
        var byKind =
                effects.stream().collect(Collectors.groupingBy(VisitEffect::effect, TreeMap::new, Collectors.toList()));
        return byKind.entrySet().stream()
                .map(kind -> new Effects(
                        kind.getKey(),
                        Math.toIntExact(kind.getValue().stream()
                                .map(VisitEffect::sessionId)
                                .distinct()
                                .count()),
                        kind.getValue().size(),
                        VisitEffect.worst(kind.getValue()),
                        medianMinutes(kind.getValue())))
                .toList();
    }

    private static BigDecimal medianMinutes(List<VisitEffect> effects) {
        var minutes = effects.stream()
                .map(VisitEffect::minutes)
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .toArray();
        return minutes.length == 0
                ? null
                : BigDecimal.valueOf(Median.withDefaults().evaluate(minutes)).setScale(1, RoundingMode.HALF_UP);
    }

    /** The scores of the episode on the outcome instruments that the course was scored on, in documentation order. */
    private Map<Instrument, Map<UUID, List<Score>>> ofOutcomes(
            UUID courseId, Map<String, Map<UUID, List<Score>>> scores) {
        var ofOutcomes = new LinkedHashMap<Instrument, Map<UUID, List<Score>>>();
        instruments.all().stream()
                .filter(instrument -> instrument.use() == Instrument.Use.OUTCOME)
                .filter(instrument ->
                        scores.getOrDefault(instrument.code(), Map.of()).containsKey(courseId))
                .forEach(instrument -> ofOutcomes.put(instrument, scores.get(instrument.code())));
        return ofOutcomes;
    }

    /** The scores of the course alone, by instrument. */
    private static Map<String, List<Score>> own(UUID courseId, Map<Instrument, Map<UUID, List<Score>>> scores) {
        var own = new LinkedHashMap<String, List<Score>>();
        scores.forEach((instrument, byCourse) -> own.put(instrument.code(), byCourse.get(courseId)));
        return own;
    }

    private static List<SummaryOfOutcome> outcomes(
            List<EpisodeCourse> episode, int place, Map<Instrument, Map<UUID, List<Score>>> scores) {
        return scores.entrySet().stream()
                .map(entry -> SummaryOfOutcome.of(episode, place, entry.getKey(), entry.getValue()))
                .toList();
    }
}
