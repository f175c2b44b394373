package org.sextant.reporting.summary;

import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.sextant.chart.assessment.Instrument;
import org.sextant.chart.assessment.Instruments;
import org.sextant.chart.assessment.Score;
import org.sextant.chart.course.CoursePhase;
import org.sextant.chart.session.Session;
import org.sextant.chart.session.SessionRepository;
import org.sextant.record.SnapshotRepository;
import org.sextant.reporting.summary.EpisodeSummaryView.CourseOfEpisode;
import org.sextant.reporting.summary.EpisodeSummaryView.Event;
import org.sextant.reporting.summary.EpisodeSummaryView.Given;
import org.sextant.reporting.summary.EpisodeSummaryView.Kind;
import org.sextant.reporting.summary.EpisodeSummaryView.Relapsed;
import org.sextant.rules.protocol.Drug;
import org.sextant.web.problem.CommonProblem;

/** Builds the summary of an episode: three statements on one snapshot, independent of the number of courses. */
@ApplicationScoped
class EpisodeSummaryService {

    private final SnapshotRepository snapshot;
    private final EpisodeRepository episodes;
    private final SessionRepository sessions;
    private final Instruments instruments;

    EpisodeSummaryService(
            SnapshotRepository snapshot,
            EpisodeRepository episodes,
            SessionRepository sessions,
            Instruments instruments) {
        this.snapshot = snapshot;
        this.episodes = episodes;
        this.sessions = sessions;
        this.instruments = instruments;
    }

    /** @throws org.sextant.web.problem.ProblemException 404 where no episode of the caller's clinic begins with it */
    EpisodeSummaryView summarise(UUID episodeId) {
        return snapshot.read(() -> {
            var courses = episodes.of(episodeId);
            if (courses.isEmpty() || !courses.get(0).id().equals(episodeId)) {
                throw CommonProblem.NOT_FOUND.because("There is no episode with this id.");
            }
            var ids = courses.stream().map(EpisodeCourse::id).toList();
            var visits = sessions.allOf(ids).stream().collect(Collectors.groupingBy(Session::courseId));
            var scores = episodes.scores(ids);
            return view(courses, visits, ofOutcomes(scores));
        });
    }

    /** The scores of the outcome instruments, in the order of the documentation. */
    private Map<Instrument, Map<UUID, List<Score>>> ofOutcomes(Map<String, Map<UUID, List<Score>>> scores) {
        var ofOutcomes = new LinkedHashMap<Instrument, Map<UUID, List<Score>>>();
        instruments.all().stream()
                .filter(instrument -> instrument.use() == Instrument.Use.OUTCOME)
                .filter(instrument -> scores.containsKey(instrument.code()))
                .forEach(instrument -> ofOutcomes.put(instrument, scores.get(instrument.code())));
        return ofOutcomes;
    }

    private static EpisodeSummaryView view(
            List<EpisodeCourse> courses,
            Map<UUID, List<Session>> visits,
            Map<Instrument, Map<UUID, List<Score>>> scores) {
        var shown = IntStream.range(0, courses.size())
                .mapToObj(place -> course(courses, place, visits, scores))
                .toList();
        var relapses = shown.stream()
                .filter(course -> course.phase() == CoursePhase.INDUCTION)
                .flatMap(EpisodeSummaryService::relapses)
                .toList();
        var given = given(shown);
        return new EpisodeSummaryView(
                courses.get(0).episodeId(),
                courses.get(0).patientId(),
                given.size() == 1 ? given.get(0).mg() : null,
                given,
                Math.toIntExact(courses.stream()
                        .skip(1)
                        .filter(course -> course.phase() == CoursePhase.INDUCTION && course.activatedAt() != null)
                        .count()),
                shown,
                relapses,
                Stream.of(activations(courses), doses(courses, visits), scores(courses, scores), events(relapses))
                        .flatMap(events -> events)
                        .sorted(Comparator.comparing(Event::at))
                        .toList());
    }

    private static CourseOfEpisode course(
            List<EpisodeCourse> courses,
            int place,
            Map<UUID, List<Session>> visits,
            Map<Instrument, Map<UUID, List<Score>>> scores) {
        var course = courses.get(place);
        var ended = visits.getOrDefault(course.id(), List.of()).stream()
                .filter(visit -> visit.ended() != null)
                .toList();
        return new CourseOfEpisode(
                course.id(),
                course.phase(),
                course.reason(),
                course.status(),
                course.protocol(),
                course.drug(),
                course.activatedAt(),
                course.endedAt(),
                course.firstStart(),
                ended.size(),
                ended.stream().map(Session::givenMg).reduce(BigDecimal.ZERO, BigDecimal::add),
                scores.entrySet().stream()
                        .filter(one -> one.getValue().containsKey(course.id()))
                        .map(one -> SummaryOfOutcome.of(courses, place, one.getKey(), one.getValue()))
                        .toList());
    }

    private static Stream<Relapsed> relapses(CourseOfEpisode course) {
        return course.outcomes().stream()
                .filter(outcome -> outcome.relapsedAt() != null)
                .map(outcome -> new Relapsed(
                        outcome.instrument(), course.courseId(), outcome.relapsedAt(), outcome.relapsedBy()));
    }

    private static List<Given> given(List<CourseOfEpisode> courses) {
        var byDrug = new TreeMap<Drug, BigDecimal>();
        courses.forEach(course -> byDrug.merge(course.drug(), course.givenMg(), BigDecimal::add));
        return byDrug.entrySet().stream()
                .map(drug -> new Given(drug.getKey(), drug.getValue()))
                .toList();
    }

    private static Stream<Event> activations(List<EpisodeCourse> courses) {
        return courses.stream()
                .filter(course -> course.activatedAt() != null)
                .map(course -> new Event(course.activatedAt(), Kind.ACTIVATION, course.id(), null, null, null, null));
    }

    private static Stream<Event> doses(List<EpisodeCourse> courses, Map<UUID, List<Session>> visits) {
        return courses.stream()
                .flatMap(course -> visits.getOrDefault(course.id(), List.of()).stream()
                        .filter(visit -> visit.startedAt() != null)
                        .sorted(Comparator.comparing(Session::startedAt).thenComparing(Session::number))
                        .map(visit -> new Event(
                                visit.startedAt(), Kind.DOSE, course.id(), visit.id(), visit.givenMg(), null, null)));
    }

    private static Stream<Event> scores(List<EpisodeCourse> courses, Map<Instrument, Map<UUID, List<Score>>> scores) {
        return scores.values().stream()
                .flatMap(byCourse -> courses.stream()
                        .flatMap(course -> byCourse.getOrDefault(course.id(), List.of()).stream()
                                .map(score -> new Event(
                                        score.takenAt(),
                                        Kind.SCORE,
                                        course.id(),
                                        null,
                                        null,
                                        score.instrument(),
                                        score.total()))));
    }

    private static Stream<Event> events(List<Relapsed> relapses) {
        return relapses.stream()
                .map(relapse -> new Event(
                        relapse.at(), Kind.RELAPSE, relapse.courseId(), null, null, relapse.instrument(), null));
    }
}
