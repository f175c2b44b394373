package org.sextant.record.intake;

import java.util.UUID;

/** The content of a create, as a request of its own or as an item of a batch. */
public interface Sendable {

    /** The client's id; null where the client sent no id. */
    UUID id();

    /**
     * Checks rules that concern several members.
     *
     * @throws org.sextant.web.problem.ProblemException 422 where members contradict each other
     */
    default void check() {}
}
