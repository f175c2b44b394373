package org.sextant.chart.session;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Consumer;
import org.sextant.record.device.DeviceTime;
import org.sextant.web.representation.ETag;

/** What all steps of a session share: of two callers one is first, and the other sees what that one did. */
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

    /** What a step does to a session: {@code at} is when it was taken, {@code now} when the service learns of it. */
    public interface Step {

        void execute(Session session, Instant at, Instant now);
    }

    /**
     * Takes a step in the caller's transaction, and has the alerts and the clock follow.
     *
     * @param sentAt when it was taken, by the device; null for now
     * @param allowed throws where the session is in no state for the step
     */
    public Session execute(UUID id, String ifMatch, Instant sentAt, Consumer<Session> allowed, Step step) {
        var session = sessions.getForUpdate(id);
        ETag.check(ifMatch, session.version());
        allowed.accept(session);
        var moment = deviceTime.ofStep(sentAt, session.lastStepAt(), session);
        session.requireAfterLastStep(moment.corrected());
        step.execute(session, moment.corrected(), time.instant());
        session.stepTold(moment);
        sessions.flush();
        if (session.started() != null) {
            watch.readingsChanged(session, "A step of the session was taken");
            session.clockSetWithStep();
            sessions.flush();
        }
        return session;
    }

    public static Consumer<Session> becoming(SessionStatus next) {
        return session -> session.require(next);
    }
}
