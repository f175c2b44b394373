package org.sextant.exchange.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.sextant.Endurance;
import org.sextant.Replicas;
import org.sextant.TwoReplicas;
import org.sextant.exchange.fhir.search.SearchParameter;
import org.sextant.exchange.fhir.type.FhirTypes;
import org.sextant.identity.Role;

/**
 * Requests that nobody sends in good faith: no failure of the service, and always an OperationOutcome. 5,000 in the build,
 * 200,000 with the profile {@code endurance}; another seed and number:
 * {@code -Dsextant.fuzz.seed=7 -Dsextant.fuzz.requests=20000}.
 */
@Tag("endurance")
@ExtendWith(TwoReplicas.class)
@ResourceLock(TwoReplicas.LOCK)
class FhirHostileIT {

    private static final int REQUESTS =
            Integer.getInteger("sextant.fuzz.requests", Math.max(5000, 200 * Endurance.rounds()));

    private static final long SEED =
            Long.getLong("sextant.fuzz.seed", Endurance.rounds() >= 1000 ? System.currentTimeMillis() : 22);

    private static final int THREADS = 4;
    private static final ObjectMapper JSON = new ObjectMapper();

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

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final AtomicInteger answered = new AtomicInteger();
    private Replicas replicas;

    @BeforeEach
    void open(Replicas shared) {
        replicas = shared;
    }

    @Test
    void noRequestIsAFailureOfTheService() throws Exception {
        System.out.printf("Hostile requests: %d, -Dsextant.fuzz.seed=%d%n", REQUESTS, SEED);
        var pool = Executors.newFixedThreadPool(THREADS);
        try {
            for (var done : pool.invokeAll(IntStream.range(0, THREADS)
                    .<Callable<Void>>mapToObj(thread -> () -> send(new Random(SEED + thread)))
                    .toList())) {
                done.get();
            }
        } catch (ExecutionException failure) {
            throw new AssertionError(failure.getCause().getMessage(), failure.getCause());
        } finally {
            pool.shutdown();
        }
        assertThat(answered.get()).as("requests that were answered").isGreaterThan(REQUESTS / 200);
    }

    private Void send(Random random) throws IOException, InterruptedException {
        for (var i = 0; i < REQUESTS / THREADS; i++) {
            var method = one(METHODS, random);
            var path = path(random);
            var body = method.equals("GET") ? "" : one(BODIES, random);
            var request = HttpRequest.newBuilder(URI.create(replicas.address(i) + path))
                    .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                    .header("Authorization", "Bearer " + replicas.token(one(Role.ALL, random)))
                    .header("Content-Type", one(MEDIA_TYPES, random))
                    .header("Accept", one(MEDIA_TYPES, random))
                    .build();
            check("%s %s %s".formatted(method, path, body), http.send(request, BodyHandlers.ofString()));
        }
        return null;
    }

    private void check(String request, HttpResponse<String> answer) throws IOException {
        assertThat(answer.statusCode()).as(request).isLessThan(500);
        if (answer.statusCode() >= 400) {
            assertThat(JSON.readTree(answer.body()).path("resourceType").asText())
                    .as("%s: %s", request, answer.body())
                    .isEqualTo("OperationOutcome");
        } else if (answer.statusCode() == 200) {
            answered.incrementAndGet();
        }
    }

    private static String path(Random random) {
        var path = new StringBuilder("/fhir");
        var type = one(FhirTypes.ALL, random);
        if (random.nextInt(20) > 0) {
            path.append('/').append(random.nextInt(10) == 0 ? one(SEGMENTS, random) : type.name());
        }
        if (random.nextInt(3) == 0) {
            path.append('/').append(random.nextBoolean() ? UUID.randomUUID().toString() : one(SEGMENTS, random));
            if (random.nextInt(3) == 0) {
                path.append('/').append(one(SEGMENTS, random));
            }
        }
        var separator = '?';
        for (var left = random.nextInt(4); left > 0; left--) {
            var own = type.parameters().stream().map(SearchParameter::name).toList();
            path.append(separator)
                    .append(encoded(random.nextInt(3) == 0 ? one(NAMES, random) : one(own, random)))
                    .append('=')
                    .append(encoded(one(VALUES, random)));
            separator = '&';
        }
        return path.toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static <T> T one(List<T> list, Random random) {
        return list.get(random.nextInt(list.size()));
    }
}
