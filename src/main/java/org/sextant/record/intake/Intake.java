package org.sextant.record.intake;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.sextant.record.CreateResult;
import org.sextant.record.PendingCreate;

/** Takes in many records of one kind at once. Each kind's service is one. */
public interface Intake<Q extends Sendable> {

    Kind kind();

    /** Who may record this kind. */
    Set<String> roles();

    /** What an item is read as. */
    Class<Q> request();

    /**
     * Takes all of them in, in one transaction.
     *
     * @param parent the session or course that they belong to
     * @return what became of each, in order; one that is refused harms none of the others
     */
    List<CreateResult> recordAll(UUID parent, List<PendingCreate<Q>> candidates);
}
