package org.sextant.chart.session.step;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Instant;

/**
 * The record of the cancellation.
 *
 * @param by on whose side the cause lies; null where nobody said
 * @param cause null where nobody said
 */
@Embeddable
public record Cancelled(
        @Column(name = "cancelled_at") Instant at,
        @Column(name = "cancel_reason") String reason,
        Boolean noShow,

        @Column(name = "cancel_by") @Enumerated(EnumType.STRING)
        CancelledBy by,

        @Column(name = "cancel_cause") @Enumerated(EnumType.STRING)
        CancelCause cause) {

    /** A cancellation of which nobody said on whose side its cause lies. */
    public Cancelled(Instant at, String reason, Boolean noShow) {
        this(at, reason, noShow, null, null);
    }
}
