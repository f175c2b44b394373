package org.sextant.rules.safety;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.UUID;
import org.sextant.record.RecordOrder;

/**
 * A reason to raise an alert.
 *
 * @param sourceId the id of the record that shows the finding
 * @param at when the reading was taken, or the onset of the side effect
 * @param recordedAt when the service stored the record
 * @param value the measured value; null where the finding is not a number
 * @param limit the limit that the value was compared with; null where the finding is not a number
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

    /** The order of the records that show the findings. */
    public static final Comparator<Finding> ORDER = RecordOrder.by(Finding::at, Finding::recordedAt, Finding::sourceId);
}
