package org.sextant.record.intake;

import java.util.UUID;

/** The content of a create, alone or as an item among others. */
public interface Sendable {

    /** The client's id; null where it sent none. */
    UUID id();

    /**
     * Looks at what no single member shows.
     *
     * @throws org.sextant.web.problem.ProblemException 422 where members that fit one by one do not go together
     */
    default void check() {}
}
