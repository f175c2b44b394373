package org.sextant.chart.session;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.sextant.rules.safety.AlertKind;
import org.sextant.rules.safety.AlertSeverity;

/**
 * An alert as shown with the record that raised it.
 *
 * @param status OPEN, ACKNOWLEDGED or WITHDRAWN
 * @param stands true where the alert is not withdrawn
 * @param value the latest measured value
 * @param limit the limit that the value was compared with
 * @param sources the ids of the records that raised the alert
 * @param changedAt when the alert was raised or last changed
 */
public record RaisedAlert(
        UUID id,
        AlertKind kind,
        AlertSeverity severity,
        String status,
        boolean stands,
        BigDecimal value,
        BigDecimal limit,
        List<UUID> sources,
        Instant changedAt) {}
