package org.sextant.chart.vitals;

import java.util.List;
import java.util.UUID;
import org.sextant.audit.log.GroupedCall;
import org.sextant.record.PendingCreate;

/**
 * The readings of one session that one call records, all of them or none.
 *
 * @param measuredOffset by how many seconds the device's clock was ahead; null without {@code Device-Time}
 */
record ReadingsOfCall(
        GroupedCall call,
        UUID clinic,
        UUID sessionId,
        List<PendingCreate<RecordVitals>> readings,
        Long measuredOffset) {

    /** Each call is itself only: two calls may say the same. */
    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
