package org.sextant;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.restassured.response.Response;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jose4j.jwk.PublicJsonWebKey;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sextant.platform.EmbeddedDatabase;

/** The packaged service with the tokens of an issuer at a URL: good ones, bad ones, rotated keys, an issuer that is down. */
class TokensIT {

    @TempDir
    static Path directory;

    private static PublicJsonWebKey rsa;
    private static PublicJsonWebKey ec;
    private static TestIssuer issuer;
    private static EmbeddedDatabase database;
    private static RunningService service;

    @BeforeAll
    static void start() throws Exception {
        rsa = TestIssuer.rsaKey("rsa-1");
        ec = TestIssuer.ecKey("ec-1");
        issuer = new TestIssuer(rsa, ec);
        database = TestDatabase.start(directory.resolve("database"));
        service = launch("service", issuer.environment());
        service.awaitReady();
    }

    @AfterAll
    static void stop() throws IOException {
        service.close();
        issuer.close();
        database.close();
    }

    @Test
    void takesGoodTokens() {
        var now = System.currentTimeMillis() / 1000;
        var good = new LinkedHashMap<String, String>();
        good.put("RS256", TestIssuer.token(rsa, "RS256"));
        good.put("PS256", TestIssuer.token(rsa, "PS256"));
        good.put("ES256", TestIssuer.token(ec, "ES256"));
        good.put(
                "among audiences",
                TestIssuer.token(rsa, "RS256", one -> one.put("aud", List.of("account", "sextant"))));
        good.put("expired within the leeway", TestIssuer.token(rsa, "RS256", one -> {
            one.put("iat", now - 300);
            one.put("exp", now - 30);
        }));
        good.put("valid soon", TestIssuer.token(rsa, "RS256", one -> one.put("nbf", now + 30)));
        good.put("Keycloak's type", TestIssuer.token(rsa, "RS256", one -> one.put("typ", "Bearer")));
        for (var type : List.of("at+jwt", "application/at+jwt", "AT+JWT")) {
            good.put(
                    type,
                    TestIssuer.signed(
                            rsa.getPrivateKey(),
                            "RS256",
                            Map.of("kid", "rsa-1", "typ", type),
                            TestIssuer.json(TestIssuer.claims())));
        }
        good.put(
                "no type",
                TestIssuer.signed(
                        rsa.getPrivateKey(), "RS256", Map.of("kid", "rsa-1"), TestIssuer.json(TestIssuer.claims())));
        good.forEach((name, token) ->
                assertThat(protocols(service, token).statusCode()).as(name).isEqualTo(200));
    }

    @Test
    void takesNoBadToken() throws Exception {
        var corpus = BadTokens.of(rsa, ec);

        assertThat(corpus).hasSizeGreaterThan(150);
        corpus.forEach((name, token) -> protocols(service, token)
                .then()
                .statusCode(describedAs(name))
                .contentType("application/problem+json")
                .header("WWW-Authenticate", equalTo("Bearer")));
    }

