package org.sextant.exchange.webhook;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An address that is to be told of changes.
 *
 * @param from {@code NOW}, or a cursor of the feed; null for NOW
 */
@Schema(example = "{\"url\": \"https://ehr.example.org/sextant\", \"types\": [\"SESSION\", \"VITALS\"]}")
record CreateWebhook(
        UUID id,
        @NotBlank @Size(max = 2000) String url,
        @Size(max = 200) String description,

        @Schema(description = "The kinds of records; absent: all that INTEGRATION may read") @Size(min = 1, max = 30)
        List<@NotBlank @Size(max = 40) String> types,

        @Schema(description = "`NOW`, or a cursor of the feed behind which it begins") @Size(max = 200)
        String from,

        @Schema(description = "How many calls run at a time; 1 keeps the order. 8 where absent.") @Min(1) @Max(8)
        Integer inFlight,

        @Schema(description = "The most calls a second") @Min(1) @Max(1000)
        Integer maxPerSecond) {

    WebhookDetails details() {
        return new WebhookDetails(url, description, types, inFlight, maxPerSecond);
    }
}
