package org.sextant.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.oneOf;
import static org.sextant.Api.as;
import static org.sextant.Api.isProblem;
import static org.sextant.Api.token;
import static org.sextant.Api.unchecked;
import static org.sextant.identity.Role.COORDINATOR;
import static org.sextant.identity.Role.NURSE;
import static org.sextant.identity.Role.PRESCRIBER;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sextant.Clinics;
import org.sextant.RawHttp;
import org.sextant.Treatment;

/** Content that is no fault of the service is never answered with 5xx, and its values are never logged. */
@QuarkusTest
class HostileContentTest {

    private static final String X_NDJSON = "application/x-ndjson";

    @TestHTTPResource
    URI service;

    /** The trailers arrive after the service has begun to read the body, as a piece without bytes. */
    @ParameterizedTest
    @ValueSource(strings = {COORDINATOR, PRESCRIBER, NURSE})
    void trailersAfterABodyAreIgnored(String role) throws IOException {
        for (var body : List.of("{}", "{\"mrn\": \"T-" + UUID.randomUUID() + "\"", "{} ")) {
            try (var client = new RawHttp(service)) {
                client.send("POST /v1/patients HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token(role)
                        + "\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n");
                for (var at = 0; at < body.length(); at++) {
                    client.send("1\r\n" + body.charAt(at) + "\r\n");
                }
                client.send("0\r\nX-Checksum: 1\r\n\r\n");
                assertThat(client.answer().status()).as(role + body).isIn(400, 403, 422);
            }
        }
    }

    @Test
    void anImportWithTrailersIsRead() throws IOException {
        try (var client = new RawHttp(service)) {
            client.send("POST /v1/imports HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token(PRESCRIBER)
                    + "\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n3\r\n{}\n\r\n");
            client.send("0\r\nX-Checksum: 1\r\n\r\n");
            var answer = client.answer();
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).contains("\"line\":1").contains("\"status\":422");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\u0000", "/limits/\\u0000", "\\ud800"})
    void aNameThatCannotBeStoredIs400(String name) {
        isProblem(
                as(PRESCRIBER)
                        .body(protocol(name))
                        .put("/v1/protocols/name-"
                                + UUID.randomUUID().toString().substring(0, 8))
                        .then(),
                400,
                "bad-request");
        isProblem(
                as(PRESCRIBER)
                        .contentType("application/merge-patch+json")
                        .header("If-Match", "*")
                        .body("{\"label\": {\"" + name + "\": 1}}")
                        .patch("/v1/courses/{id}", Treatment.plannedCourse())
                        .then(),
                400,
                "bad-request");
        var line = protocol(name).replaceFirst("\\{", "{\"type\": \"PROTOCOL\", \"code\": \"n\", \"revision\": 1,");
        assertThat(verdicts(line)).contains("\"status\":400").doesNotContain("\"status\":500");
    }

    /** Numbers that Java cannot represent, wherever a line may have a number or has no member. */
    @ParameterizedTest
    @ValueSource(
            strings = {"12345e99999999999999999999", "1e9999999999", "1e-9999999999", "1e2147483648", "1e-2147483648"})
    void aNumberBeyondMeasureInALineIs400AndNotLogged(String number) {
        var id = UUID.randomUUID();
        var lines = List.of(
                "{\"type\": \"DOSE\", \"id\": \"%s\", \"sessionId\": \"%s\", \"mg\": %s}".formatted(id, id, number),
                "{\"type\": \"VITALS\", \"id\": \"%s\", \"sessionId\": \"%s\", \"systolic\": %s}"
                        .formatted(id, id, number),
                "{\"type\": \"VITALS\", \"id\": \"%s\", \"clockOffsetSeconds\": %s}".formatted(id, number),
                "{\"type\": \"PROTOCOL\", \"code\": \"x\", \"revision\": %s}".formatted(number),
                "{\"type\": %s}".formatted(number),
                "{\"nothing\": [{\"a\": %s}]}".formatted(number),
                number);
        var log = new Lines();
        Logger.getLogger("").addHandler(log);
        try {
            var verdicts = verdicts(String.join("\n", lines));
            assertThat(verdicts.lines())
                    .hasSameSizeAs(lines)
                    .allMatch(line -> line.contains("\"status\":400") || line.contains("\"status\":422"));
            as(PRESCRIBER)
                    .body("{\"items\": [{\"a\": %s}]}".formatted(number))
                    .post("/v1/sync")
                    .then()
                    .statusCode(oneOf(400, 422, 404));
            assertThat(log.lines).noneMatch(line -> line.contains(number));
        } finally {
            Logger.getLogger("").removeHandler(log);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "courses",
                "sessions",
                "vitals",
                "side-effects",
                "assessments",
                "doses",
                "clearances",
                "protocols",
                "safety"
            })
    void anEmptyAcceptHeaderMeansAnyType(String report) throws IOException {
        for (var accept : List.of("", " ", ",", ", ,application/json")) {
            try (var client = new RawHttp(service)) {
                var answer = client.send(
                                "GET /v1/reports/" + report + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                                        + token(PRESCRIBER) + "\r\nAccept: " + accept + "\r\n\r\n")
                        .answer();
                assertThat(answer.status()).as(accept).isEqualTo(200);
                assertThat(answer.header("Content-Type")).startsWith("application/json");
            }
        }
    }

    /** Signed by the issuer: the parsers of claims call themselves for each level. */
    @ParameterizedTest
    @ValueSource(ints = {33, 3000})
    void aTokenOfDeeplyNestedClaimsIsRefused(int depth) {
        var token = Clinics.token(UUID.randomUUID(), claims -> claims.setClaim("deep", nested(depth)), NURSE);

        isProblem(
                unchecked()
                        .header("Authorization", "Bearer " + token)
                        .get("/v1/patients")
                        .then(),
                401,
                "unauthenticated");
    }

    @Test
    void aTokenOfNestedClaimsIsAccepted() {
        var token = Clinics.token(UUID.randomUUID(), claims -> claims.setClaim("deep", nested(20)), NURSE);

        unchecked()
                .header("Authorization", "Bearer " + token)
                .get("/v1/patients")
                .then()
                .statusCode(200);
    }

    private static Object nested(int depth) {
        Object inner = "[{\"";
        for (var level = 0; level < depth; level++) {
            inner = List.of(inner);
        }
        return inner;
    }

    private static String verdicts(String lines) {
        return as(PRESCRIBER)
                .contentType(X_NDJSON)
                .body(lines.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .post("/v1/imports")
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    private static String protocol(String source) {
        return """
                {"name": "P", "drug": "KETAMINE", "route": "IV", "dose": {"mgPerKg": 0.5}, "infusionMinutes": 40,
                 "plannedSessions": 6, "minDaysBetweenSessions": 2, "sources": {"%s": "S"}}""".formatted(source).replace("\n", "");
    }

    /** What is logged. */
    private static final class Lines extends Handler {

        private final List<String> lines = new CopyOnWriteArrayList<>();

        @Override
        public void publish(LogRecord line) {
            lines.add(ExtLogRecord.wrap(line).getFormattedMessage());
            for (var cause = line.getThrown(); cause != null; cause = cause.getCause()) {
                lines.add(cause.toString());
            }
        }

        @Override
        public void flush() {
            // Each line is there at once.
        }

        @Override
        public void close() {
            // There is nothing to close.
        }
    }
}
