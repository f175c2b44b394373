package org.sextant.chart.session;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.sextant.chart.course.RecordTimes;

/** Refuses the time of a record of a visit that lies before the patient's birth, or long before the visit. */
@ApplicationScoped
public class VisitTimes {

    private final RecordTimes times;

    VisitTimes(RecordTimes times) {
        this.times = times;
    }

    /**
     * Accepts a time that a record of the visit can have. The days of the protocol count from the check-in, which is
     * itself compared with the course.
     *
     * @param at the time by the service's clock
     * @param historic true where the sender states that the record is older than the protocol expects; may be null
     * @param pointer the place of the time in the body (RFC 6901)
     * @throws org.sextant.web.problem.ProblemException 409 {@code wrong-state} where the patient was never checked in;
     *     422 where the time lies before the patient's birth, or more than {@code historyDays} before the check-in
     *     without {@code historic}
     */
    public void check(Session session, Instant at, Boolean historic, String pointer) {
        session.requireVisit();
        times.check(session.origin(), at, historic, pointer);
    }

    /**
     * True where {@link #check} accepts the time without a look at anything else: from the check-in on.
     *
     * @param checkedInAt the check-in of the visit
     */
    public static boolean accepts(Instant checkedInAt, Instant at) {
        return !at.isBefore(checkedInAt);
    }

    /** As {@link #check}, for a correction: a time that stays is accepted as it is. */
    public void recheck(Session session, Instant before, Instant at, Boolean historic, String pointer) {
        if (!at.equals(before)) {
            check(session, at, historic, pointer);
        }
    }
}
