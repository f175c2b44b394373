package org.sextant.exchange.webhook.sending;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.sextant.exchange.feed.Change;
import org.sextant.exchange.feed.ChangeTypes;
import org.sextant.exchange.feed.Cursor;
import org.sextant.exchange.feed.FeedPosition;
import org.sextant.exchange.feed.FeedPosition.History;
import org.sextant.exchange.feed.Reset;

/** What receivers are sent: which record changed, never its content. */
@ApplicationScoped
class Messages {

    private final ChangeTypes types;
    private final ObjectMapper json;

    Messages(ChangeTypes types, ObjectMapper json) {
        this.types = types;
        this.json = json;
    }

    /**
     * One call.
     *
     * @param id the {@code webhook-id}: the same for all tries and replays of a change
     */
    record Message(String id, String body) {}

    /** The id of a change for all receivers of a clinic and for all times. */
    static String idOf(FeedPosition position, UUID clinic) {
        return "chg_" + new Cursor(position, position.history()).text(clinic);
    }

    Message of(Change change, UUID clinic, History present) {
        var item = types.view(change, clinic, present);
        var data = new LinkedHashMap<String, Object>();
        data.put("id", item.id());
        data.put("version", item.version());
        data.put("href", item.href());
        if (item.sessionId() != null) {
            data.put("sessionId", item.sessionId());
        }
        if (item.courseId() != null) {
            data.put("courseId", item.courseId());
        }
        data.put("cursor", item.cursor());
        var type = (item.type() + "." + item.change()).toLowerCase(Locale.ROOT);
        return message(idOf(change.position(), clinic), type, change.at(), data);
    }

    Message reset(Reset reset, UUID clinic, FeedPosition position, History present, Instant now) {
        var cursor = new Cursor(position, present).text(clinic);
        return message("rst_" + cursor, "feed.reset", now, Map.of("reason", reset.reason(), "cursor", cursor));
    }

    Message challenge(String challenge, Instant now) {
        return message("vfy_" + UUID.randomUUID(), "webhook.verification", now, Map.of("challenge", challenge));
    }

    Message test(Instant now) {
        return message("tst_" + UUID.randomUUID(), "webhook.test", now, Map.of());
    }

    private Message message(String id, String type, Instant at, Object data) {
        var body = new LinkedHashMap<String, Object>();
        body.put("type", type);
        body.put("timestamp", at.toString());
        body.put("data", data);
        try {
            return new Message(id, json.writeValueAsString(body));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
