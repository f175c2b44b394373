package org.sextant.monitoring;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.sextant.rules.safety.AlertKind;
import org.sextant.rules.safety.Finding;

/** All alerts that a session ever had, brought in line with what is found as the service does it. */
final class StandingAlerts {

    static final String REASON = "A reading was corrected";

    final List<Alert> ever = new ArrayList<>();

    /** Reconciles all kinds of readings. */
    void follow(List<Finding> findings, Instant now) {
        Arrays.stream(AlertKind.values()).filter(AlertKind::ofReadings).forEach(kind -> follow(kind, findings, now));
    }

    /** Reconciles one kind; answers the alerts that stand. */
    List<Alert> follow(AlertKind kind, List<Finding> findings, Instant now) {
        return new Reconciliation(REASON, now, fresh -> raise(fresh, now)).of(kind, standing(), findings);
    }

    private Alert raise(List<Finding> findings, Instant now) {
        var alert = Findings.alert(findings, now);
        ever.add(alert);
        return alert;
    }

    List<Alert> standing() {
        return ever.stream()
                .filter(alert -> alert.status() != AlertStatus.WITHDRAWN)
                .toList();
    }

    List<Alert> open() {
        return with(AlertStatus.OPEN);
    }

    List<Alert> with(AlertStatus status) {
        return ever.stream().filter(alert -> alert.status() == status).toList();
    }
}
