package org.sextant.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.sextant.Api.as;
import static org.sextant.Api.token;
import static org.sextant.Api.unchecked;
import static org.sextant.identity.Role.NURSE;
import static org.sextant.identity.Role.PRESCRIBER;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sextant.Api;

/** Spoken on a socket, because every HTTP client tidies a path up before it sends it. */
@QuarkusTest
class PathGuardTest {

    @TestHTTPResource
    URI service;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/patients;a=b",
                "/v1;/patients",
                "/v1/patients;",
                "/v1/patients%3b",
                "/v1/patients%3Ba=b",
                "//v1/patients",
                "/v1//patients",
                "/v1/patients//",
                "/v1/patients/",
                "/v1/./patients",
                "/v1/../v1/patients",
                "/v1/patients/..",
                "/problems/../v1/patients",
                "/problems/..%2fv1/patients",
                "/v1%2fpatients",
                "/v1%2Fpatients",
                "/v1/%2e/patients",
                "/v1/%2e%2e/v1/patients",
                "/v1/patients%00",
                "/v1/patients%",
                "/v1\\patients",
                "/v1/patients%5c",
                "/%76%31/patients",
                "/v1/patients%252f",
                "/v1/patients%20",
                "/v1/p\u00e4tients",
                "/v1/patients%c0%af",
                "/q/../v1/patients",
                "/q;/../v1/patients"
            })
    void anOddSpellingIsRefusedBeforeAnyoneIsAskedFor(String path) throws IOException {
        for (var authorization : new String[] {"", "Authorization: Bearer " + Api.token(NURSE) + "\r\n"}) {
            var answer = call(path, authorization);
            assertThat(answer).matches("(?s)HTTP/1.1 (400|404) .*").doesNotContain("\"items\"");
        }
    }

    @Test
    void theRefusalIsAProblemDocument() throws IOException {
        assertThat(call("/v1/patients;a=b", ""))
                .startsWith("HTTP/1.1 400 ")
                .containsIgnoringCase("content-type: application/problem+json")
                .containsIgnoringCase("x-request-id: ")
                .contains("\"type\":\"/problems/bad-request\"");
    }

    @Test
    void aLongPathIsReadInOneBreath() throws IOException {
        assertThat(call("/a".repeat(1_900), "")).startsWith("HTTP/1.1 404 ");
        assertThat(call("/v1" + "/a".repeat(1_900), "")).startsWith("HTTP/1.1 401 ");
    }

    @Test
    void aPlainSpellingPasses() throws IOException {
        assertThat(call("/v1/patients", "")).startsWith("HTTP/1.1 401 ");
        assertThat(call("/v1/courses?label=%2f..//", "Authorization: Bearer " + Api.token(NURSE) + "\r\n"))
                .startsWith("HTTP/1.1 200 ");
    }

    private String call(String path, String headers) throws IOException {
        try (var socket = new Socket(service.getHost(), service.getPort())) {
            socket.setSoTimeout(10_000);
            var request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + headers + "\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            InputStream answer = socket.getInputStream();
            return new String(answer.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** A path that is no route may hold a name, and there are endlessly many. */
    @Test
    void whatIsNoRouteIsNotInTheMetrics() {
        var id = UUID.randomUUID().toString();
        as(PRESCRIBER).get("/v1/patients/{id}", id).then().statusCode(404);
        unchecked().delete("/v1/patients/" + id).then().statusCode(401);
        unchecked()
                .header("Authorization", "Bearer " + token(PRESCRIBER))
                .delete("/v1/patients/" + id)
                .then()
                .statusCode(405);
        unchecked().get("/v1/" + id).then().statusCode(401);

        unchecked().get("/q/metrics").then().statusCode(200).body(not(containsString(id)));
    }
}
