package org.sextant.outcome;

import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.sextant.assessment.AssessmentRepository;
import org.sextant.assessment.Instrument;
import org.sextant.assessment.Instruments;
import org.sextant.assessment.Score;
import org.sextant.course.CourseRepository;
import org.sextant.outcome.SummaryView.Dose;
import org.sextant.outcome.SummaryView.Outcome;
import org.sextant.outcome.SummaryView.Sessions;
import org.sextant.session.Ended;
import org.sextant.session.Session;
import org.sextant.session.SessionRepository;
import org.sextant.session.SessionStatus;

/** Puts a course's summary together: six statements, whatever the number of sessions. */
@ApplicationScoped
class SummaryService {

    private final CourseRepository courses;
    private final SessionRepository sessions;
    private final AssessmentRepository assessments;
    private final Instruments instruments;
    private final SummaryRepository figures;

    SummaryService(
            CourseRepository courses,
            SessionRepository sessions,
            AssessmentRepository assessments,
            Instruments instruments,
            SummaryRepository figures) {
        this.courses = courses;
        this.sessions = sessions;
        this.assessments = assessments;
        this.instruments = instruments;
        this.figures = figures;
    }

    /** @throws org.sextant.problem.ProblemException 404 where the caller's clinic has no such course */
    SummaryView summarise(UUID courseId) {
        var course = courses.get(courseId);
        var visits = sessions.allOf(courseId);
        var firstStart = visits.stream()
                .map(Session::startedAt)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(null);
        return new SummaryView(
                course.id(),
                course.patientId(),
                course.status(),
                course.protocol(),
                course.phase(),
                count(course.plannedSessions(), visits),
                doses(visits),
                figures.readingsOf(course),
                figures.effectsOf(course),
                outcomes(assessments.scoresOf(courseId), firstStart),
                figures.alertsOf(course));
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
                Math.toIntExact(visits.stream().flatMap(Session::overrides).count()),
                next.orElse(null));
    }

    private static int countOf(List<Session> visits, SessionStatus status) {
        return Math.toIntExact(
                visits.stream().filter(visit -> visit.status() == status).count());
    }

    private static List<Dose> doses(List<Session> visits) {
        return visits.stream()
                .filter(visit -> visit.ended() != null)
                .sorted(Comparator.comparing(Session::number))
                .map(visit -> new Dose(
                        visit.number(),
                        visit.started().mgPerKg(),
                        given(visit.ended()),
                        Duration.between(visit.startedAt(), visit.endedAt()).toMinutes(),
                        visit.ended().verdicts() == null
                                ? List.of()
                                : visit.ended().verdicts()))
                .toList();
    }

    /** What the rates add up to, where they were noted; else what staff say. */
    private static BigDecimal given(Ended ended) {
        return ended.deliveredMg() == null ? ended.administeredMg() : ended.deliveredMg();
    }

    private List<Outcome> outcomes(List<Score> scores, Instant firstStart) {
        var byInstrument = scores.stream().collect(Collectors.groupingBy(Score::instrument));
        return instruments.all().stream()
                .filter(instrument -> instrument.use() == Instrument.Use.OUTCOME)
                .filter(instrument -> byInstrument.containsKey(instrument.code()))
                .map(instrument -> OutcomeOfInstrument.of(instrument, byInstrument.get(instrument.code()), firstStart))
                .toList();
    }
}
