package org.sextant.compliance.rems;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.sextant.chart.session.Session;
import org.sextant.chart.session.SessionRepository;
import org.sextant.record.IdempotentCreate;
import org.sextant.record.Provenance;
import org.sextant.record.device.DeviceMoment;
import org.sextant.record.device.DeviceTime;
import org.sextant.web.MergePatch;
import org.sextant.web.problem.CommonProblem;
import org.sextant.web.representation.ETag;
import org.sextant.web.representation.Position;

/** Shows, answers and submits the monitoring forms of the clinic's esketamine sessions. */
@ApplicationScoped
class RemsService {

    private static final TypeReference<Map<String, Object>> MEMBERS = new TypeReference<>() {};

    private final RemsRepository submissions;
    private final RemsAnswersRepository answers;
    private final RemsChart chart;
    private final SessionRepository sessions;
    private final IdempotentCreate creates;
    private final MergePatch mergePatch;
    private final DeviceTime deviceTime;
    private final ObjectMapper json;
    private final InstantSource time;

    RemsService(
            RemsRepository submissions,
            RemsAnswersRepository answers,
            RemsChart chart,
            SessionRepository sessions,
            IdempotentCreate creates,
            MergePatch mergePatch,
            DeviceTime deviceTime,
            ObjectMapper json,
            InstantSource time) {
        this.submissions = submissions;
        this.answers = answers;
        this.chart = chart;
        this.sessions = sessions;
        this.creates = creates;
        this.mergePatch = mergePatch;
        this.deviceTime = deviceTime;
        this.json = json;
        this.time = time;
    }

    /** @throws org.sextant.web.problem.ProblemException 404 where no esketamine was given in the session */
    RemsForm form(UUID sessionId) {
        return form(chart.requireEsketamine(sessions.get(sessionId)), time.instant());
    }

    /**
     * The id of a session that has a form.
     *
     * @throws org.sextant.web.problem.ProblemException 404 where no esketamine was given in the session
     */
    UUID requireForm(UUID sessionId) {
        return chart.requireEsketamine(sessions.get(sessionId)).id();
    }

    private RemsForm form(Session session, Instant now) {
        var answered = answers.ofSession(session.id()).orElse(null);
        var submission = submissions.ofSession(session.id()).orElse(null);
        var deadline = RemsDeadline.of(session, submission != null, now);
        var report = report(session, answered, now);
        var content = report.content();
        var submitted = submission == null ? null : submission.form();
        return new RemsForm(
                session.id(),
                session.patientId(),
                deadline.status(),
                deadline.deadline(),
                submission == null ? null : submission.submittedAt(),
                submission == null ? null : submission.reference(),
                submitted,
                submission == null ? null : changes(submission, content),
                content,
                report.suggested(),
                answered == null ? null : answered.changedAt(),
                answered == null ? null : answered.changedBy(),
                answered == null ? 0 : answered.version());
    }

    private RemsReport report(Session session, RemsAnswers answered, Instant now) {
        var answers = answered == null ? Map.<UUID, RemsAnswers>of() : Map.of(session.id(), answered);
        return chart.reports(List.of(session), answers, now).get(session.id());
    }

    /** The items that differ from the submitted items; null where the submitted items are not known. */
    private List<String> changes(RemsSubmission submission, RemsContent content) {
        return submission.form() == null
                ? null
                : RemsChanges.between(json.valueToTree(submission.form()), json.valueToTree(content));
    }

    /**
     * Changes the answers of staff. One transaction. A patch that changes nothing makes no version, so that its caller
     * may repeat it.
     *
     * @param ifMatch the ETag of the form that the client has read; may be null for the first answers
     * @throws org.sextant.web.problem.ProblemException 404 where no esketamine was given in the session, 428 and 412 as
     *     {@link ETag#require}
     */
    @Transactional
    RemsForm answer(UUID sessionId, String ifMatch, JsonNode patch) {
        var session = chart.requireEsketamine(sessions.getForUpdate(sessionId));
        var now = time.instant();
        var answered = answers.ofSession(sessionId).orElse(null);
        var before = answered == null ? AnswerRems.NOTHING : answered.content();
        var after = mergePatch.apply(before, patch);
        if (!after.equals(before)) {
            become(after, answered, session, ifMatch);
        }
        return form(session, now);
    }

