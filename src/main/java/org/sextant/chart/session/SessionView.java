package org.sextant.chart.session;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.sextant.chart.patient.PatientLabel;
import org.sextant.chart.session.step.CancelCause;
import org.sextant.chart.session.step.Cancelled;
import org.sextant.chart.session.step.CancelledBy;
import org.sextant.chart.session.step.CheckedIn;
import org.sextant.chart.session.step.DeviceClocks;
import org.sextant.chart.session.step.Discharged;
import org.sextant.chart.session.step.Disposition;
import org.sextant.chart.session.step.DrugClass;
import org.sextant.chart.session.step.Ended;
import org.sextant.chart.session.step.Escort;
import org.sextant.chart.session.step.Rescheduled;
import org.sextant.chart.session.step.Started;
import org.sextant.record.clinic.WallClock;
import org.sextant.rules.protocol.DischargeCriterion;
import org.sextant.rules.safety.Infusion;
import org.sextant.rules.safety.Verdict;
import org.sextant.web.representation.Versioned;

/** A session as clinical staff see it; members of steps that have not happened are absent. */
@Schema(name = "Session", example = """
                {"id": "01957f70-1b40-7d52-a1c9-8a3f5e7b6d21", "courseId": "01957f6e-7a20-7f11-b0c6-2f2a7d9e4c18",
                 "patientId": "01957f6e-5c00-7b3a-9d51-6a1c0e8f2b47", "protocol": "iv-ketamine-0.5", "protocolRevision": 1,
                 "number": 1, "status": "INFUSING", "scheduledAt": "2026-03-02T09:00:00Z", "scheduledLocal": "2026-03-02T09:00",
                 "timeZone": "UTC", "reschedules": 0, "checkedInAt": "2026-03-02T09:00:00Z",
                 "weightKg": 72.0, "startedAt": "2026-03-02T09:15:00Z", "mgPerKg": 0.5, "plannedDoseMg": 36.00,
                 "recordedAt": "2026-03-01T08:00:00Z", "version": 3}\
                """)
