package org.sextant.session;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.sextant.clinic.DeviceTime;
import org.sextant.course.Course;
import org.sextant.course.CourseProblem;
import org.sextant.course.CourseRepository;
import org.sextant.course.CourseStatus;
import org.sextant.http.ETag;
import org.sextant.identity.Caller;
import org.sextant.problem.Violations;
import org.sextant.protocol.DischargeCriterion;
import org.sextant.protocol.DoseRule;
import org.sextant.protocol.ProtocolRepository;
import org.sextant.protocol.Rules;

/** The steps of a session. Each method is one transaction; of two callers, one is first and the other sees that. */
@ApplicationScoped
@Transactional
class SessionService {

    private final SessionRepository sessions;
    private final CourseRepository courses;
    private final ProtocolRepository protocols;
    private final DeviceTime deviceTime;
    private final Caller caller;

    SessionService(
            SessionRepository sessions,
            CourseRepository courses,
            ProtocolRepository protocols,
            DeviceTime deviceTime,
            Caller caller) {
        this.sessions = sessions;
        this.courses = courses;
        this.protocols = protocols;
        this.deviceTime = deviceTime;
        this.caller = caller;
    }

    Session checkIn(UUID id, String ifMatch, CheckIn step) {
        var course = courses.getHeld(sessions.courseOf(id));
        return take(id, ifMatch, step.at(), (session, at) -> {
            session.require(SessionStatus.CHECKED_IN);
            requireActive(course);
            session.checkIn(CheckedIn.of(step, at));
        });
    }

    Session start(UUID id, String ifMatch, StartInfusion step) {
        return take(id, ifMatch, step.at(), (session, at) -> {
            session.require(SessionStatus.INFUSING);
            var dose = rules(session).dose();
            var perKg = mgPerKg(dose, step);
            BrokenRule.judge(brokenBy(dose, perKg), step.overrideReason(), caller);
            session.start(new Started(
                    at,
                    perKg,
                    dose.plannedMg(session.checkedIn().weightKg(), perKg),
                    step.lot(),
                    step.concentrationMgPerMl(),
                    step.overrideReason()));
        });
    }

    Session end(UUID id, String ifMatch, EndInfusion step) {
        return take(id, ifMatch, step.at(), (session, at) -> session.end(Ended.of(step, at)));
    }

    Session discharge(UUID id, String ifMatch, Discharge step) {
        return take(id, ifMatch, step.at(), (session, at) -> {
            session.require(SessionStatus.DISCHARGED);
            BrokenRule.judge(brokenBy(rules(session), step), step.overrideReason(), caller);
            session.discharge(Discharged.of(step, at));
        });
    }

    Session cancel(UUID id, String ifMatch, CancelSession step) {
        return take(
                id,
                ifMatch,
                null,
                (session, at) -> session.cancel(new Cancelled(at, step.reason(), Boolean.TRUE.equals(step.noShow()))));
    }

    private Session take(UUID id, String ifMatch, Instant sentAt, BiConsumer<Session, Instant> step) {
        var session = sessions.getForChange(id);
        ETag.check(ifMatch, session.version());
        step.accept(session, deviceTime.ofStep(sentAt, session.lastStepAt()));
        sessions.flush();
        return session;
    }

    private static void requireActive(Course course) {
        if (course.status() != CourseStatus.ACTIVE) {
            throw CourseProblem.NOT_ACTIVE
                    .because("A session is only run in an active course.")
                    .with("currentStatus", course.status());
        }
    }

    private Rules rules(Session session) {
        return protocols.rules(session.protocol(), session.protocolRevision());
    }

    private static BigDecimal mgPerKg(DoseRule dose, StartInfusion step) {
        if (dose.fixed() && step.mgPerKg() != null) {
            throw Violations.of("/mgPerKg", "cannot be given: the protocol's dose is fixed");
        }
        return step.mgPerKg() == null ? dose.mgPerKg() : step.mgPerKg();
    }

    private static List<BrokenRule> brokenBy(DoseRule dose, BigDecimal perKg) {
        return dose.fixed() || !dose.refuses(perKg)
                ? List.of()
                : List.of(new BrokenRule(
                        "DOSE_LIMIT",
                        "The dose is above the %s mg/kg of the protocol.".formatted(dose.refuseAboveMgPerKg())));
    }

    private static List<BrokenRule> brokenBy(Rules rules, Discharge step) {
        var asked = EnumSet.noneOf(DischargeCriterion.class);
        asked.addAll(rules.discharge());
        var violations = new Violations();
        asked.forEach(criterion -> violations.when(
                !step.criteria().containsKey(criterion),
                "/criteria/" + criterion,
                "must be stated: it is a criterion of the protocol"));
        step.criteria()
                .keySet()
                .forEach(criterion -> violations.when(
                        !asked.contains(criterion), "/criteria/" + criterion, "is not a criterion of the protocol"));
        violations.refuse();
        var broken = new ArrayList<BrokenRule>();
        asked.stream()
                .filter(criterion -> !step.criteria().get(criterion))
                .forEach(criterion -> broken.add(new BrokenRule(criterion.name(), "The criterion does not hold.")));
        return broken;
    }
}
