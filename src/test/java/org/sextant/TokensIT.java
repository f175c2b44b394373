package org.sextant;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import io.restassured.response.Response;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jose4j.jwk.PublicJsonWebKey;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sextant.identity.DemoIdentity;

/**
 * The packaged service in production, on a PostgreSQL of its own, with the tokens of an issuer at a URL: good ones, bad
 * ones, rotated keys, an issuer that is down.
 */
class TokensIT {

    /** Far more than it takes: the service asks for keys again after ten seconds. */
    private static final Duration LIMIT = Duration.ofMinutes(2);

    @TempDir
    static Path directory;

    private static PublicJsonWebKey rsa;
    private static PublicJsonWebKey ec;
    private static PublicJsonWebKey rotated;
    private static TestIssuer issuer;
    private static RunningService service;
    private static Path data;
    private static List<Response> answersWithoutIssuer;

    /** The issuer is down at first, as after a power cut. */
    @BeforeAll
    static void start() throws Exception {
        rsa = TestIssuer.rsaKey("rsa-1");
        ec = TestIssuer.ecKey("ec-1");
        rotated = TestIssuer.rsaKey("rotated");
        issuer = new TestIssuer(rsa, ec, rotated);
        issuer.goDown();
        data = directory.resolve("data");
        TestDatabase.shareBinaries(data);
        var environment = new HashMap<>(issuer.environment());
        environment.put("QUARKUS_HTTP_HOST", "0.0.0.0");
        environment.put("SEXTANT_BEHIND_TLS_PROXY", "true");
        environment.put("SEXTANT_FHIR_TOKEN_ENDPOINT", "https://issuer.example/token");
        environment.put("SEXTANT_FHIR_AUTHORIZATION_ENDPOINT", "https://issuer.example/authorize");
        service = RunningService.launch(data, environment);
        service.awaitLive();
        answersWithoutIssuer = List.of(
                at().get("/q/health/ready"), protocols(TestIssuer.token(rsa, "RS256")), at().get("/v1/protocols"));
        issuer.comeBack();
        service.awaitReady();
    }

    @AfterAll
    static void stop() {
        service.close();
        issuer.close();
    }

    @Test
    void startsWithoutItsIssuerAndHealsByItself() {
        assertThat(answersWithoutIssuer.get(0).statusCode()).isEqualTo(503);
        answersWithoutIssuer
                .get(1)
                .then()
                .statusCode(503)
                .contentType("application/problem+json")
                .header("Retry-After", notNullValue())
                .body("type", equalTo("/problems/tokens-unverifiable"));
        assertThat(answersWithoutIssuer.get(2).statusCode()).isEqualTo(401);
        assertThat(at().get("/q/health/ready").statusCode()).isEqualTo(200);
        assertThat(protocols(TestIssuer.token(rsa, "RS256")).statusCode()).isEqualTo(200);
    }

