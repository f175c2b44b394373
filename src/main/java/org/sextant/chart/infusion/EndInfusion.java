package org.sextant.chart.infusion;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.sextant.web.NotBlankIfPresent;
import org.sextant.web.problem.Violations;

/**
 * The drug has been given, or was stopped.
 *
 * @param at when, now where absent
 * @param administeredMg what the patient got, mg, 0 to 1000
 * @param wastedMg what was drawn and thrown away, mg
 * @param wasteWitness who saw it thrown away: somebody other than the caller
 * @param drawnMg what was drawn from the vials, mg; administeredMg + wastedMg where absent, and exactly that where not
 * @param lot of the drug, where the start did not name it
 * @param stopReason why it ended early
 */
@Schema(example = """
                {"at": "2026-03-02T09:55:00Z", "administeredMg": 36.0, "wastedMg": 14.0, "wasteWitness": "RN Two", "drawnMg": 50.0}\
                """)
record EndInfusion(
        Instant at,

        @NotNull @PositiveOrZero @DecimalMax("1000") @Digits(integer = 4, fraction = 2)
        BigDecimal administeredMg,

        @PositiveOrZero @DecimalMax("1000") @Digits(integer = 4, fraction = 2)
        BigDecimal wastedMg,

        @Size(min = 1, max = 200) @NotBlankIfPresent String wasteWitness,

        @Positive @DecimalMax("2000") @Digits(integer = 4, fraction = 2)
        BigDecimal drawnMg,

        @Size(min = 1, max = 64) @NotBlankIfPresent String lot,
        @Size(min = 1, max = 2000) @NotBlankIfPresent String stopReason) {

    /**
     * Holds the account of the controlled drug.
     *
     * @param caller the {@code sub} of whoever sends this, who cannot be the witness too
     * @throws org.sextant.web.problem.ProblemException 422 where it does not add up, or the waste has no witness
     */
    void check(String caller) {
        var wasted = wastedMg == null ? BigDecimal.ZERO : wastedMg;
        var drawn = administeredMg.add(wasted);
        new Violations()
                .rejectIf(
                        wasted.signum() > 0 && wasteWitness == null,
                        "/wasteWitness",
                        "must name who saw the drug thrown away")
                .rejectIf(
                        wasteWitness != null
                                && NotBlankIfPresent.Check.stripped(wasteWitness)
                                        .equalsIgnoreCase(NotBlankIfPresent.Check.stripped(caller)),
                        "/wasteWitness",
                        "must be somebody other than the caller")
                .rejectIf(
                        drawnMg != null && drawnMg.compareTo(drawn) != 0,
                        "/drawnMg",
                        "must be what was given and wasted: %s + %s = %s"
                                .formatted(
                                        administeredMg.toPlainString(), wasted.toPlainString(), drawn.toPlainString()))
                .refuse();
    }

    BigDecimal drawn() {
        return wastedMg == null ? administeredMg : administeredMg.add(wastedMg);
    }
}
