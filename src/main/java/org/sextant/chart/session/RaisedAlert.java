package org.sextant.chart.session;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.sextant.rules.safety.AlertKind;
import org.sextant.rules.safety.AlertSeverity;

/**
 * An alert as the record shows it that raised it.
 *
 * @param status OPEN, ACKNOWLEDGED or WITHDRAWN
 * @param stands whether it is not withdrawn
 * @param value the latest measured
 * @param limit what it was compared with
 * @param sources the records that it stands for
 * @param changedAt when it was raised or last changed
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
