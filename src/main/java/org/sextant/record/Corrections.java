package org.sextant.record;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import org.sextant.identity.Caller;
import org.sextant.identity.Role;
import org.sextant.web.problem.ProblemMappers;
import org.sextant.web.representation.ETag;

/** Who may correct what: a prescriber everything, others what they recorded themselves. */
@ApplicationScoped
public class Corrections {

    private final Caller caller;
    private final InstantSource time;

    Corrections(Caller caller, InstantSource time) {
        this.caller = caller;
        this.time = time;
    }

    /**
     * The change that the caller is about to make of a record, which is locked. A retraction that is sent again was made
     * on the version before itself, so it is held against no version.
     *
     * @throws org.sextant.web.problem.ProblemException 403 where it is not the caller's to correct, 412 where
     *     {@code If-Match} names another version
     */
    public Change of(ChartRecord record, String ifMatch, String reason) {
        if (!caller.is(Role.PRESCRIBER) && !caller.subject().equals(record.recordedBy())) {
            throw ProblemMappers.forbidden("Only a prescriber corrects what somebody else has recorded.");
        }
        var change = new Change(time.instant(), caller.subject(), reason);
        if (!record.isRetractedBy(change)) {
            ETag.check(ifMatch, record.version());
        }
        return change;
    }
}
