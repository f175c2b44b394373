package org.sextant.synthetic;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * The tablet by which a visit is recorded: its clock may be wrong, and it may have been offline until the patient had gone.
 *
 * @param aheadSeconds by how much its clock is ahead; null where nobody measured it
 * @param late how many readings, the last ones, come in after the discharge
 */
record SyntheticTablet(Long aheadSeconds, int late) {

    private static final int MOST_AHEAD = 5_400;

    static SyntheticTablet draw(Chance chance) {
        var ahead = chance.of(0.1) ? Long.valueOf(chance.between(-MOST_AHEAD, MOST_AHEAD)) : null;
        return new SyntheticTablet(ahead, chance.of(0.08) ? chance.between(1, 5) : 0);
    }

    /** Puts a time as the tablet's clock showed it, and by how much that clock was ahead. */
    ObjectNode tell(ObjectNode line, String time, Instant at, String offset) {
        if (aheadSeconds == null) {
            return line.put(time, at.toString());
        }
        return line.put(time, at.plusSeconds(aheadSeconds).toString()).put(offset, aheadSeconds);
    }
}
