package org.sextant.exchange.imports.line;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.sextant.rules.safety.RateChange;
import org.sextant.web.problem.Violations;

/**
 * A change of the rate of the past, as a session stores it.
 *
 * @param id under which a tablet sent the change afterwards; else null
 * @param mgPerHour the new rate, mg/h; 0 for a pause
 */
public record RateChangeLine(
        UUID id,
        @NotNull RateChange.Kind kind,
        @NotNull Instant at,

        @NotNull @PositiveOrZero @DecimalMax("240000") @Digits(integer = 6, fraction = 3)
        BigDecimal mgPerHour,

        @Size(min = 1, max = 2000) String reason,

        @NotBlank @Size(max = 255) String recordedBy,

        @NotNull Instant recordedAt,
        @Size(min = 1, max = 2000) String overrideReason,
        List<@NotNull @Valid VerdictLine> verdicts) {

    /** Checks that the changes of a session are in the order of their times, within the infusion. */
    static void check(List<RateChangeLine> changes, Instant startedAt, Instant endedAt, Violations violations) {
        violations.rejectIf(
                !changes.isEmpty() && startedAt == null,
                "/rateChanges",
                "must be absent for a session without startedAt");
        var before = startedAt;
        for (var i = 0; i < changes.size(); i++) {
            var change = changes.get(i);
            var pointer = "/rateChanges/" + i;
            violations
                    .rejectIf(
                            before != null && change.at().isBefore(before),
                            pointer + "/at",
                            "must not lie before the change before it, nor before startedAt")
                    .rejectIf(
                            endedAt != null && change.at().isAfter(endedAt),
                            pointer + "/at",
                            "must not lie after endedAt")
                    .rejectIf(
                            (change.kind() == RateChange.Kind.PAUSE)
                                    != (change.mgPerHour().signum() == 0),
                            pointer + "/mgPerHour",
                            "must be 0 for a PAUSE, and only there");
            before = change.at();
        }
    }

    @Override
    public String toString() {
        return "RateChangeLine[hidden]";
    }
}
