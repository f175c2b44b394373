package org.sextant.rules.safety;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * A change of the rate while the drug runs. It is kept with the session, and never changed.
 *
 * @param mgPerHour the rate from then on, mg/h; 0 while paused
 * @param recordedBy the {@code sub} of whoever sent it
 */
public record RateChange(
        Kind kind, Instant at, BigDecimal mgPerHour, String reason, String recordedBy, Instant recordedAt) {

    /** What was done. */
    public enum Kind {
        RATE,
        PAUSE,
        RESUME
    }
}
