package org.sextant.rules.safety;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * A change of the rate during an infusion. The session stores the change, and the change is never edited.
 *
 * @param mgPerHour the new rate, mg/h; 0 for a pause
 * @param recordedBy the {@code sub} of the caller
 */
public record RateChange(
        Kind kind, Instant at, BigDecimal mgPerHour, String reason, String recordedBy, Instant recordedAt) {

    /** The action at the pump. */
    public enum Kind {
        RATE,
        PAUSE,
        RESUME
    }
}
