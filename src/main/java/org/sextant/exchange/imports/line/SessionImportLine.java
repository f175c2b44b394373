package org.sextant.exchange.imports.line;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.sextant.chart.session.SessionStatus;
import org.sextant.chart.session.step.CancelCause;
import org.sextant.chart.session.step.CancelledBy;
import org.sextant.chart.session.step.Disposition;
import org.sextant.chart.session.step.DrugClass;
import org.sextant.record.device.DeviceTime;
import org.sextant.rules.protocol.DischargeCriterion;
import org.sextant.web.IdentifyingText;

/**
 * A session of the past, with the steps up to its status. Rules do not evaluate imported sessions. {@code toString}
 * hides the content, so that no log line contains patient data.
 */
public record SessionImportLine(
        @NotNull UUID id,
        @NotNull UUID courseId,
        @NotNull @Min(1) @Max(60) Integer number,
        @Min(1) Integer protocolRevision,
        @NotNull SessionStatus status,
        @NotNull Instant scheduledAt,
        String timeZone,
        @Size(min = 1) List<@NotNull @Valid Move> rescheduleHistory,
        Instant checkedInAt,

        @DecimalMin("20") @DecimalMax("400") @Digits(integer = 3, fraction = 2)
        BigDecimal weightKg,

        Boolean weightConfirmed,

        @Size(min = 1, max = 200) String escortName,
        @Size(min = 1, max = 50) String escortPhone,
        Boolean fasted,
        List<@NotNull DrugClass> concomitantMedications,
        @Size(min = 1, max = 2000) String checkInNote,
        Instant startedAt,

        @Positive @DecimalMax("10") @Digits(integer = 2, fraction = 3)
        BigDecimal mgPerKg,

        // The maximum without a dose cap is 10 mg/kg × 400 kg = 4000 mg; given within one minute, 240 000 mg/h.
        @Positive @DecimalMax("4000") @Digits(integer = 4, fraction = 2)
        BigDecimal plannedDoseMg,

        @DecimalMin("20") @DecimalMax("400") @Digits(integer = 3, fraction = 2)
        BigDecimal dosedOnWeightKg,

        @Positive @DecimalMax("240000") @Digits(integer = 6, fraction = 3)
        BigDecimal plannedMgPerHour,

        @Size(min = 1, max = 64) @IdentifyingText String lot,
        LotNamed lotNamedAt,

        @Positive @DecimalMax("1000") @Digits(integer = 4, fraction = 3)
        BigDecimal concentrationMgPerMl,

        @Size(min = 1, max = 2000) String startOverrideReason,
        List<@NotNull @Valid VerdictLine> startVerdicts,
        List<@NotNull @Valid VerdictLine> correctedStartVerdicts,
        @Valid RemsAnswersLine remsAnswers,
        @Size(min = 1, max = 2000) String doseReason,
        Instant endedAt,

        @PositiveOrZero @DecimalMax("1000") @Digits(integer = 4, fraction = 2)
        BigDecimal administeredMg,

        @Positive @DecimalMax("1000") @Digits(integer = 4, fraction = 2)
        BigDecimal furtherMg,

        @PositiveOrZero @Digits(integer = 12, fraction = 2) BigDecimal deliveredMg,

        @PositiveOrZero @DecimalMax("1000") @Digits(integer = 4, fraction = 2)
        BigDecimal wastedMg,

        @Size(min = 1, max = 200) String wasteWitness,
        @Size(min = 1, max = 2000) String stopReason,
        List<@NotNull @Valid VerdictLine> endVerdicts,
        List<@NotNull @Valid VerdictLine> correctedEndVerdicts,
        Instant dischargedAt,
        Disposition disposition,
        @Size(min = 1, max = 2000) String dischargeReason,
        Map<DischargeCriterion, @NotNull Boolean> criteria,
        @Size(min = 1, max = 200) String dischargeEscortName,
        @Size(min = 1, max = 50) String dischargeEscortPhone,
        @Size(min = 1, max = 2000) String dischargeOverrideReason,
        List<@NotNull @Valid VerdictLine> dischargeVerdicts,
        Instant cancelledAt,
        @Size(min = 1, max = 2000) String cancelReason,
        Boolean noShow,
        CancelledBy cancelBy,
        CancelCause cancelCause,
        @Size(max = 20) List<@NotNull Long> knownClocks,
        List<@NotNull @Valid StepClock> stepClocks) {

    /** The step that named the lot, where the start alone did not. */
    public enum LotNamed {
        END,
        BOTH
    }

    /** By how many seconds the clock was ahead that told the time of a step, and that time, corrected. */
    public record StepClock(@NotNull Instant at, @NotNull Long clockOffsetSeconds) {}

    /** One move of the appointment. */
    public record Move(
            @NotNull Instant from,
            @NotNull Instant to,
            @NotBlank @Size(max = 2000) String reason,
            @NotBlank @Size(max = 200) String by,
            @NotNull Instant at) {

        @Override
        public String toString() {
            return "Move[hidden]";
        }
    }

    /**
     * Checks members that depend on each other.
     *
     * @throws org.sextant.web.problem.ProblemException 422 where the members do not fit the status of the session
     */
    public void check(DeviceTime deviceTime, List<RateChangeLine> rateChanges) {
        new SessionImportSteps(this).check(rateChanges);
        deviceTime.ofHistory(checkedInAt, null, "/checkedInAt");
        deviceTime.ofHistory(startedAt, null, "/startedAt");
        deviceTime.ofHistory(endedAt, null, "/endedAt");
        deviceTime.ofHistory(dischargedAt, null, "/dischargedAt");
        deviceTime.ofHistory(cancelledAt, null, "/cancelledAt");
    }

    @Override
    public String toString() {
        return "SessionImportLine[hidden]";
    }
}
