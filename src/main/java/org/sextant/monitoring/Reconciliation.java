package org.sextant.monitoring;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.sextant.rules.safety.AlertKind;
import org.sextant.rules.safety.Finding;

/**
 * Makes the alerts of one kind tell what the findings show: whatever changed and in whatever order it came, the same
 * findings come to the same alerts.
 *
 * @param reason why an alert may not hold any more
 * @param raise makes and keeps an alert of findings
 */
record Reconciliation(String reason, Instant now, Function<List<Finding>, Alert> raise) {

    /**
     * An alert that was acknowledged goes on standing for what of it still holds; all else that is found is one open
     * alert.
     *
     * @param standing alerts of all kinds
     * @param findings of all kinds
     * @return the alerts of the kind that stand now
     */
    List<Alert> of(AlertKind kind, List<Alert> standing, List<Finding> findings) {
        var found = findings.stream().filter(finding -> finding.kind() == kind).toList();
        var alerts = standing.stream().filter(alert -> alert.kind() == kind).toList();
        var seenTo = alerts.stream()
                .filter(alert -> alert.status() == AlertStatus.ACKNOWLEDGED)
                .filter(alert -> stillHolds(alert, found))
                .toList();
        var fresh = found.stream()
                .filter(finding -> seenTo.stream().noneMatch(alert -> alert.standsFor(finding)))
                .toList();
        var open = alerts.stream()
                .filter(alert -> alert.status() == AlertStatus.OPEN)
                .findFirst();
        if (fresh.isEmpty()) {
            open.ifPresent(alert -> alert.withdraw(reason, now));
            return seenTo;
        }
        var shown = open.orElseGet(() -> raise.apply(fresh));
        shown.update(fresh, now);
        return Stream.concat(seenTo.stream(), Stream.of(shown)).toList();
    }

    /** Leaves an alert with what of it still holds; withdraws it where that is nothing. */
    private boolean stillHolds(Alert alert, List<Finding> found) {
        var holding = found.stream().filter(alert::standsFor).toList();
        if (holding.isEmpty()) {
            alert.withdraw(reason, now);
        } else {
            alert.update(holding, now);
        }
        return !holding.isEmpty();
    }
}
