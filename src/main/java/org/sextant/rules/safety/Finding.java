package org.sextant.rules.safety;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.UUID;
import org.sextant.record.RecordOrder;

/**
 * Something that an alert is raised for.
 *
 * @param sourceId the record that shows it
 * @param at when that was taken, or set in
 * @param recordedAt when the service took the record in
 * @param value what was measured; null where it is not a number
 * @param limit what it was compared with; null where it is not a number
 */
public record Finding(
        AlertKind kind,
        AlertSeverity severity,
        UUID sourceId,
        Instant at,
        Instant recordedAt,
        BigDecimal value,
        BigDecimal limit,
        String detail) {

    /** That of the records which show them. */
    public static final Comparator<Finding> ORDER = RecordOrder.by(Finding::at, Finding::recordedAt, Finding::sourceId);
}
