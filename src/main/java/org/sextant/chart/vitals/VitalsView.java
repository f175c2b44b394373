package org.sextant.chart.vitals;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.sextant.chart.session.Phase;
import org.sextant.chart.session.RaisedAlert;
import org.sextant.chart.session.Session;
import org.sextant.record.RecordStatus;
import org.sextant.rules.protocol.RequiredMeasurement;
import org.sextant.rules.safety.AlertKind;
import org.sextant.rules.safety.AlertSeverity;
import org.sextant.web.representation.Versioned;

/** A reading as the API shows it; values that were not measured are absent. */
@Schema(name = "Vitals", example = """
                {"id": "01957f72-3c80-7e1b-b7d4-0b6a5c9d2e83", "sessionId": "01957f70-1b40-7d52-a1c9-8a3f5e7b6d21",
                 "takenAt": "2026-03-02T09:20:00Z", "phase": "INFUSION", "minutesFromStart": 5, "late": false,
                 "systolic": 128, "diastolic": 82, "meanArterial": 97.3, "heartRate": 74, "spo2": 98, "status": "FINAL",
                 "recordedAt": "2026-03-02T09:20:02Z", "recordedBy": "demo-nurse", "alerts": [], "version": 1}\
                """)
record VitalsView(
        @Schema(required = true) UUID id,
        @Schema(required = true) UUID sessionId,
        @Schema(required = true) Instant takenAt,

        @Schema(description = "By how many seconds the device's clock was ahead; absent where it did not say")
        Long clockOffsetSeconds,

        @Schema(description = "takenAt by the service's clock; absent where it equals takenAt")
        Instant correctedAt,

        @Schema(required = true) Phase phase,

        @Schema(description = "Whole minutes, negative before the start; absent until then")
        Integer minutesFromStart,

        @Schema(required = true, description = "Came in after the discharge")
        boolean late,

        @Schema(description = "mmHg") Integer systolic,
        @Schema(description = "mmHg") Integer diastolic,

        @Schema(description = "mmHg, diastolic + (systolic − diastolic) / 3")
        BigDecimal meanArterial,

        @Schema(description = "beats/min") Integer heartRate,
        @Schema(description = "breaths/min") Integer respiratoryRate,
        @Schema(description = "%") Integer spo2,
        @Schema(description = "°C") BigDecimal temperatureC,
        @Schema(description = "MOAA/S") Integer sedation,
        @Schema(description = "Numeric rating scale") Integer pain,
        AbsentReason absentReason,

        @Schema(description = "What the absentReason is about; absent where it names nothing")
        List<RequiredMeasurement> absentKinds,

        Source source,
        String deviceId,
        String note,
        @Schema(required = true) RecordStatus status,
        @Schema(required = true) Instant recordedAt,
        @Schema(required = true) String recordedBy,

        @Schema(description = "When it was last amended or marked as entered in error; absent where it never was")
        Instant changedAt,

        String changedBy,
        String changeReason,

        @Schema(required = true, description = "The alerts that it has raised and that stand")
        List<Raised> alerts,

        @Schema(required = true) int version)
        implements Versioned {

    /** An alert that the reading raised, alone or together with other readings. */
    @Schema(name = "AlertOfVitals")
    record Raised(
            @Schema(required = true) UUID id,
            @Schema(required = true) AlertKind kind,
            @Schema(required = true) AlertSeverity severity,
            @Schema(required = true) String status,

            @Schema(description = "The latest that it stands for")
            BigDecimal value,

            BigDecimal limit) {

        static Raised of(RaisedAlert alert) {
            return new Raised(alert.id(), alert.kind(), alert.severity(), alert.status(), alert.value(), alert.limit());
        }
    }

    /** @param raised the alerts that any reading of the session raised */
    static VitalsView of(Vitals vitals, Session session, List<RaisedAlert> raised) {
        var measured = vitals.measurements();
        return new VitalsView(
                vitals.id(),
                vitals.sessionId(),
                vitals.reportedAt(),
                vitals.clockOffsetSeconds(),
                vitals.correctedAt(),
                Phase.of(session, vitals.at()),
                minutes(session.startedAt(), vitals.at()),
                vitals.late(),
                measured.systolic(),
                measured.diastolic(),
                measured.meanArterial(),
                measured.heartRate(),
                measured.respiratoryRate(),
                measured.spo2(),
                measured.temperatureC(),
                measured.sedation(),
                measured.pain(),
                vitals.absentReason(),
                vitals.absentKinds(),
                vitals.source(),
                vitals.deviceId(),
                vitals.note(),
                vitals.status(),
                vitals.recordedAt(),
                vitals.recordedBy(),
                vitals.changedAt(),
                vitals.changedBy(),
                vitals.changeReason(),
                raised.stream()
                        .filter(alert -> alert.stands() && alert.sources().contains(vitals.id()))
                        .map(Raised::of)
                        .toList(),
                vitals.version());
    }

    /** A reading that was just written. */
    static VitalsView of(VitalsService.Recorded recorded) {
        return of(recorded.vitals(), recorded.session(), recorded.raised());
    }

    /** A reading that was just recorded, and that raised nothing. */
    static VitalsView of(PlainReading reading) {
        var sent = reading.request();
        var at = reading.moment().corrected();
        return new VitalsView(
                reading.provenance().id(),
                reading.sessionId(),
                sent.takenAt(),
                reading.moment().clockOffsetSeconds(),
                at.equals(sent.takenAt()) ? null : at,
                Phase.of(reading.visit().startedAt(), reading.visit().endedAt(), at),
                minutes(reading.visit().startedAt(), at),
                false,
                sent.systolic(),
                sent.diastolic(),
                sent.measurements().meanArterial(),
                sent.heartRate(),
                sent.respiratoryRate(),
                sent.spo2(),
                sent.temperatureC(),
                sent.sedation(),
                sent.pain(),
                sent.absentReason(),
                sent.absentKinds() == null
                        ? null
                        : sent.absentKinds().stream().sorted().toList(),
                sent.source(),
                sent.deviceId(),
                sent.note(),
                RecordStatus.FINAL,
                reading.provenance().recordedAt(),
                reading.provenance().recordedBy(),
                null,
                null,
                null,
                List.of(),
                1);
    }

    /** Whole minutes since the start, rounded down, negative before the start; null without a start. */
    private static Integer minutes(Instant startedAt, Instant moment) {
        return startedAt == null
                ? null
                : Math.toIntExact(
                        Math.floorDiv(Duration.between(startedAt, moment).toSeconds(), 60));
    }
}
