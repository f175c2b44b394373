package org.sextant.exchange.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.sextant.LightClient;

/** Follows the feed as an EHR does: page after page, each behind the one before. */
public final class FeedReader {

    /** Only so that a service that loses changes ends the build. */
    private static final Duration GIVE_UP = Duration.ofMinutes(1);

    private final LightClient client;
    private final List<JsonNode> items = new ArrayList<>();
    private final List<String> resets = new ArrayList<>();
    private String cursor;

    /** @param cursor null for the oldest change */
    public FeedReader(LightClient client, String cursor) {
        this.client = client;
        this.cursor = cursor;
    }

    public static FeedReader fromNow(LightClient client) {
        return new FeedReader(client, now(client));
    }

    public static String now(LightClient client) {
        var answer = client.query("after", "now").get("/v1/changes");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json().path("next").asText();
    }

    /** The next page; true where there is nothing more at the moment. */
    public boolean step() {
        var answer = (cursor == null ? client : client.query("after", cursor)).get("/v1/changes");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        answer.json().path("items").forEach(items::add);
        if (answer.json().has("reset")) {
            resets.add(answer.json().at("/reset/reason").asText());
        }
        cursor = answer.json().path("next").asText();
        assertThat(answer.headers().firstValue("Link").orElseThrow()).contains("after=" + cursor, "rel=\"next\"");
        return answer.json().path("caughtUp").asBoolean();
    }

    /** All that can be read at the moment. */
    public FeedReader catchUp() {
        while (!step()) {
            assertThat(items).hasSizeLessThan(1_000_000);
        }
        return this;
    }

    /** Reads until what was read is as expected: an open transaction of somebody else may hold the feed back. */
    public FeedReader until(Predicate<List<JsonNode>> expected) throws InterruptedException {
        var end = System.nanoTime() + GIVE_UP.toNanos();
        while (!expected.test(catchUp().items)) {
            assertThat(System.nanoTime()).as("still only " + items).isLessThan(end);
            Thread.sleep(20);
        }
        return this;
    }

    public String cursor() {
        return cursor;
    }

    public List<JsonNode> items() {
        return items;
    }

    public List<String> resets() {
        return resets;
    }

    public List<String> ids() {
        return items.stream().map(item -> item.path("id").asText()).toList();
    }

    /** The highest version of each record, by its path. */
    public Map<String, Integer> versions() {
        return items.stream()
                .collect(Collectors.toMap(
                        item -> item.path("href").asText(),
                        item -> item.path("version").asInt(),
                        Math::max));
    }
}
