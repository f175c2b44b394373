package org.sextant.chart.session;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Consumer;
import org.sextant.record.device.DeviceTime;
import org.sextant.web.representation.ETag;

/** Executes the steps of a session one after the other: a step locks the session and sees all earlier steps. */
@ApplicationScoped
public class SessionStepExecutor {

    private final SessionRepository sessions;
    private final SessionWatch watch;
    private final DeviceTime deviceTime;
    private final InstantSource time;

    SessionStepExecutor(SessionRepository sessions, SessionWatch watch, DeviceTime deviceTime, InstantSource time) {
        this.sessions = sessions;
        this.watch = watch;
        this.deviceTime = deviceTime;
        this.time = time;
    }

    /** One step of a session. */
    public interface Step {

        /**
         * Changes the session.
         *
         * @param at when staff did the step, by the service's clock
         * @param now when the service records the step
         */
        void execute(Session session, Instant at, Instant now);
    }

    /**
     * Executes a step in the caller's transaction, and updates the alerts and the monitoring clock.
     *
     * @param ifMatch the ETag of the version that the step was decided on, or null
     * @param sentAt when staff did the step, by the device's clock; null for now
     * @param stateCheck throws where the session's state does not allow the step
     * @throws org.sextant.web.problem.ProblemException 412 where the ETag names another version; 422 where the step
     *     is before the previous step
     */
    public Session execute(UUID id, String ifMatch, Instant sentAt, Consumer<Session> stateCheck, Step step) {
        var session = sessions.getForUpdate(id);
        ETag.check(ifMatch, session.version());
        stateCheck.accept(session);
        apply(session, sentAt, step);
        settle(session);
        return session;
    }

    /**
     * Executes a step of a session that the caller has locked and whose state the caller has checked;
     * {@link #settle} follows.
     *
     * @param sentAt when staff did the step, by the device's clock; null for now
     * @throws org.sextant.web.problem.ProblemException 422 where the step is before the previous step
     */
    public void apply(Session session, Instant sentAt, Step step) {
        var moment = deviceTime.ofStep(sentAt, session.lastStepAt(), session);
        session.requireAfterLastStep(moment.corrected());
        step.execute(session, moment.corrected(), time.instant());
        session.recordStepClock(moment);
    }

    /** Stores the session after a step, and updates the alerts and the monitoring clock. */
    public void settle(Session session) {
        sessions.flush();
        if (session.started() != null) {
            watch.readingsChanged(session, "A step of the session was taken");
            sessions.clockSetWithStep(session);
            sessions.flush();
        }
    }

    /** The check that the session may change to the state {@code next}. */
    public static Consumer<Session> becoming(SessionStatus next) {
        return session -> session.require(next);
    }
}