    private void become(AnswerRems after, RemsAnswers answered, Session session, String ifMatch) {
        var provenance = creates.provenance(null, after);
        if (answered == null) {
            ETag.check(ifMatch, 0);
            answers.add(new RemsAnswers(provenance, session, after));
        } else {
            ETag.require(ifMatch, answered.version());
            answered.become(after, provenance.recordedAt(), provenance.recordedBy());
            answers.flush();
        }
    }

    /**
     * Records that staff have submitted the form, with its items as they are. One transaction.
     *
     * @throws org.sextant.web.problem.ProblemException 404 where no esketamine was given in the session, 409 before the
     *     discharge and where the form is already submitted
     */
    @Transactional
    RemsSubmission submit(UUID sessionId, Provenance provenance, SubmitRems request) {
        var session = chart.requireEsketamine(sessions.getForUpdate(sessionId));
        if (session.discharged() == null) {
            throw CommonProblem.WRONG_STATE
                    .because("The patient is not discharged yet: the form is incomplete.")
                    .with("currentStatus", session.status());
        }
        if (submissions.ofSession(sessionId).isPresent()) {
            throw CommonProblem.WRONG_STATE
                    .because("The form is already submitted.")
                    .with("currentStatus", RemsStatus.SUBMITTED);
        }
        var reported = deviceTime.read(request.submittedAt(), "/submittedAt", session);
        var now = time.instant();
        var submitted = reported == null ? new DeviceMoment(now, null) : reported;
        var answered = answers.ofSession(sessionId).orElse(null);
        var form = json.convertValue(report(session, answered, now).content(), MEMBERS);
        return submissions.add(new RemsSubmission(provenance, session, submitted, request.reference(), form));
    }

    /**
     * At most {@code size} deadlines after a position. Only a form of which a record is younger than its submission is
     * compared with its submission.
     *
     * @param changed null for all; else the forms that have changed since they were submitted, or all others
     */
    List<RemsDeadline> deadlines(RemsStatus status, Boolean changed, Instant now, Position after, int size) {
        var found = new ArrayList<RemsDeadline>();
        var start = after;
        List<RemsRepository.Listed> rows;
        do {
            rows = submissions.deadlines(status, Boolean.TRUE.equals(changed), now, start, size);
            var changedIds = changed(touched(rows), now);
            rows.stream()
                    .map(row -> row.touched()
                            ? row.deadline()
                                    .withChanged(
                                            changedIds.contains(row.deadline().sessionId()))
                            : row.deadline())
                    .filter(deadline -> changed == null || changed == Boolean.TRUE.equals(deadline.changed()))
                    .forEach(found::add);
            start = rows.isEmpty() ? start : position(rows.get(rows.size() - 1).deadline());
        } while (found.size() < size && rows.size() == size);
        return found.subList(0, Math.min(size, found.size()));
    }

    static Position position(RemsDeadline deadline) {
        return Position.of(deadline.givenAt(), deadline.sessionId());
    }

    private static List<UUID> touched(List<RemsRepository.Listed> rows) {
        return rows.stream()
                .filter(RemsRepository.Listed::touched)
                .map(row -> row.deadline().sessionId())
                .toList();
    }

    /** The ids of those sessions whose form differs from its submission. */
    private Set<UUID> changed(List<UUID> sessionIds, Instant now) {
        if (sessionIds.isEmpty()) {
            return Set.of();
        }
        var submitted = submissions.ofSessions(sessionIds);
        var reports = chart.reports(sessions.list("id in ?1", sessionIds), answers.ofSessions(sessionIds), now);
        return sessionIds.stream()
                .filter(id ->
                        !changes(submitted.get(id), reports.get(id).content()).isEmpty())
                .collect(Collectors.toSet());
    }
}
