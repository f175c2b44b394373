package org.sextant.monitoring;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.sextant.record.Provenance;
import org.sextant.rules.safety.AlertKind;
import org.sextant.rules.safety.AlertSeverity;
import org.sextant.rules.safety.Chart;
import org.sextant.rules.safety.Finding;
import org.sextant.rules.safety.MonitoringClock.Missed;

/** Findings, and the alerts of an invented session that are raised for them. */
final class Findings {

    private static final UUID CLINIC = UUID.fromString("01957f70-0000-7000-8000-00000000c11c");
    private static final UUID COURSE = UUID.fromString("01957f70-0000-7000-8000-00000000c052");
    private static final UUID PATIENT = UUID.fromString("01957f70-0000-7000-8000-0000000000a1");
    private static final UUID SESSION = UUID.fromString("01957f70-0000-7000-8000-000000005e55");

    private Findings() {}

    static Finding systolic(int minute, int value) {
        return systolic(UUID.randomUUID(), minute, value);
    }

    static Finding systolic(UUID reading, int minute, int value) {
        return finding(AlertKind.SYSTOLIC_HIGH, AlertSeverity.CRITICAL, reading, minute, value, 180);
    }

    static Finding spo2(int minute, int value) {
        return value < 92
                ? finding(AlertKind.SPO2_LOW, AlertSeverity.CRITICAL, UUID.randomUUID(), minute, value, 92)
                : finding(AlertKind.SPO2_LOW, AlertSeverity.WARNING, UUID.randomUUID(), minute, value, 94);
    }

    static Finding serious(UUID sideEffect, String effect) {
        return new Finding(
                AlertKind.SERIOUS_SIDE_EFFECT,
                AlertSeverity.CRITICAL,
                sideEffect,
                Chart.minute(10),
                Chart.minute(11),
                null,
                null,
                effect,
                effect);
    }

    private static Finding finding(
            AlertKind kind, AlertSeverity severity, UUID reading, int minute, int value, int limit) {
        return new Finding(
                kind,
                severity,
                reading,
                Chart.minute(minute),
                Chart.minute(minute),
                BigDecimal.valueOf(value),
                BigDecimal.valueOf(limit),
                "%d, and not %d.".formatted(value, limit),
                null);
    }

    static Alert alert(List<Finding> findings, Instant raisedAt) {
        return new Alert(provenance(raisedAt), new Alert.Subject(COURSE, PATIENT, SESSION), findings);
    }

    /** The alert of a reading that was missed. */
    static Alert overdue(Instant dueAt) {
        return overdue(new Missed(dueAt, dueAt));
    }

    static Alert overdue(Missed missed) {
        var dueAt = missed.dueAt();
        var finding = new Finding(
                AlertKind.VITALS_OVERDUE,
                AlertSeverity.WARNING,
                SESSION,
                dueAt,
                dueAt,
                null,
                null,
                "A reading was missed.",
                null);
        var subject = new Alert.Subject(COURSE, PATIENT, SESSION);
        return new Alert(provenance(dueAt), subject, List.of(finding), missed, false);
    }

    private static Provenance provenance(Instant raisedAt) {
        return new Provenance(UUID.randomUUID(), CLINIC, raisedAt, "nurse", "1:0");
    }
}
