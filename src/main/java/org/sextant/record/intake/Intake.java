package org.sextant.record.intake;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.sextant.record.CreateResult;
import org.sextant.record.PendingCreate;

/** Records many items of one kind together. The service of each {@link Kind} implements this interface. */
public interface Intake<Q extends Sendable> {

    /** The kind of the items. */
    Kind kind();

    /** The roles that may record this kind. */
    Set<String> roles();

    /** The type into which an item is parsed. */
    Class<Q> request();

    /**
     * Executes all creates in one transaction. A refused create does not affect the other creates.
     *
     * @param parent the id of the session or course of all creates
     * @return one result for each create, in the order of the creates
     */
    List<CreateResult> recordAll(UUID parent, List<PendingCreate<Q>> creates);
}
