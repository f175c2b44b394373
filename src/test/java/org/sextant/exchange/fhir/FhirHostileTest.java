package org.sextant.exchange.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sextant.identity.Role.ALL;

import io.quarkus.test.junit.QuarkusTest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.sextant.LightClient;
import org.sextant.exchange.fhir.search.SearchParameter;
import org.sextant.exchange.fhir.type.FhirTypes;

/**
 * Requests that nobody sends in good faith: no failure of the service, and always an OperationOutcome. Another seed and
 * number: {@code -Dsextant.fuzz.seed=7 -Dsextant.fuzz.requests=200000}.
 */
@QuarkusTest
class FhirHostileTest {

    private static final List<String> METHODS = List.of("GET", "GET", "GET", "GET", "POST", "PUT", "DELETE", "PATCH");

    private static final List<String> SEGMENTS = List.of(
            "_search",
            "_history",
            "$everything",
            "$lastn",
            "$export",
            "metadata",
            "1",
            "x",
            "%00",
            "..",
            "a%2Fb",
            "'",
            "_history/1",
            "_history/99999999999",
            "Bundle",
            "patient",
            "Group/clinic/$export");

    private static final List<String> VALUES = List.of(
            "x",
            "",
            ",",
            "|",
            "||",
            "a|b|c",
            "\\",
            "\\,",
            "%",
            "'",
            "'; DROP TABLE patient; --",
            "\u0000",
            "\u202e",
            "é",
            "9999-12-31",
            "0000-00-00",
            "2026-02-30",
            "ge",
            "gegt2026",
            "1e400",
            "-1",
            "99999999999999999999",
            "NaN",
            "Patient/",
            "Patient/x/y",
            "http://evil.example/Patient/1",
            ":missing",
            "true",
            "*",
            "_id",
            "{}",
            "[]",
            "ß",
            "2026-01-05T25:61:61Z",
            "http://loinc.org|",
            "|8867-4",
            "http://loinc.org|8867-4,x",
            "Observation:*");

    private static final List<String> NAMES = List.of(
            "_count",
            "_sort",
            "_include",
            "_revinclude",
            "_summary",
            "_elements",
            "_total",
            "_cursor",
            "_format",
            "_has",
            "_type",
            "max",
            "unknown",
            "patient.identifier",
            "code:in",
            "date:missing",
            "name:exact",
            "name:contains",
            "gender:not",
            "_lastUpdated",
            "",
            "%",
            "a.b.c.d");

    private static final List<String> BODIES = List.of(
            "",
            "{",
            "{\"resourceType\":\"Patient\"}",
            "[".repeat(500),
            "patient=x&",
            "=&=&=",
            "%",
            "\u0000",
            "name=%00",
            "<Patient/>");

    private static final List<String> MEDIA_TYPES = List.of(
            "application/fhir+json", "application/x-www-form-urlencoded", "application/json", "text/xml", "x", "*/*");

    private final Random random = new Random(Long.getLong("sextant.fuzz.seed", 22));

    @Test
    void noRequestIsAFailureOfTheService() {
        var requests = Integer.getInteger("sextant.fuzz.requests", 1500);
        var answered = 0;
        for (var i = 0; i < requests; i++) {
            var method = one(METHODS);
            var path = path();
            var body = method.equals("GET") ? null : one(BODIES);
            var answer = LightClient.as(one(ALL))
                    .header("Content-Type", one(MEDIA_TYPES))
                    .header("Accept", one(MEDIA_TYPES))
                    .body(body)
                    .send(method, path);

            assertThat(answer.status()).as("%s %s %s", method, path, body).isLessThan(500);
            if (answer.status() >= 400) {
                assertThat(answer.json().path("resourceType").asText())
                        .as("%s %s %s: %s", method, path, body, answer.body())
                        .isEqualTo("OperationOutcome");
            } else if (answer.status() == 200) {
                answered++;
            }
        }
        assertThat(answered).as("requests that were answered").isGreaterThan(requests / 50);
    }

    private String path() {
        var path = new StringBuilder("/fhir");
        var type = one(FhirTypes.ALL);
        if (random.nextInt(20) > 0) {
            path.append('/').append(random.nextInt(10) == 0 ? one(SEGMENTS) : type.name());
        }
        if (random.nextInt(3) == 0) {
            path.append('/').append(random.nextBoolean() ? UUID.randomUUID().toString() : one(SEGMENTS));
            if (random.nextInt(3) == 0) {
                path.append('/').append(one(SEGMENTS));
            }
        }
        var separator = '?';
        for (var left = random.nextInt(4); left > 0; left--) {
            var own = type.parameters().stream().map(SearchParameter::name).toList();
            path.append(separator)
                    .append(encoded(random.nextInt(3) == 0 ? one(NAMES) : one(own)))
                    .append('=')
                    .append(encoded(one(VALUES)));
            separator = '&';
        }
        return path.toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private <T> T one(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
