package org.sextant.exchange.imports.line;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.UUID;
import org.sextant.rules.safety.AlertSeverity;

/**
 * What one record shows of an alert of the past.
 *
 * @param id of the record, which may have been entered in error since
 */
public record EvidenceLine(
        @NotNull UUID id,
        @NotNull AlertSeverity severity,
        BigDecimal value,
        @Size(min = 1, max = 2000) String detail) {

    @Override
    public String toString() {
        return "EvidenceLine[hidden]";
    }
}
