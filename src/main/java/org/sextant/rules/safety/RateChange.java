package org.sextant.rules.safety;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/**
 * A change of the rate during an infusion. The session stores the change, and the change is never edited.
 *
 * @param mgPerHour the new rate, mg/h; 0 for a pause
 * @param recordedBy the {@code sub} of the caller
 * @param overrideReason why a prescriber overrode a rule that blocked the change; else null
 * @param verdicts the verdicts that did not pass; null where there are none
 */
public record RateChange(
        Kind kind,
        Instant at,
        BigDecimal mgPerHour,
        String reason,
        String recordedBy,
        Instant recordedAt,
        String overrideReason,
        List<Verdict> verdicts) {

    public RateChange {
        verdicts = verdicts == null || verdicts.isEmpty() ? null : verdicts;
    }

    /** A change that no rule has remarked on. */
    public RateChange(
            Kind kind, Instant at, BigDecimal mgPerHour, String reason, String recordedBy, Instant recordedAt) {
        this(kind, at, mgPerHour, reason, recordedBy, recordedAt, null, null);
    }

    /** The action at the pump. */
    public enum Kind {
        RATE,
        PAUSE,
        RESUME
    }
}