public record SessionView(
        @Schema(required = true) UUID id,
        @Schema(required = true) UUID courseId,
        @Schema(required = true) UUID patientId,

        @Schema(description = "On the board only") PatientLabel patient,

        @Schema(required = true) String protocol,
        @Schema(required = true) int protocolRevision,
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

        @Schema(description = "The moves of the appointment, the first one first; absent where there are none")
        List<Rescheduled> rescheduleHistory,

        Instant checkedInAt,
        @Schema(description = "kg") BigDecimal weightKg,

        @Schema(description = "Whether staff have confirmed a weight that differs much from the last one")
        Boolean weightConfirmed,

        Escort escort,
        Boolean fasted,

        @Schema(description = "Absent where nobody asked, empty where there are none")
        List<DrugClass> concomitantMedications,

        String note,

        @Schema(description = "Who recorded the check-in; absent where that is not known")
        String checkedInBy,

        Instant startedAt,
        @Schema(description = "mg per kg of body weight") BigDecimal mgPerKg,
        @Schema(description = "mg") BigDecimal plannedDoseMg,

        @Schema(
                description =
                        "kg that the planned dose was computed from, also after a correction of weightKg; absent with"
                                + " a fixed dose")
        BigDecimal dosedOnWeightKg,

        @Schema(description = "mL of the solution that hold the planned dose; absent without a concentration")
        BigDecimal plannedDoseMl,

        @Schema(description = "mg/h that give the planned dose in the planned time; absent where it is not infused")
        BigDecimal plannedMgPerHour,

        @Schema(description = "mL/h; absent without a concentration")
        BigDecimal plannedMlPerHour,

        String lot,
        @Schema(description = "mg/mL") BigDecimal concentrationMgPerMl,

        @Schema(description = "Why the dose differs from that of the course's last session")
        String doseReason,

        @Schema(description = "The times of one rate each; absent where it is not infused")
        List<Infusion.Segment> infusion,

        String startOverrideReason,

        @Schema(
                description =
                        "What was remarkable at the start, and about corrections since; what blocks was overridden, or a"
                                + " tablet sent the start afterwards")
        List<Verdict> startVerdicts,

        @Schema(description = "When the next reading is due; absent where none is")
        Instant nextVitalsDueAt,

        Instant endedAt,

        @Schema(description = "mg, as staff noted it at the end, with furtherMg")
        BigDecimal administeredMg,

        @Schema(description = "mg of the further doses; absent without one")
        BigDecimal furtherMg,

        @Schema(
                description = "mg per kg of body weight that the patient got: what the rates add up to where they were"
                        + " changed, else what staff noted at the end, with furtherMg")
        BigDecimal givenMgPerKg,

        @Schema(description = "mg that the rates add up to; absent where no rate was changed")
        BigDecimal deliveredMg,

        @Schema(description = "mg, administeredMg + wastedMg")
        BigDecimal drawnMg,

        @Schema(description = "mg") BigDecimal wastedMg,
        String wasteWitness,
        String stopReason,

        @Schema(description = "What was remarkable at the end, and about corrections since")
        List<Verdict> endVerdicts,

        Instant dischargedAt,

        @Schema(description = "Where the patient went at the discharge")
        Disposition disposition,

        @Schema(description = "Why the patient did not go home")
        String dischargeReason,

        Map<DischargeCriterion, Boolean> criteria,
        Escort dischargeEscort,
        String dischargeOverrideReason,

        @Schema(
                description = "What was remarkable at the discharge; what blocks was overridden, or a tablet sent the"
                        + " discharge afterwards")
        List<Verdict> dischargeVerdicts,

        Instant cancelledAt,
        String cancelReason,
        Boolean noShow,

        @Schema(description = "On whose side the cause lies")
        CancelledBy cancelBy,

        CancelCause cancelCause,

        @Schema(
                description =
                        "Steps whose times were told by a clock that differs from the service's, which they were corrected by;"
                                + " absent where there are none")
        List<DeviceClocks.OfStep> clockOffsets,

        @Schema(required = true) Instant recordedAt,
        @Schema(required = true) int version)
        implements Versioned {

    static SessionView of(Session session, PatientLabel patient, ZoneId ofClinic) {
        var zone = session.zone(ofClinic);
        var checkedIn = session.checkedIn();
        var started = session.started();
        var ended = session.ended();
        var discharged = session.discharged();
        var cancelled = session.cancelled();
        return new SessionView(
                session.id(),
                session.courseId(),
                session.patientId(),
                patient,
                session.protocol(),
                session.protocolRevision(),
                session.number(),
                session.status(),
                session.scheduledAt(),
                WallClock.text(session.scheduledAt(), zone),
                zone.getId(),
                session.reschedules().size(),
                session.reschedules().isEmpty() ? null : session.reschedules(),
                of(checkedIn, CheckedIn::at),
                of(checkedIn, CheckedIn::weightKg),
                of(checkedIn, CheckedIn::weightConfirmed),
                of(checkedIn, CheckedIn::escort),
                of(checkedIn, CheckedIn::fasted),
                of(checkedIn, CheckedIn::concomitantMedications),
                of(checkedIn, CheckedIn::note),
                of(checkedIn, CheckedIn::recordedBy),
                of(started, Started::at),
                of(started, Started::mgPerKg),
                of(started, Started::plannedDoseMg),
                session.dosedOnWeightKg(),
                of(started, start -> millilitres(start.plannedDoseMg(), start)),
                of(started, Started::plannedMgPerHour),
                of(started, start -> millilitres(start.plannedMgPerHour(), start)),
                session.lot(),
                of(started, Started::concentrationMgPerMl),
                of(started, Started::doseReason),
                of(started, start -> segments(session, start)),
                of(started, Started::overrideReason),
                session.startVerdicts(),
                session.nextVitalsDueAt(),
                of(ended, Ended::at),
                session.administeredMg(),
                session.furtherMg().signum() == 0 ? null : session.furtherMg(),
                session.givenMgPerKg(),
                of(ended, Ended::deliveredMg),
                of(ended, end -> end.drawnMg().add(session.furtherMg())),
                of(ended, Ended::wastedMg),
                of(ended, Ended::wasteWitness),
                of(ended, Ended::stopReason),
                session.endVerdicts(),
                of(discharged, Discharged::at),
                of(discharged, Discharged::disposition),
                of(discharged, Discharged::reason),
                of(discharged, Discharged::criteria),
                of(discharged, Discharged::escort),
                of(discharged, Discharged::overrideReason),
                of(discharged, Discharged::verdicts),
                of(cancelled, Cancelled::at),
                of(cancelled, Cancelled::reason),
                of(cancelled, Cancelled::noShow),
                of(cancelled, Cancelled::by),
                of(cancelled, Cancelled::cause),
                session.clocksOfSteps().isEmpty() ? null : session.clocksOfSteps(),
                session.recordedAt(),
                session.version());
    }

    private static BigDecimal millilitres(BigDecimal mg, Started started) {
        return Infusion.millilitres(mg, started.concentrationMgPerMl());
    }

    private static List<Infusion.Segment> segments(Session session, Started started) {
        return started.plannedMgPerHour() == null
                ? null
                : session.infusion().segments(session.endedAt(), started.concentrationMgPerMl());
    }

    private static <S, T> T of(S step, Function<S, T> getter) {
        return Optional.ofNullable(step).map(getter).orElse(null);
    }
}
