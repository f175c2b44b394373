package org.sextant.record.device;

import java.time.Instant;

/**
 * A time as a device reported it.
 *
 * @param reportedAt the reported time, by the device's clock
 * @param clockOffsetSeconds by how many seconds the device's clock was ahead of the service's, negative where behind;
 *     null where the device did not send {@code Device-Time}
 */
public record DeviceMoment(Instant reportedAt, Long clockOffsetSeconds) {

    /** The detail of the error for a time in the future. */
    String inTheFuture() {
        return clockOffsetSeconds == null
                ? "must not be more than 5 minutes in the future"
                : "must not be more than 5 minutes in the future, after the correction by Device-Time";
    }

    /** The time by the service's clock, which sorting and rules use. */
    public Instant corrected() {
        return clockOffsetSeconds == null ? reportedAt : reportedAt.minusSeconds(clockOffsetSeconds);
    }
}
