package org.sextant.exchange.imports.line;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.sextant.monitoring.AlertStatus;
import org.sextant.record.device.DeviceTime;
import org.sextant.rules.protocol.RequiredMeasurement;
import org.sextant.rules.safety.AlertKind;
import org.sextant.rules.safety.AlertSeverity;
import org.sextant.web.problem.Violations;

/**
 * An alert of the past, with its acknowledgement and reviews. {@code toString} hides the content, so that no log line
 * contains patient data.
 *
 * @param sourceId the record that the alert shows, one of {@code sources}
 * @param value the measured value, in the unit of the measurement; null where the alert shows no number
 * @param limit what the value was compared with
 * @param dueAt when the missed reading was due; only for VITALS_OVERDUE
 * @param missing the measurements that nobody took in time; only for VITALS_OVERDUE
 * @param lateEntry whether it had counted as missed before the start was recorded; only for VITALS_OVERDUE
 * @param acknowledgement the note of the acknowledgement
 */
public record AlertImportLine(
        @NotNull UUID id,
        @NotNull UUID courseId,
        UUID sessionId,
        @NotNull Instant raisedAt,
        @NotNull Instant changedAt,
        @NotNull AlertKind kind,
        @NotNull AlertSeverity severity,
        @NotNull AlertStatus status,
        @NotNull UUID sourceId,
        BigDecimal value,
        BigDecimal limit,

        @NotBlank @Size(max = 2000) String detail,

        Instant dueAt,
        @Size(min = 1) List<@NotNull RequiredMeasurement> missing,
        Boolean lateEntry,
        Instant acknowledgedAt,
        @Size(min = 1, max = 255) String acknowledgedBy,
        @Size(min = 1, max = 2000) String acknowledgement,
        @Size(min = 1) List<@NotNull @Valid ReviewLine> reviews,
        Instant closedAt,
        @Size(min = 1, max = 2000) String closedReason) {

    /**
     * Checks members that depend on each other.
     *
     * @throws org.sextant.web.problem.ProblemException 422 where members contradict each other
     */
    public void check(List<EvidenceLine> sources, DeviceTime deviceTime) {
        var violations = new Violations()
                .rejectIf(
                        sources.stream().noneMatch(source -> source.id().equals(sourceId)),
                        "/sources",
                        "must name the record of sourceId")
                .rejectIf(changedAt.isBefore(raisedAt), "/changedAt", "must not lie before raisedAt")
                .rejectIf(
                        reviews != null && kind != AlertKind.SUICIDAL_IDEATION,
                        "/reviews",
                        "must be absent for an alert of the kind " + kind);
        checkMissed(violations);
        checkAcknowledged(violations);
        checkClosed(violations);
        violations.refuse();
        deviceTime.ofHistory(raisedAt, null, "/raisedAt");
        deviceTime.ofHistory(changedAt, null, "/changedAt");
    }

    private void checkMissed(Violations violations) {
        var missed = kind == AlertKind.VITALS_OVERDUE;
        violations
                .rejectIf(
                        missed != (dueAt != null), "/dueAt", "must be given for VITALS_OVERDUE, and for no other kind")
                .rejectIf(missed && sessionId == null, "/sessionId", "must be given for VITALS_OVERDUE")
                .rejectIf(!missed && missing != null, "/missing", "must be absent for an alert of the kind " + kind)
                .rejectIf(
                        !missed && lateEntry != null, "/lateEntry", "must be absent for an alert of the kind " + kind);
    }

    private void checkAcknowledged(Violations violations) {
        violations
                .rejectIf(
                        status == AlertStatus.ACKNOWLEDGED && acknowledgedAt == null,
                        "/acknowledgedAt",
                        "must be given for an alert that is ACKNOWLEDGED")
                .rejectIf(
                        status == AlertStatus.OPEN && acknowledgedAt != null,
                        "/acknowledgedAt",
                        "must be absent for an alert that is OPEN")
                .rejectIf(
                        (acknowledgedAt == null) != (acknowledgedBy == null),
                        "/acknowledgedBy",
                        "must come with acknowledgedAt")
                .rejectIf(
                        acknowledgedAt == null && acknowledgement != null,
                        "/acknowledgement",
                        "must be absent without acknowledgedAt");
    }

    private void checkClosed(Violations violations) {
        var closed = status == AlertStatus.CLEARED || status == AlertStatus.WITHDRAWN;
        violations
                .rejectIf(
                        closed != (closedAt != null),
                        "/closedAt",
                        "must be given for an alert that is closed, and for no other")
                .rejectIf((closedAt == null) != (closedReason == null), "/closedReason", "must come with closedAt");
    }

    @Override
    public String toString() {
        return "AlertImportLine[hidden]";
    }
}
