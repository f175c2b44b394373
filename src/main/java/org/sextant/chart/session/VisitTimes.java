package org.sextant.chart.session;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import org.sextant.chart.course.RecordTimes;
import org.sextant.web.problem.ProblemException;

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
     * What the time of a record of a visit is compared with.
     *
     * @param birthDate the patient's; null where it is not known
     * @param protocol the code of the protocol
     */
    public record Stay(LocalDate birthDate, Instant checkedInAt, String protocol, int protocolRevision) {}

    /** True where {@link #check} accepts the time. */
    public boolean accepts(Stay stay, Instant at, Boolean historic) {
        var origin =
                new RecordTimes.Origin(stay.birthDate(), stay.checkedInAt(), stay.protocol(), stay.protocolRevision());
        try {
            times.check(origin, at, historic, "");
            return true;
        } catch (ProblemException refusal) {
            return false;
        }
    }

    /** As {@link #check}, for a correction: a time that stays is accepted as it is. */
    public void recheck(Session session, Instant before, Instant at, Boolean historic, String pointer) {
        if (!at.equals(before)) {
            check(session, at, historic, pointer);
        }
    }
}
