package org.sextant.monitoring;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import org.sextant.record.IdempotentCreate;
import org.sextant.record.clinic.ClinicProfiles;
import org.sextant.rules.safety.AlertKind;
import org.sextant.rules.safety.Finding;
import org.sextant.rules.safety.MonitoringClock.Missed;

/** Raises and updates alerts. Their texts name times by the clock on the clinic's wall. */
@ApplicationScoped
class AlertRaiser {

    private final AlertRepository alerts;
    private final IdempotentCreate creates;
    private final ClinicProfiles clinics;
    private final InstantSource time;

    AlertRaiser(AlertRepository alerts, IdempotentCreate creates, ClinicProfiles clinics, InstantSource time) {
        this.alerts = alerts;
        this.creates = creates;
        this.clinics = clinics;
        this.time = time;
    }

    /** The time zone of the clinic. */
    ZoneId zone() {
        return clinics.zone();
    }

    /**
     * Makes the alerts of one kind match the findings; see {@link Reconciliation#of}.
     *
     * @param existing alerts of all kinds that are not withdrawn
     * @param findings of all kinds, whose details do not name the time yet
     * @param reason why an alert is withdrawn
     */
    List<Alert> reconcile(
            Alert.Subject subject, AlertKind kind, List<Alert> existing, List<Finding> findings, String reason) {
        var zone = zone();
        return new Reconciliation(reason, time.instant(), fresh -> store(subject, fresh, null, null))
                .of(
                        kind,
                        existing,
                        findings.stream().map(finding -> finding.withTime(zone)).toList());
    }

    /**
     * Raises the alert of a missed reading.
     *
     * @param lateEntry whether it had counted as missed before the start was recorded
     */
    Alert raise(Alert.Subject subject, Finding finding, Missed missed, boolean lateEntry) {
        return store(subject, List.of(finding), missed, lateEntry);
    }

    private Alert store(Alert.Subject subject, List<Finding> findings, Missed missed, Boolean lateEntry) {
        var alert = new Alert(creates.provenance(null, subject), subject, findings, missed, lateEntry);
        alerts.persist(alert);
        return alert;
    }
}
