package org.sextant.record;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import org.sextant.identity.Caller;
import org.sextant.identity.Role;
import org.sextant.web.problem.ProblemMappers;
import org.sextant.web.representation.ETag;

/** The right to correct records: a prescriber may correct all records, other callers only their own records. */
@ApplicationScoped
public class Corrections {

    private final Caller caller;
    private final InstantSource time;

    Corrections(Caller caller, InstantSource time) {
        this.caller = caller;
        this.time = time;
    }

    /**
     * The change that the caller is about to make to a locked record. A repeated retraction names the version before
     * the first retraction, so {@code If-Match} is not checked for a repeated retraction.
     *
     * @param ifMatch the {@code If-Match} header, or null
     * @throws org.sextant.web.problem.ProblemException 403 where the caller may not correct the record, 412 where
     *     {@code If-Match} names another version
     */
    public Change of(ChartRecord record, String ifMatch, String reason) {
        requireAuthor(record.recordedBy());
        var change = new Change(time.instant(), caller.subject(), reason);
        if (!record.isRetractedBy(change)) {
            ETag.check(ifMatch, record.version());
        }
        return change;
    }

    /**
     * Accepts a prescriber, and whoever recorded what is to be corrected.
     *
     * @param recordedBy the {@code sub} of the caller who recorded it; null where it is unknown
     * @throws org.sextant.web.problem.ProblemException 403 where the caller may not correct it
     */
    public void requireAuthor(String recordedBy) {
        if (!caller.is(Role.PRESCRIBER) && !caller.subject().equals(recordedBy)) {
            throw ProblemMappers.forbidden("Only a prescriber may correct a record of another person.");
        }
    }
}
