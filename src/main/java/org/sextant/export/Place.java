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

    /** @throws org.sextant.problem.ProblemException 400 where the cursor is not of this report */
    static Place of(Position position, Report report) {
        var sort = position.sort().split(" ", 2);
        if (sort.length < 2 || NO_PARENT.equals(sort[0]) == report.hasParents()) {
            throw Violations.ofParameter("cursor", "is not a cursor of this list");
        }
        return new Place(
                report.hasParents() ? new Position("", sort[0]).uuid() : null,
                new Position(sort[1], "").time(),
                position.uuid());
    }
}
