package org.sextant.chart.session.step;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The members of a check-in that a correction can change. {@link #toString()} hides the values, so that no log line
 * contains them.
 */
@Schema(name = "CheckInContent", description = "The members of a check-in that a correction can change")
public record CheckInContent(
        @Schema(description = "kg") @NotNull @DecimalMin("20") @DecimalMax("400") @Digits(integer = 3, fraction = 2)
        BigDecimal weightKg,

        Boolean weightConfirmed,
        @Valid Escort escort,
        Boolean fasted,
        Set<@NotNull DrugClass> concomitantMedications,
        @Size(min = 1, max = 2000) String note) {

    /** This content where the weight is not confirmed: a confirmation belongs to the weight that it was given for. */
    public CheckInContent unconfirmed() {
        return new CheckInContent(weightKg, null, escort, fasted, concomitantMedications, note);
    }

    @Override
    public String toString() {
        return "CheckInContent[hidden]";
    }
}
