package org.sextant.exchange.imports.line;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.sextant.web.IdentifyingText;

/**
 * A medication of the past, given in a session beside the drug of the treatment. {@code toString} hides the content, so
 * that no log line contains patient data.
 *
 * @param medication the name of the medication
 */
public record MedicationImportLine(
        @NotNull UUID id,
        @NotNull UUID sessionId,

        @NotBlank @Size(max = 200) String medication,

        @NotNull @Positive @DecimalMax("1000000") @Digits(integer = 7, fraction = 3)
        BigDecimal dose,

        @NotBlank @Size(max = 40) @IdentifyingText String unit,

        @NotBlank @Size(max = 40) @IdentifyingText String medicationRoute,

        @NotNull Instant givenAt,
        @Size(min = 1, max = 2000) String reason) {

    @Override
    public String toString() {
        return "MedicationImportLine[hidden]";
    }
}
