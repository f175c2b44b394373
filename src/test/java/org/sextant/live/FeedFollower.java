package org.sextant.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;

/** Follows the feed of a process page by page, as an EHR does. */
public final class FeedFollower {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String token;
    private final List<String> ids = new ArrayList<>();
    private final List<String> resets = new ArrayList<>();
    private URI service;
    private String cursor;

    private FeedFollower(URI service, String token, String cursor) {
        this.service = service;
        this.token = token;
        this.cursor = cursor;
    }

    /** One who begins now. */
    public static FeedFollower fromNow(URI service, String token) throws IOException, InterruptedException {
        var follower = new FeedFollower(service, token, "now");
        follower.step();
        return follower;
    }

    /** Goes on at another process. */
    public FeedFollower at(URI other) {
        service = other;
        return this;
    }

    /** Reads the next page; true where there is nothing more at the moment. */
    public boolean step() throws IOException, InterruptedException {
        var page = page("limit=200&after=" + cursor);
        page.path("items").forEach(item -> ids.add(item.path("id").asText()));
        if (page.has("reset")) {
            resets.add(page.at("/reset/reason").asText());
        }
        cursor = page.path("next").asText();
        return page.path("caughtUp").asBoolean();
    }

    /** Reads all that can be read at the moment. */
    public FeedFollower catchUp() throws IOException, InterruptedException {
        while (!step()) {
            assertThat(ids).hasSizeLessThan(1_000_000);
        }
        return this;
    }

    private JsonNode page(String query) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(service.resolve("/v1/changes?" + query))
                .header("Authorization", "Bearer " + token)
                .build();
        var answer = HTTP.send(request, BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    public String cursor() {
        return cursor;
    }

    public List<String> ids() {
        return ids;
    }

    public List<String> resets() {
        return resets;
    }
}
