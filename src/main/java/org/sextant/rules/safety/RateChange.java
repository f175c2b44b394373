package org.sextant.rules.safety;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A change of the rate during an infusion. The session stores the change, and the change is never edited.
 *
 * @param id the id under which a tablet sent the change afterwards; null for a step that was decided at its time
 * @param mgPerHour the new rate, mg/h; 0 for a pause
 * @param recordedBy the {@code sub} of the caller
 * @param overrideReason why a prescriber overrode a rule that blocked the change; else null. Of a change that a tablet
 *     sent, a rule may have blocked it without such a reason.
 * @param verdicts the verdicts that did not pass; null where there are none
 */
public record RateChange(
        UUID id,
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
        this(null, kind, at, mgPerHour, reason, recordedBy, recordedAt, null, null);
    }

    /** True where a tablet sent the change afterwards, and no prescriber says why a rule that blocks it was overridden. */
    boolean isForbidden() {
        return id != null
                && overrideReason == null
                && verdicts != null
                && !Verdict.blocking(verdicts).isEmpty();
    }

    /** The action at the pump. */
    public enum Kind {
        RATE,
        PAUSE,
        RESUME
    }
}
