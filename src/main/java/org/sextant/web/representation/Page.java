package org.sextant.web.representation;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * One page of a list.
 *
 * @param items at most {@code limit} representations, in the list's stable order
 * @param next the cursor of the next page, or null on the last page
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Page<V>(
        @Schema(required = true) List<V> items,

        @Schema(
                required = true,
                nullable = true,
                description = "Send it as `cursor` for the next page; null on the last page")
        String next) {}
