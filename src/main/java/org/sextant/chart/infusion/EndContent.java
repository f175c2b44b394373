package org.sextant.chart.infusion;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.sextant.web.IdentifyingText;
import org.sextant.web.Text;
import org.sextant.web.problem.Violations;

/** The account of the controlled drug at the end: the members of the end that a correction can change. */
@Schema(name = "EndContent", description = "The members of the end that a correction can change")
record EndContent(
        @Schema(description = "mg") @NotNull @PositiveOrZero @DecimalMax("1000") @Digits(integer = 4, fraction = 2)
        BigDecimal administeredMg,

        @Schema(description = "mg") @PositiveOrZero @DecimalMax("1000") @Digits(integer = 4, fraction = 2)
        BigDecimal wastedMg,

        @Size(min = 1, max = 200) String wasteWitness,

        @Schema(description = "mg, equal to administeredMg + wastedMg, which is the default")
        @Positive
        @DecimalMax("2000")
        @Digits(integer = 4, fraction = 2)
        BigDecimal drawnMg,

        @Size(min = 1, max = 64) @IdentifyingText String lot,
        @Size(min = 1, max = 2000) String stopReason) {

    /**
     * Checks the account.
     *
     * @param people the {@code sub} of each caller who recorded it, none of whom can be the witness
     * @throws org.sextant.web.problem.ProblemException 422 where the drawn amount is not administered plus wasted, or
     *     the waste has no witness
     */
    void check(List<String> people) {
        var wasted = wastedMg == null ? BigDecimal.ZERO : wastedMg;
        new Violations()
                .rejectIf(
                        wasted.signum() > 0 && wasteWitness == null,
                        "/wasteWitness",
                        "must name who saw the drug thrown away")
                .rejectIf(
                        wasteWitness != null && people.stream().anyMatch(this::isWitness),
                        "/wasteWitness",
                        "must be somebody other than the caller")
                .rejectIf(
                        drawnMg != null && drawnMg.compareTo(drawn()) != 0,
                        "/drawnMg",
                        "must be what was given and wasted: %s + %s = %s"
                                .formatted(
                                        administeredMg.toPlainString(),
                                        wasted.toPlainString(),
                                        drawn().toPlainString()))
                .refuse();
    }

    private boolean isWitness(String person) {
        return Text.of(wasteWitness).value().equalsIgnoreCase(Text.of(person).value());
    }

    /** The drawn amount, mg: administered plus wasted. */
    BigDecimal drawn() {
        return wastedMg == null ? administeredMg : administeredMg.add(wastedMg);
    }

    /** This account with another drawn amount, mg; null for the default. */
    EndContent withDrawnMg(BigDecimal drawn) {
        return new EndContent(administeredMg, wastedMg, wasteWitness, drawn, lot, stopReason);
    }
}
