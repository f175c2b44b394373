package org.sextant.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sextant.Api.as;
import static org.sextant.identity.Role.COORDINATOR;
import static org.sextant.identity.Role.NURSE;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.sextant.Api;

/** What every answer says to caches and browsers, and what it does not say of the server. */
@QuarkusTest
class TransportTest {

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
}
