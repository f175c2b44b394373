package org.sextant.exchange.imports.line;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.sextant.rules.protocol.Route;
import org.sextant.web.IdentifyingText;

/**
 * A further dose of the past. Rules do not evaluate imported doses. {@code toString} hides the content, so that no log
 * line contains patient data.
 */
public record DoseImportLine(
        @NotNull UUID id,
        @NotNull UUID sessionId,

        @NotNull @Positive @DecimalMax("1000") @Digits(integer = 4, fraction = 2)
        BigDecimal mg,

        @NotNull Instant givenAt,
        Route doseRoute,
        @Size(min = 1, max = 64) @IdentifyingText String lot,

        @NotBlank @Size(max = 2000) String reason,

        @Size(min = 1, max = 2000) String overrideReason,
        List<@NotNull @Valid VerdictLine> verdicts) {

    @Override
    public String toString() {
        return "DoseImportLine[hidden]";
    }
}
