package org.sextant.record;

import java.util.Collections;
import java.util.List;
import org.sextant.web.problem.ProblemException;

/**
 * What became of one of many creates.
 *
 * @param replayed true where an earlier request had made the record
 * @param refusal why there is no record; null where there is one
 */
public record CreateResult(boolean replayed, ProblemException refusal) {

    static final CreateResult CREATED = new CreateResult(false, null);
    static final CreateResult REPLAYED = new CreateResult(true, null);

    public static CreateResult refused(ProblemException refusal) {
        return new CreateResult(false, refusal);
    }

    /** All of them, where the caller's clinic does not have what they belong to. */
    public static List<CreateResult> ofNothing(List<?> creates) {
        return Collections.nCopies(creates.size(), refused(ClinicRepository.notFound()));
    }

    /** True where any of them has made a record. */
    public static boolean anyCreated(List<CreateResult> taken) {
        return taken.contains(CREATED);
    }
}
