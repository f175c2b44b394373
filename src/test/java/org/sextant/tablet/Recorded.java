package org.sextant.tablet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;

/**
 * What somebody recorded on a tablet: something for the chart, or a step of a session.
 *
 * @param id the record's id, which the tablet gives; of a step the key that it is carried out once with
 * @param step null for the chart
 * @param sessionId whose step; null for the chart, where the content names the session or the course
 * @param ifMatch the version of the session that the step was decided on; may be null
 * @param content an item of {@code POST /v1/sync}, or the body of the step
 */
record Recorded(UUID id, Step step, UUID sessionId, String ifMatch, JsonNode content) {

    /** The steps a nurse takes. */
    enum Step {
        CHECK_IN,
        START,
        END,
        DISCHARGE
    }

    /** Something for the chart, under an id that it has from now on. */
    static Recorded item(ObjectNode content) {
        var id = content.has("id") ? UUID.fromString(content.get("id").asText()) : UUID.randomUUID();
        return new Recorded(id, null, null, null, content.put("id", id.toString()));
    }

    static Recorded step(Step step, UUID sessionId, String ifMatch, JsonNode content) {
        return new Recorded(UUID.randomUUID(), step, sessionId, ifMatch, content);
    }
}
