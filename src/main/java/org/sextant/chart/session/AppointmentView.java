package org.sextant.chart.session;

import java.time.Instant;
import java.time.ZoneId;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.sextant.chart.patient.PatientLabel;
import org.sextant.record.clinic.WallClock;
import org.sextant.web.representation.Versioned;

/** A session as the coordinator sees it: the time and the status, without clinical detail. */
@Schema(name = "Appointment", example = """
                {"id": "01957f70-1b40-7d52-a1c9-8a3f5e7b6d21", "courseId": "01957f6e-7a20-7f11-b0c6-2f2a7d9e4c18",
                 "patientId": "01957f6e-5c00-7b3a-9d51-6a1c0e8f2b47", "number": 1, "status": "SCHEDULED",
                 "scheduledAt": "2026-03-02T14:00:00Z", "scheduledLocal": "2026-03-02T09:00", "timeZone": "America/New_York",
                 "reschedules": 0, "version": 1}\
                """)
record AppointmentView(
        @Schema(required = true) UUID id,
        @Schema(required = true) UUID courseId,
        @Schema(required = true) UUID patientId,

        @Schema(description = "On the board only") PatientLabel patient,

        @Schema(required = true) int number,
        @Schema(required = true) SessionStatus status,
        @Schema(required = true) Instant scheduledAt,

        @Schema(required = true, pattern = WallClock.PATTERN, description = "scheduledAt on the clock of timeZone")
        String scheduledLocal,

        @Schema(
                required = true,
                description = "The IANA name of the zone in which the appointment was made, or the clinic's")
        String timeZone,

        @Schema(required = true, description = "How often the appointment was moved")
        int reschedules,

        @Schema(required = true) int version)
        implements Versioned {

    static AppointmentView of(Session session, PatientLabel patient, ZoneId ofClinic) {
        var zone = session.zone(ofClinic);
        return new AppointmentView(
                session.id(),
                session.courseId(),
                session.patientId(),
                patient,
                session.number(),
                session.status(),
                session.scheduledAt(),
                WallClock.text(session.scheduledAt(), zone),
                zone.getId(),
                session.reschedules().size(),
                session.version());
    }
}
