package org.sextant.exchange.imports.line;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * That staff submitted the REMS monitoring form of a session of the past. {@code toString} hides the content, so that
 * no log line contains patient data.
 *
 * @param form the items of the form as they were submitted; null for a submission of before the service stored them
 */
public record RemsSubmissionLine(
        @NotNull UUID id,
        @NotNull UUID sessionId,
        @NotNull Instant submittedAt,
        @Size(min = 1, max = 200) String reference,
        Map<String, Object> form) {

    @Override
    public String toString() {
        return "RemsSubmissionLine[hidden]";
    }
}
