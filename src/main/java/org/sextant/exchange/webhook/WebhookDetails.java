package org.sextant.exchange.webhook;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What administrators decide on an address.
 *
 * @param types the kinds of records; null for all that INTEGRATION may read
 * @param inFlight how many calls run at a time, 1 to 8; 1 keeps the order
 * @param maxPerSecond the most calls a second; null for no limit
 */
@Schema(
        description = "Members to change; what is not named stays.",
        example = "{\"types\": [\"SESSION\", \"VITALS\"], \"inFlight\": 1}")
record WebhookDetails(
        @NotBlank @Size(max = 2000) String url,
        @Size(max = 200) String description,

        @Schema(description = "The kinds of records; absent: all that INTEGRATION may read") @Size(min = 1, max = 30)
        List<@NotBlank @Size(max = 40) String> types,

        @Schema(
                description = "How many calls run at a time; 1 keeps the order. 8 where absent.",
                minimum = "1",
                maximum = "8")
        @NotNull
        @Min(1)
        @Max(8)
        Integer inFlight,

        @Schema(description = "The most calls a second") @Min(1) @Max(1000)
        Integer maxPerSecond) {

    private static final int MOST_IN_FLIGHT = 8;

    WebhookDetails {
        inFlight = inFlight == null ? MOST_IN_FLIGHT : inFlight;
    }

    static WebhookDetails of(String url, String description, String types, int inFlight, Integer maxPerSecond) {
        var list = types == null ? null : List.of(types.split(",", -1));
        return new WebhookDetails(url, description, list, inFlight, maxPerSecond);
    }
}
