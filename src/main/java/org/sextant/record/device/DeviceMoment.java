package org.sextant.record.device;

import java.time.Instant;

/**
 * A time as a device told it.
 *
 * @param told by the device's own clock
 * @param clockOffsetSeconds by how many seconds that clock was ahead of the service's, negative where it was behind; null
 *     where the device did not say what its clock showed
 */
public record DeviceMoment(Instant told, Long clockOffsetSeconds) {

    /** What is said of one that lies too far ahead. */
    String inTheFuture() {
        return clockOffsetSeconds == null
                ? "must not be more than 5 minutes in the future"
                : "must not, corrected by Device-Time, be more than 5 minutes in the future";
    }

    /** The same by the service's clock: what is ordered and judged by. */
    public Instant corrected() {
        return clockOffsetSeconds == null ? told : told.minusSeconds(clockOffsetSeconds);
    }
}