    @Test
    void aTokenElsewhereThanInItsHeaderIsNone() {
        var token = TestIssuer.token(rsa, "RS256");
        var call = "/v1/protocols";
        assertThat(at(service).queryParam("access_token", token).get(call).statusCode())
                .isEqualTo(401);
        assertThat(at(service).cookie("Bearer", token).get(call).statusCode()).isEqualTo(401);
        assertThat(at(service).header("Authorization", token).get(call).statusCode())
                .isEqualTo(401);
        assertThat(at(service)
                        .header("Authorization", "Basic " + token)
                        .get(call)
                        .statusCode())
                .isEqualTo(401);
        assertThat(at(service)
                        .header("Authorization", "Bearer Bearer " + token)
                        .get(call)
                        .statusCode())
                .isEqualTo(401);
        assertThat(at(service)
                        .header("X-Authorization", "Bearer " + token)
                        .get(call)
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void anOversizedTokenIsRefusedUnread() {
        var token = TestIssuer.token(rsa, "RS256", one -> one.put("note", "x".repeat(40_000)));
        assertThat(protocols(service, token).statusCode()).isEqualTo(431);
    }

    /** A group of another application at the same issuer means nothing here. */
    @Test
    void aGroupThatIsNoRoleAllowsNothing() {
        for (var groups :
                List.of(List.of(), List.of("SERVICE"), List.of("nurse"), List.of("EMERGENCY"), List.of("**"))) {
            var token = TestIssuer.token(rsa, "RS256", one -> one.put("groups", groups));
            assertThat(protocols(service, token).statusCode())
                    .as(groups.toString())
                    .isEqualTo(403);
        }
    }

    @Test
    void startsWithoutItsIssuerAndHealsByItself() throws Exception {
        try (var late = new TestIssuer(rsa)) {
            late.goDown();
            try (var own = launch("early", late.environment())) {
                own.awaitLive();
                var token = TestIssuer.token(rsa, "RS256");

                assertThat(at(own).get("/q/health/ready").statusCode()).isEqualTo(503);
                protocols(own, token)
                        .then()
                        .statusCode(503)
                        .contentType("application/problem+json")
                        .header("Retry-After", notNullValue())
                        .body("type", equalTo("/problems/tokens-unverifiable"));
                assertThat(at(own).get("/v1/protocols").statusCode()).isEqualTo(401);

                late.comeBack();
                await(
                        Duration.ofSeconds(10),
                        () -> at(own).get("/q/health/ready").statusCode() == 200);
                assertThat(protocols(own, token).statusCode()).isEqualTo(200);
            }
        }
    }

    @Test
    void followsTheRotationOfKeysWithoutAskingForEachBadToken() throws Exception {
        var first = TestIssuer.rsaKey("first");
        var second = TestIssuer.rsaKey("second");
        try (var rotating = new TestIssuer(first)) {
            try (var own = launch("rotation", rotating.environment())) {
                own.awaitReady();
                assertThat(protocols(own, TestIssuer.token(first, "RS256")).statusCode())
                        .isEqualTo(200);

                rotating.publish(first, second);
                await(
                        Duration.ofSeconds(15),
                        () -> protocols(own, TestIssuer.token(second, "RS256")).statusCode() == 200);
                assertThat(protocols(own, TestIssuer.token(first, "RS256")).statusCode())
                        .isEqualTo(200);

                var before = rotating.fetches();
                var begun = System.nanoTime();
                for (var i = 0; i < 300; i++) {
                    var unknown = TestIssuer.signed(
                            second.getPrivateKey(),
                            "RS256",
                            Map.of("kid", UUID.randomUUID().toString()),
                            TestIssuer.json(TestIssuer.claims()));
                    assertThat(protocols(own, unknown).statusCode()).isEqualTo(401);
                }
                var windows = Duration.ofNanos(System.nanoTime() - begun).toSeconds() / 10 + 1;
                assertThat(rotating.fetches() - before).isLessThanOrEqualTo((int) windows);

                rotating.publish(second);
                await(Duration.ofSeconds(15), () -> {
                    protocols(own, TestIssuer.token(TestIssuer.rsaKey("unknown"), "RS256"));
                    return protocols(own, TestIssuer.token(first, "RS256")).statusCode() == 401;
                });

                rotating.goDown();
                await(
                        Duration.ofSeconds(15),
                        () -> protocols(own, TestIssuer.token(first, "RS256")).statusCode() == 503);
                assertThat(protocols(own, TestIssuer.token(second, "RS256")).statusCode())
                        .isEqualTo(200);
                assertThat(at(own).get("/q/health/ready").statusCode()).isEqualTo(200);
            }
        }
    }

    /** Keycloak keeps roles under {@code realm_access}; another issuer may keep the clinic deeper too. */
    @Test
    void readsRolesAndClinicWhereTheIssuerKeepsThem() throws IOException {
        var environment = new LinkedHashMap<>(issuer.environment());
        environment.put("SMALLRYE_JWT_PATH_GROUPS", "realm_access/roles");
        environment.put("SEXTANT_TOKEN_CLINIC_PATH", "org/clinic");
        try (var own = launch("elsewhere", environment)) {
            own.awaitReady();
            var deep = TestIssuer.token(rsa, "RS256", one -> {
                one.remove("groups");
                one.remove("clinic");
                one.put("realm_access", Map.of("roles", List.of("offline_access", "NURSE")));
                one.put("org", Map.of("clinic", TestIssuer.CLINIC));
            });

            assertThat(protocols(own, deep).statusCode()).isEqualTo(200);
            assertThat(protocols(own, TestIssuer.token(rsa, "RS256")).statusCode())
                    .isEqualTo(401);
            assertThat(protocols(own, TestIssuer.token(rsa, "RS256", one -> {
                                one.remove("groups");
                                one.put("org", Map.of("clinic", TestIssuer.CLINIC));
                            }))
                            .statusCode())
                    .isEqualTo(403);
        }
    }

    /** One more service on the one database, with settings of its own. */
    private static RunningService launch(String name, Map<String, String> settings) throws IOException {
        var environment = TestDatabase.environment(database.settings());
        environment.putAll(settings);
        return RunningService.launch(directory.resolve(name), environment);
    }

    private static org.hamcrest.Matcher<Integer> describedAs(String name) {
        return org.hamcrest.Matchers.describedAs("401 for a token with: %0", equalTo(401), name);
    }

    private static io.restassured.specification.RequestSpecification at(RunningService service) {
        return given().baseUri(service.address().toString());
    }

    private static Response protocols(RunningService service, String token) {
        return at(service).header("Authorization", "Bearer " + token).get("/v1/protocols");
    }

    private interface Probe {
        boolean holds() throws Exception;
    }

    private static void await(Duration limit, Probe probe) throws Exception {
        var deadline = System.nanoTime() + limit.toNanos();
        while (!probe.holds()) {
            assertThat(System.nanoTime()).as("within " + limit).isLessThan(deadline);
            Thread.sleep(200);
        }
    }
}
