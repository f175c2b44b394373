package org.sextant.export;

import java.time.Instant;
import java.util.UUID;
import org.sextant.http.Position;
import org.sextant.problem.Violations;

/**
 * Where a row stands in its report.
 *
 * @param parent what it belongs to; null in a report that is ordered by time alone
 */
record Place(UUID parent, Instant time, UUID id) {

    private static final String NO_PARENT = "-";

    /** The place on a cursor. */
    Position toPosition() {
        return new Position((parent == null ? NO_PARENT : parent) + " " + time, id.toString());
    }

    /** @throws org.sextant.problem.ProblemException 400 where the cursor is not of a report */
    static Place of(Position position) {
        try {
            var sort = position.sort().split(" ", 2);
            return new Place(
                    NO_PARENT.equals(sort[0]) ? null : UUID.fromString(sort[0]),
                    Instant.parse(sort[1]),
                    position.uuid());
        } catch (RuntimeException forged) {
            throw Violations.ofParameter("cursor", "is not a cursor of this list");
        }
    }
}
