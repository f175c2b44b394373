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
import org.sextant.web.IdentifyingText;

/**
 * The request to end the drug.
 *
 * @param at the time of the end; now where absent
 * @param administeredMg the dose of the start that the patient got, without further doses, mg, 0 to 1000
 * @param wastedMg the amount that was drawn and discarded, mg, 0 to 1000
 * @param wasteWitness the witness of the waste, who is not the caller
 * @param drawnMg the amount drawn from the vials, mg: equal to administeredMg + wastedMg, which is the default
 * @param lot the lot of the drug, where the start does not name it
 * @param stopReason why staff stopped the drug early
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

        @Size(min = 1, max = 200) String wasteWitness,

        @Positive @DecimalMax("2000") @Digits(integer = 4, fraction = 2)
        BigDecimal drawnMg,

        @Size(min = 1, max = 64) @IdentifyingText String lot,
        @Size(min = 1, max = 2000) String stopReason) {

    /** The account of the controlled drug. */
    EndContent content() {
        return new EndContent(administeredMg, wastedMg, wasteWitness, drawnMg, lot, stopReason);
    }
}