    @Test
    void bringsADatabaseAndNoDemoKeys() throws Exception {
        var demo = DemoIdentity.in(Files.createDirectories(directory.resolve("demo")));

        assertThat(protocols(demo.tokens().get("NURSE")).statusCode()).isEqualTo(401);
        assertThat(data.resolve("postgres")).isDirectory();
        assertThat(data.resolve("demo-tokens.json")).doesNotExist();
        assertThat(service.output()).doesNotContain("demo keys");
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
        good.put("issued within the leeway", TestIssuer.token(rsa, "RS256", one -> {
            one.put("iat", now + 30);
            one.put("nbf", now + 30);
        }));
        good.put("times of fractions", TestIssuer.token(rsa, "RS256", one -> {
            one.put("iat", now - 0.5);
            one.put("exp", now + 299.75);
        }));
        // It can be revoked by its caller only.
        good.put("no id", TestIssuer.token(rsa, "RS256", one -> one.remove("jti")));
        good.put("one role as text", TestIssuer.token(rsa, "RS256", one -> one.put("groups", "NURSE")));
        good.put(
                "claims of others",
                TestIssuer.token(rsa, "RS256", one -> one.put("realm", Map.of("a", List.of(1e300, true, Map.of())))));
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
                assertThat(protocols(token).statusCode()).as(name).isEqualTo(200));
    }

    @Test
    void theFhirApiAsksForScopes() {
        assertThat(fhir(TestIssuer.token(rsa, "RS256")).statusCode()).isEqualTo(403);
        assertThat(fhir(scoped("openid")).statusCode()).isEqualTo(403);
        assertThat(fhir(scoped("user/Encounter.rs")).statusCode()).isEqualTo(403);
        assertThat(fhir(scoped("openid user/Patient.rs")).statusCode()).isEqualTo(200);
    }

    /** Whoever has no token reads where to get one, and the statement of the service says the same. */
    @Test
    void tellsWhereTokensComeFrom() {
        at().get("/fhir/.well-known/smart-configuration")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .body("issuer", equalTo(TestIssuer.NAME))
                .body("jwks_uri", equalTo(issuer.address()))
                .body("authorization_endpoint", equalTo("https://issuer.example/authorize"))
                .body("token_endpoint", equalTo("https://issuer.example/token"))
                .body("token_endpoint_auth_methods_supported", equalTo(List.of("private_key_jwt")))
                .body("grant_types_supported", equalTo(List.of("authorization_code", "client_credentials")))
                .body("code_challenge_methods_supported", equalTo(List.of("S256")))
                .body("capabilities", hasItems("permission-v1", "permission-v2", "permission-patient"));
        at().get("/fhir/metadata")
                .then()
                .statusCode(200)
                .body("rest[0].security.service[0].coding[0].code", equalTo("SMART-on-FHIR"))
                .body("rest[0].security.extension[0].extension.url", equalTo(List.of("authorize", "token")))
                .body(
                        "rest[0].security.extension[0].extension.valueUri",
                        equalTo(List.of("https://issuer.example/authorize", "https://issuer.example/token")));
    }

    private static String scoped(String scopes) {
        return TestIssuer.token(rsa, "RS256", one -> one.put("scope", scopes));
    }

    private static Response fhir(String token) {
        return at().header("Authorization", "Bearer " + token).get("/fhir/Patient");
    }

    @Test
    void takesNoBadToken() throws Exception {
        var corpus = BadTokens.of(rsa, ec);

        assertThat(corpus).hasSizeGreaterThan(150);
        var wrong = new LinkedHashMap<String, Integer>();
        corpus.forEach((name, token) -> {
            var answer = protocols(token);
            if (answer.statusCode() == 401) {
                answer.then()
                        .contentType("application/problem+json")
                        .header("WWW-Authenticate", startsWith("Bearer error=\"invalid_token\""));
            } else {
                wrong.put(name, answer.statusCode());
            }
        });
        assertThat(wrong).as("answers that are not 401").isEmpty();
    }

    @Test
    void aTokenElsewhereThanInItsHeaderIsNone() {
        var token = TestIssuer.token(rsa, "RS256");
        var call = "/v1/protocols";
        assertThat(at().queryParam("access_token", token).get(call).statusCode())
                .isEqualTo(401);
        assertThat(at().cookie("Bearer", token).get(call).statusCode()).isEqualTo(401);
        assertThat(at().header("Authorization", token).get(call).statusCode()).isEqualTo(401);
        assertThat(at().header("Authorization", "Basic " + token).get(call).statusCode())
                .isEqualTo(401);
        assertThat(at().header("Authorization", "Bearer Bearer " + token)
                        .get(call)
                        .statusCode())
                .isEqualTo(401);
        assertThat(at().header("X-Authorization", "Bearer " + token).get(call).statusCode())
                .isEqualTo(401);
    }

    @Test
    void anOversizedTokenIsRefusedUnread() {
        var token = TestIssuer.token(rsa, "RS256", one -> one.put("note", "x".repeat(40_000)));
        assertThat(protocols(token).statusCode()).isEqualTo(431);
    }

    /** That a token was good a moment ago saves its signature, and none of the other questions. */
    @Test
    void aTokenThatWasGoodIsJudgedAgain() throws Exception {
        var now = System.currentTimeMillis() / 1000;
        var ending = TestIssuer.token(rsa, "RS256", one -> {
            one.put("iat", now - 300);
            one.put("exp", now - 50);
        });
        var tampered = ending.substring(0, ending.length() - 8) + "AAAAAAAA";
        assertThat(protocols(ending).statusCode()).isEqualTo(200);
        assertThat(protocols(tampered).statusCode()).isEqualTo(401);
        await(() -> protocols(ending).statusCode() == 401);
    }

    /** A group of another application at the same issuer means nothing here. */
    @Test
    void aGroupThatIsNoRoleAllowsNothing() {
        for (var groups : List.of(
                List.of(),
                List.of("SERVICE"),
                List.of("nurse"),
                List.of("EMERGENCY"),
                List.of("**"),
                List.of("Head NURSE"),
                "NURSE ADMIN",
                "NURSE,ADMIN",
                "")) {
            var token = TestIssuer.token(rsa, "RS256", one -> one.put("groups", groups));
            assertThat(protocols(token).statusCode()).as(groups.toString()).isEqualTo(403);
        }
    }

    @Test
    void followsTheRotationOfKeysWithoutAskingForEachBadToken() throws Exception {
        var old = TestIssuer.token(rotated, "RS256");
        assertThat(protocols(old).statusCode()).isEqualTo(200);
        var next = TestIssuer.rsaKey("next");
        issuer.publish(rsa, ec, rotated, next);
        await(() -> protocols(TestIssuer.token(next, "RS256")).statusCode() == 200);
        assertThat(protocols(old).statusCode()).isEqualTo(200);

        var before = issuer.fetches();
        var begun = System.nanoTime();
        for (var i = 0; i < 100; i++) {
            var unknown = TestIssuer.signed(
                    next.getPrivateKey(),
                    "RS256",
                    Map.of("kid", UUID.randomUUID().toString()),
                    TestIssuer.json(TestIssuer.claims()));
            assertThat(protocols(unknown).statusCode()).isEqualTo(401);
        }
        var windows = Duration.ofNanos(System.nanoTime() - begun).toSeconds() / 10 + 1;
        assertThat(issuer.fetches() - before).isLessThanOrEqualTo((int) windows);

        var unknown = TestIssuer.rsaKey("unknown");
        issuer.publish(rsa, ec, next);
        await(() -> {
            protocols(TestIssuer.token(unknown, "RS256"));
            return protocols(old).statusCode() == 401;
        });

        issuer.goDown();
        try {
            await(() -> protocols(TestIssuer.token(rotated, "RS256")).statusCode() == 503);
            assertThat(protocols(TestIssuer.token(next, "RS256")).statusCode()).isEqualTo(200);
            assertThat(at().get("/q/health/ready").statusCode()).isEqualTo(200);
        } finally {
            issuer.comeBack();
        }
        await(() -> protocols(TestIssuer.token(rotated, "RS256")).statusCode() == 401);
    }

    private static io.restassured.specification.RequestSpecification at() {
        return given().baseUri(service.address().toString());
    }

    private static Response protocols(String token) {
        return at().header("Authorization", "Bearer " + token).get("/v1/protocols");
    }

    private interface Probe {
        boolean holds() throws Exception;
    }

    private static void await(Probe probe) throws Exception {
        var deadline = System.nanoTime() + LIMIT.toNanos();
        while (!probe.holds()) {
            assertThat(System.nanoTime()).as("within " + LIMIT).isLessThan(deadline);
            Thread.sleep(200);
        }
    }
}
