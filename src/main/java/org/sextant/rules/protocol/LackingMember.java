package org.sextant.rules.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A member of a shipped protocol that the clinic's own revision does not have.
 *
 * @param pointer the JSON pointer of the member in the shipped protocol
 * @param value the shipped value
 */
record LackingMember(
        @Schema(required = true, example = "/dose/refuseAboveMgPerKgPerHour")
        String pointer,

        @Schema(required = true, implementation = Object.class, example = "2.25")
        JsonNode value) {}
