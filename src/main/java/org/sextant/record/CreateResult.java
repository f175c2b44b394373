package org.sextant.record;

import java.util.Collections;
import java.util.List;
import org.sextant.web.problem.CommonProblem;
import org.sextant.web.problem.ProblemException;

/**
 * The result of one of many creates.
 *
 * @param replayed true where an earlier request has created the record
 * @param refusal the reason why no record was created; null where the record exists
 */
public record CreateResult(boolean replayed, ProblemException refusal) {

    /** The record was created. */
    public static final CreateResult CREATED = new CreateResult(false, null);

    static final CreateResult REPLAYED = new CreateResult(true, null);

    /** The result of a refused create. */
    public static CreateResult refused(ProblemException refusal) {
        return new CreateResult(false, refusal);
    }

    /** The results, all 404, of creates whose session or course the caller's clinic does not have. */
    public static List<CreateResult> ofNothing(List<?> creates) {
        var nothing = CommonProblem.NOT_FOUND.because("The token's clinic has no such session or course.");
        return Collections.nCopies(creates.size(), refused(nothing));
    }

    /** True where at least one create has created a record; a replayed create does not count. */
    public static boolean anyCreated(List<CreateResult> results) {
        return results.contains(CREATED);
    }
}
