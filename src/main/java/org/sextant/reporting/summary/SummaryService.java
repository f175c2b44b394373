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
import java.util.stream.Collectors;
import org.apache.commons.statistics.descriptive.Median;
import org.sextant.chart.assessment.AssessmentRepository;
import org.sextant.chart.assessment.Instrument;
import org.sextant.chart.assessment.Instruments;
import org.sextant.chart.assessment.Score;
import org.sextant.chart.session.Session;
import org.sextant.chart.session.SessionRepository;
import org.sextant.chart.session.SessionStatus;
import org.sextant.record.SnapshotRepository;
import org.sextant.reporting.summary.SummaryView.Effects;
import org.sextant.reporting.summary.SummaryView.Sessions;

/** Builds the summary of a course: six statements on one snapshot, independent of the number of sessions. */
@ApplicationScoped
class SummaryService {

    private final SnapshotRepository snapshot;
    private final SessionRepository sessions;
    private final AssessmentRepository assessments;
    private final Instruments instruments;
    private final SummaryRepository figures;

    SummaryService(
            SnapshotRepository snapshot,
            SessionRepository sessions,
            AssessmentRepository assessments,
            Instruments instruments,
            SummaryRepository figures) {
        this.snapshot = snapshot;
        this.sessions = sessions;
        this.assessments = assessments;
        this.instruments = instruments;
        this.figures = figures;
    }

    /** @throws org.sextant.web.problem.ProblemException 404 where the caller's clinic has no such course */
    SummaryView summarise(UUID courseId) {
        return snapshot.read(() -> {
            var course = figures.get(courseId);
            var visits = sessions.allOf(courseId);
            var recorded = figures.visitsOf(courseId);
            var readings = recorded.readings();
            var effects = recorded.effects();
            var scores = ofOutcomes(assessments.scoresOf(courseId));
            var timeline = new Timeline(visits, readings, effects, scores);
            return new SummaryView(
                    course.id(),
                    course.patientId(),
                    course.status(),
                    course.protocol(),
                    course.phase(),
                    count(course.plannedSessions(), visits),
                    timeline.doses(),
                    VisitReadings.ofCourse(readings),
                    count(effects),
                    outcomes(scores, timeline),
                    course.alerts(),
                    timeline.visits(),
                    course.changedAt());
        });
    }

    private static Sessions count(int planned, List<Session> visits) {
        var next = visits.stream()
                .filter(visit -> visit.status() == SessionStatus.SCHEDULED)
                .map(Session::scheduledAt)
                .min(Comparator.naturalOrder());
        return new Sessions(
                planned,
                countOf(visits, SessionStatus.DISCHARGED),
                countOf(visits, SessionStatus.CANCELLED),
                visits.stream().mapToInt(OverriddenSteps::of).sum(),
                next.orElse(null));
    }

    private static int countOf(List<Session> visits, SessionStatus status) {
        return Math.toIntExact(
                visits.stream().filter(visit -> visit.status() == status).count());
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

    /** The scores of the outcome instruments, by instrument, in the order of the documentation. */
    private Map<String, List<Score>> ofOutcomes(List<Score> scores) {
        var byInstrument = scores.stream().collect(Collectors.groupingBy(Score::instrument));
        var ofOutcomes = new LinkedHashMap<String, List<Score>>();
        instruments.all().stream()
                .filter(instrument -> instrument.use() == Instrument.Use.OUTCOME)
                .map(Instrument::code)
                .filter(byInstrument::containsKey)
                .forEach(code -> ofOutcomes.put(code, byInstrument.get(code)));
        return ofOutcomes;
    }

    private List<SummaryOfOutcome> outcomes(Map<String, List<Score>> scores, Timeline timeline) {
        return scores.entrySet().stream()
                .map(entry -> SummaryOfOutcome.of(CourseOutcome.of(
                        instruments.find(entry.getKey()).orElseThrow(), entry.getValue(), timeline.firstStart())))
                .toList();
    }
}
