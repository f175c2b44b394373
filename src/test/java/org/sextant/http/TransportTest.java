package org.sextant.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sextant.Api.as;
import static org.sextant.identity.Role.COORDINATOR;
import static org.sextant.identity.Role.NURSE;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.sextant.Api;

/** What every answer says to caches and browsers, and what it does not say of the server; bodies that never end. */
@QuarkusTest
class TransportTest {

    @TestHTTPResource("/")
    URI address;

    @ConfigProperty(name = "sextant.http.body-timeout")
    Duration limit;

    @Test
    void noAnswerIsKeptOrGuessedAtOrTellsOfTheServer() {
        for (Response answer : List.of(
                as(NURSE).get("/v1/patients"),
                as(NURSE).get("/v1/patients/{id}", UUID.randomUUID()),
                as(NURSE).body("{}").post("/v1/patients"),
                as(COORDINATOR).body("{}").post("/v1/patients"),
                as(COORDINATOR).body("{").post("/v1/patients"),
                Api.unchecked().get("/v1/patients"),
                Api.unchecked().get("/v1/nothing"),
                RestAssured.get("/problems/invalid"),
                RestAssured.get("/q/health/live"),
                RestAssured.given().urlEncodingEnabled(false).get("/v1/patients/%2e%2e/x"))) {
            assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
            for (var name : List.of("Server", "X-Powered-By", "Via")) {
                assertThat(answer.header(name)).isNull();
            }
            assertThat(answer.headers().toString())
                    .doesNotContainIgnoringCase("quarkus")
                    .doesNotContainIgnoringCase("vert.x");
        }
        assertThat(as(NURSE).get("/v1/patients").header("Cache-Control")).isEqualTo("no-store");
        assertThat(as(NURSE).get("/v1/none").header("Cache-Control")).isEqualTo("no-store");
        assertThat(Api.unchecked().get("/v1/patients").header("Cache-Control")).isEqualTo("no-store");
    }

    /** Each byte is a sign of life, and still the whole has to be there in time. */
    @Test
    void aBodyThatDripsIsCutOff() throws Exception {
        for (var framing : List.of("Content-Length: 1000", "Transfer-Encoding: chunked")) {
            try (var socket = new Socket(address.getHost(), address.getPort())) {
                var out = socket.getOutputStream();
                out.write("""
                        POST /v1/patients HTTP/1.1\r
                        Host: localhost\r
                        Authorization: Bearer %s\r
                        Content-Type: application/json\r
                        %s\r
                        \r
                        """.formatted(Api.token(COORDINATOR), framing).getBytes(StandardCharsets.UTF_8));
                var begun = System.nanoTime();
                var cut = false;
                while (!cut && System.nanoTime() - begun < limit.multipliedBy(4).toNanos()) {
                    cut = drip(socket, framing.startsWith("Content"));
                }
                var took = Duration.ofNanos(System.nanoTime() - begun);
                assertThat(cut).as(framing).isTrue();
                assertThat(took).as(framing).isBetween(limit.minusMillis(200), limit.multipliedBy(2));
            }
        }
        as(NURSE).get("/v1/patients").then().statusCode(200);
    }

    /** Sends one more byte; true where the server has hung up. */
    private static boolean drip(Socket socket, boolean plain) {
        try {
            socket.getOutputStream().write((plain ? " " : "1\r\n \r\n").getBytes(StandardCharsets.UTF_8));
            socket.setSoTimeout(100);
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException silent) {
            return false;
        } catch (IOException closed) {
            return true;
        }
    }
}
