package org.sextant.session;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.sextant.http.Versioned;
import org.sextant.protocol.DischargeCriterion;

/** A session as clinical staff see it; what has not happened yet is absent. */
@Schema(name = "Session", example = """
                {"id": "01957f70-1b40-7d52-a1c9-8a3f5e7b6d21", "courseId": "01957f6e-7a20-7f11-b0c6-2f2a7d9e4c18",
                 "patientId": "01957f6e-5c00-7b3a-9d51-6a1c0e8f2b47", "protocol": "iv-ketamine-0.5", "protocolRevision": 1,
                 "number": 1, "status": "INFUSING", "scheduledAt": "2026-03-02T09:00:00Z", "checkedInAt": "2026-03-02T09:00:00Z",
                 "weightKg": 72.0, "startedAt": "2026-03-02T09:15:00Z", "mgPerKg": 0.5, "plannedDoseMg": 36.00,
                 "recordedAt": "2026-03-01T08:00:00Z", "version": 3}\
                """)
record SessionView(
        @Schema(required = true) UUID id,
        @Schema(required = true) UUID courseId,
        @Schema(required = true) UUID patientId,
        @Schema(required = true) String protocol,
        @Schema(required = true) int protocolRevision,
        @Schema(required = true) int number,
        @Schema(required = true) SessionStatus status,
        @Schema(required = true) Instant scheduledAt,
        Instant checkedInAt,
        @Schema(description = "kg") BigDecimal weightKg,
        Escort escort,
        Boolean fasted,
        String note,
        Instant startedAt,
        @Schema(description = "mg per kg of body weight") BigDecimal mgPerKg,
        @Schema(description = "mg") BigDecimal plannedDoseMg,
        String lot,
        @Schema(description = "mg/mL") BigDecimal concentrationMgPerMl,
        String startOverrideReason,
        Instant endedAt,
        @Schema(description = "mg") BigDecimal administeredMg,
        @Schema(description = "mg") BigDecimal wastedMg,
        String wasteWitness,
        String stopReason,
        Instant dischargedAt,
        Map<DischargeCriterion, Boolean> criteria,
        Escort dischargeEscort,
        String dischargeOverrideReason,
        Instant cancelledAt,
        String cancelReason,
        Boolean noShow,
        @Schema(required = true) Instant recordedAt,
        @Schema(required = true) int version)
        implements Versioned {

    static SessionView of(Session session) {
        var checkedIn = session.checkedIn();
        var started = session.started();
        var ended = session.ended();
        var discharged = session.discharged();
        var cancelled = session.cancelled();
        return new SessionView(
                session.id(),
                session.courseId(),
                session.patientId(),
                session.protocol(),
                session.protocolRevision(),
                session.number(),
                session.status(),
                session.scheduledAt(),
                of(checkedIn, CheckedIn::at),
                of(checkedIn, CheckedIn::weightKg),
                of(checkedIn, CheckedIn::escort),
                of(checkedIn, CheckedIn::fasted),
                of(checkedIn, CheckedIn::note),
                of(started, Started::at),
                of(started, Started::mgPerKg),
                of(started, Started::plannedDoseMg),
                of(started, Started::lot),
                of(started, Started::concentrationMgPerMl),
                of(started, Started::overrideReason),
                of(ended, Ended::at),
                of(ended, Ended::administeredMg),
                of(ended, Ended::wastedMg),
                of(ended, Ended::wasteWitness),
                of(ended, Ended::stopReason),
                of(discharged, Discharged::at),
                of(discharged, Discharged::criteria),
                of(discharged, Discharged::escort),
                of(discharged, Discharged::overrideReason),
                of(cancelled, Cancelled::at),
                of(cancelled, Cancelled::reason),
                of(cancelled, Cancelled::noShow),
                session.recordedAt(),
                session.version());
    }

    private static <S, T> T of(S step, Function<S, T> reader) {
        return Optional.ofNullable(step).map(reader).orElse(null);
    }
}
