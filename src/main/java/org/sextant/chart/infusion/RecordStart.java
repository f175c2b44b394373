package org.sextant.chart.infusion;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.sextant.record.intake.Sendable;
import org.sextant.web.IdentifyingText;

/**
 * A start of the drug while a tablet was offline; see {@link StartInfusion}.
 *
 * @param at the time of the start
 * @param mg the fixed dose, mg; another one than those of the protocol becomes a verdict
 * @param overrideReason why a prescriber started the drug although a rule forbids the start
 * @param doseReason why the dose differs from that of the course's last session; a missing one becomes a verdict
 */
@Schema(name = "RecordStart")
record RecordStart(
        UUID id,
        @NotNull Instant at,

        @Positive @DecimalMax("10") @Digits(integer = 2, fraction = 3)
        BigDecimal mgPerKg,

        @Positive @DecimalMax("1000") @Digits(integer = 4, fraction = 2)
        BigDecimal mg,

        @Size(min = 1, max = 64) @IdentifyingText String lot,

        @Positive @DecimalMax("1000") @Digits(integer = 4, fraction = 3)
        BigDecimal concentrationMgPerMl,

        @Size(min = 10, max = 2000) String overrideReason,
        @Size(min = 1, max = 2000) String doseReason)
        implements Sendable {

    /** The same start as a step. */
    StartInfusion step() {
        return new StartInfusion(at, mgPerKg, mg, lot, concentrationMgPerMl, overrideReason, doseReason);
    }
}
