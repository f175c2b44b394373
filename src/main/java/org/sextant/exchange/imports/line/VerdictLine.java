package org.sextant.exchange.imports.line;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Map;
import org.sextant.rules.safety.Outcome;

/**
 * What a rule said of a step of the past. The rule may be one that this service does not know any more.
 *
 * @param overridableBy the role that may override a BLOCK; null for other outcomes
 */
public record VerdictLine(
        @NotBlank @Size(max = 100) String rule,
        @NotNull Outcome outcome,
        @NotBlank @Size(max = 2000) String detail,
        @NotNull Map<String, Object> inputs,
        @NotNull Map<String, Object> limit,
        @NotBlank @Size(max = 2000) String source,
        @Size(min = 1, max = 100) String overridableBy) {

    @Override
    public String toString() {
        return "VerdictLine[hidden]";
    }
}
