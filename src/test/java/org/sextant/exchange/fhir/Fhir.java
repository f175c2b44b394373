package org.sextant.exchange.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.sextant.LightClient;
import org.sextant.LightClient.Answer;

/** Calls the FHIR API, and looks at what every answer of it must have. */
final class Fhir {

    static final String JSON = "application/fhir+json;charset=utf-8";

    private Fhir() {}

    /** A resource or page, 200. */
    static JsonNode get(LightClient caller, String path) {
        var answer = caller.get("/fhir/" + path);
        assertThat(answer.status()).as(path + " " + answer.body()).isEqualTo(200);
        return read(answer);
    }

    /** A page of a search whose parameters are a form, 200. */
    static JsonNode post(LightClient caller, String type, String form) {
        var answer = caller.header("Content-Type", "application/x-www-form-urlencoded")
                .body(form)
                .post("/fhir/" + type + "/_search");
        assertThat(answer.status()).as(type + " " + form + " " + answer.body()).isEqualTo(200);
        return read(answer);
    }

    private static JsonNode read(Answer answer) {
        assertThat(answer.headers().firstValue("Content-Type")).contains(JSON);
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        return answer.json();
    }

    /** The resources of a page that have this mode. */
    static Stream<JsonNode> entries(JsonNode bundle, String mode) {
        return StreamSupport.stream(bundle.path("entry").spliterator(), false)
                .filter(entry -> entry.path("search").path("mode").asText().equals(mode))
                .map(entry -> entry.path("resource"));
    }

    /** The ids of the matches of a page. */
    static List<String> ids(JsonNode bundle) {
        return entries(bundle, "match")
                .map(resource -> resource.path("id").asText())
                .toList();
    }

    /** The address behind a relation; null where the page has none. */
    static String link(JsonNode bundle, String relation) {
        return StreamSupport.stream(bundle.path("link").spliterator(), false)
                .filter(link -> link.path("relation").asText().equals(relation))
                .map(link -> link.path("url").asText())
                .findFirst()
                .orElse(null);
    }

    /** The path and query of a link, as {@link #get} takes them. */
    static String path(String link) {
        return link.replaceFirst("^http://127\\.0\\.0\\.1:\\d+/fhir/", "");
    }

    /** The ids of all pages, one after the other. */
    static List<String> allIds(LightClient caller, String search) {
        var ids = new ArrayList<String>();
        var page = get(caller, search);
        ids.addAll(ids(page));
        for (var next = link(page, "next"); next != null; next = link(page, "next")) {
            page = get(caller, path(next));
            assertThat(page.path("entry"))
                    .as("a page behind a link is not empty")
                    .isNotEmpty();
            ids.addAll(ids(page));
        }
        return ids;
    }

    /** Asserts that an answer is an OperationOutcome with this status, code of FHIR and kind of problem. */
    static JsonNode isOutcome(Answer answer, int status, String code, String slug) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains(JSON);
        var outcome = answer.json();
        assertThat(outcome.path("resourceType").asText()).isEqualTo("OperationOutcome");
        var issue = outcome.path("issue").path(0);
        assertThat(issue.path("severity").asText()).isEqualTo(status < 500 ? "error" : "fatal");
        assertThat(issue.path("code").asText()).isEqualTo(code);
        assertThat(issue.path("details").path("coding").path(0).path("code").asText())
                .isEqualTo(slug);
        assertThat(issue.path("diagnostics").asText()).isNotBlank();
        return issue;
    }
}
