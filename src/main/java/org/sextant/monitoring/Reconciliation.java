package org.sextant.monitoring;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.sextant.rules.safety.AlertKind;
import org.sextant.rules.safety.Finding;

/**
 * Updates the alerts of one kind to match the findings. The result depends on the findings only, not on the order in
 * which records arrive or are corrected.
 *
 * @param reason why an alert is withdrawn
 * @param raise creates and stores an alert that covers the findings
 */
record Reconciliation(String reason, Instant now, Function<List<Finding>, Alert> raise) {

    /**
     * An acknowledged alert keeps its findings that are still present. One open alert covers all other findings.
     *
     * @param existing alerts of all kinds that are not withdrawn
     * @param findings of all kinds
     * @return the acknowledged alerts and the open alert of this kind after the update
     */
    List<Alert> of(AlertKind kind, List<Alert> existing, List<Finding> findings) {
        var found = findings.stream().filter(finding -> finding.kind() == kind).toList();
        var alerts = existing.stream().filter(alert -> alert.kind() == kind).toList();
        var acknowledged = alerts.stream()
                .filter(alert -> alert.status() == AlertStatus.ACKNOWLEDGED)
                .filter(alert -> updateOrWithdraw(alert, found))
                .toList();
        var uncovered = found.stream()
                .filter(finding -> acknowledged.stream().noneMatch(alert -> alert.covers(finding)))
                .toList();
        var open = alerts.stream()
                .filter(alert -> alert.status() == AlertStatus.OPEN)
                .findFirst();
        if (uncovered.isEmpty()) {
            open.ifPresent(alert -> alert.withdraw(reason, now));
            return acknowledged;
        }
        var shown = open.orElseGet(() -> raise.apply(uncovered));
        shown.update(uncovered, now);
        return Stream.concat(acknowledged.stream(), Stream.of(shown)).toList();
    }

    /**
     * Reduces the alert to its findings that are still present; withdraws the alert where none is left.
     *
     * @return false where the alert is withdrawn
     */
    private boolean updateOrWithdraw(Alert alert, List<Finding> found) {
        var present = found.stream().filter(alert::covers).toList();
        if (present.isEmpty()) {
            alert.withdraw(reason, now);
        } else {
            alert.update(present, now);
        }
        return !present.isEmpty();
    }
}
