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
import org.sextant.chart.session.Session;
import org.sextant.chart.session.SessionRepository;
import org.sextant.chart.session.SessionStatus;
import org.sextant.chart.session.step.Disposition;
import org.sextant.record.SnapshotRepository;
import org.sextant.reporting.summary.SummaryView.Effects;
import org.sextant.reporting.summary.SummaryView.LeftAs;
import org.sextant.reporting.summary.SummaryView.Overrides;
import org.sextant.reporting.summary.SummaryView.Sessions;

/** Builds the summary of a course: six statements on one snapshot, independent of the numbers of sessions and of
 * courses of the episode. */
@ApplicationScoped
class SummaryService {

    private final SnapshotRepository snapshot;
    private final SessionRepository sessions;
    private final EpisodeRepository episodes;
    private final Instruments instruments;
    private final SummaryRepository figures;

    SummaryService(
            SnapshotRepository snapshot,
            SessionRepository sessions,
            EpisodeRepository episodes,
            Instruments instruments,
            SummaryRepository figures) {
        this.snapshot = snapshot;
        this.sessions = sessions;
        this.episodes = episodes;
        this.instruments = instruments;
        this.figures = figures;
    }

    /** @throws org.sextant.web.problem.ProblemException 404 where the caller's clinic has no such course */
    SummaryView summarise(UUID courseId) {
        return snapshot.read(() -> {
            var episode = episodes.of(courseId);
            var members = episode.stream().map(EpisodeCourse::id).toList();
            var course = figures.get(courseId, members);
            var visits = sessions.allOf(courseId);
            var recorded = figures.visitsOf(courseId);
            var readings = recorded.readings();
            var effects = recorded.effects();
            var scores = ofOutcomes(courseId, episodes.scores(members));
            var timeline = new Timeline(visits, readings, effects, own(courseId, scores));
            var overrides = overrides(visits, recorded.overriddenDoses());
            return new SummaryView(
                    course.id(),
                    course.patientId(),
                    episode.get(0).episodeId(),
                    course.status(),
                    course.protocol(),
                    course.phase(),
                    count(course.plannedSessions(), visits, overrides),
                    overrides,
                    timeline.doses(),
                    VisitReadings.ofCourse(readings),
                    count(effects),
                    outcomes(episode, EpisodeCourse.placeOf(courseId, episode), scores),
                    course.alerts(),
                    timeline.visits(),
                    course.changedAt(),
                    course.version());
        });
    }

    private static Overrides overrides(List<Session> visits, int doses) {
        return new Overrides(
                countOf(visits, OverriddenSteps::ofStart), doses, countOf(visits, OverriddenSteps::ofDischarge));
    }

    private static Sessions count(int planned, List<Session> visits, Overrides overrides) {
        var next = visits.stream()
                .filter(visit -> visit.status() == SessionStatus.SCHEDULED)
                .map(Session::scheduledAt)
                .min(Comparator.naturalOrder());
        return new Sessions(
                planned,
                countOf(visits, visit -> visit.status() == SessionStatus.DISCHARGED),
                notHome(visits),
                countOf(visits, visit -> visit.status() == SessionStatus.CANCELLED),
                overrides.starts() + overrides.doses() + overrides.discharges(),
                next.orElse(null));
    }

    private static List<LeftAs> notHome(List<Session> visits) {
        var counts = visits.stream()
                .filter(visit -> visit.discharged() != null)
                .map(visit -> visit.discharged().disposition())
                .filter(disposition -> disposition != Disposition.HOME)
                .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.summingInt(visit -> 1)));
        return counts.entrySet().stream()
                .map(count -> new LeftAs(count.getKey(), count.getValue()))
                .toList();
    }

    private static int countOf(List<Session> visits, Predicate<Session> condition) {
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
