package org.sextant.chart.session.step;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Instant;

/** The record of the cancellation. */
@Embeddable
public record Cancelled(
        @Column(name = "cancelled_at") Instant at,
        @Column(name = "cancel_reason") String reason,
        Boolean noShow) {}
