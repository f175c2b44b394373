package org.sextant;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sextant.identity.DemoIdentity;
import org.sextant.platform.EmbeddedDatabase;

/** The packaged service as an operator meets it: started, started twice, killed, told to do what it must not. */
class PackagedServiceIT {

    @TempDir
    Path directory;

    @Test
    void whatWasAcknowledgedSurvivesAKill() throws Exception {
        var acknowledged = new ArrayList<String>();
        for (var life = 0; life < 2; life++) {
            var service = RunningService.startAsDocumented(directory);
            for (var i = 0; i < 20; i++) {
                acknowledged.add(as(service, "PRESCRIBER")
                        .body("""
                                {"mrn": "%s", "name": {"family": "E", "given": "A"}, "birthDate": "1984-05-17", "sex": "MALE"}""".formatted(UUID.randomUUID()))
                        .post("/v1/patients")
                        .then()
                        .statusCode(201)
                        .extract()
                        .path("id"));
            }
            service.kill();
        }
        try (var service = RunningService.start(directory)) {
            for (var id : acknowledged) {
                as(service, "NURSE").get("/v1/patients/{id}", id).then().statusCode(200);
            }
        }
    }

    @Test
    void aSecondStartGivesOneLineAndLeavesTheFirstAlone() throws Exception {
        try (var first = RunningService.start(directory)) {
            var second = RunningService.launch(directory, Map.of());

            assertThat(second.awaitEnd()).isEqualTo(1);
            assertThat(second.output().lines())
                    .singleElement()
                    .asString()
                    .contains("another Sextant already runs on the data directory " + directory);
            as(first, "NURSE").get("/v1/protocols").then().statusCode(200);
        }
    }

    @Test
    void demoKeysStayOnThisMachine() throws Exception {
        for (var host : new String[] {"0.0.0.0", "192.0.2.1", "::"}) {
            var service = RunningService.launch(directory, Map.of("QUARKUS_HTTP_HOST", host));

            assertThat(service.awaitEnd()).isEqualTo(1);
            assertThat(service.output().lines())
                    .singleElement()
                    .asString()
                    .contains("demo keys are only used on the loopback address, not on " + host);
        }
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void somebodyElsesPostgresIsLeftAlone() throws Exception {
        var cluster = Files.createDirectories(directory.resolve("postgres"));
        var theirs = Files.writeString(cluster.resolve("postgresql.conf"), "theirs");
        var service = RunningService.launch(directory, Map.of());

        assertThat(service.awaitEnd()).isEqualTo(1);
        assertThat(service.output().lines()).singleElement().asString().contains("a PostgreSQL that is not Sextant's");
        assertThat(theirs).hasContent("theirs");
        try (var files = Files.list(directory)) {
            assertThat(files).containsExactly(cluster);
        }
    }

    @Test
    void aKeyWithoutAnIssuerIsRefused() throws Exception {
        var service = RunningService.launch(
                directory, Map.of("MP_JWT_VERIFY_PUBLICKEY_LOCATION", "https://issuer.invalid/jwks"));

        assertThat(service.awaitEnd()).isEqualTo(1);
        assertThat(service.output().lines()).singleElement().asString().contains("MP_JWT_VERIFY_ISSUER");
    }

    @Test
    void printsTokensThatWorkAndKeepsItsSecrets() throws Exception {
        try (var service = RunningService.start(directory)) {
            var tokens = JsonPath.from(directory.resolve("demo-tokens.json").toFile());

            assertThat(service.output())
                    .contains("demo keys, not for patient data")
                    .contains(tokens.getString("NURSE"));
            assertThat(tokens.getMap("").keySet())
                    .isEqualTo(JsonPath.from(
                                    directory.resolve("demo-tokens-2.json").toFile())
                            .getMap("")
                            .keySet())
                    .hasSize(7);
            for (var secret : new String[] {
                "demo-key.json",
                "demo-tokens.json",
                "demo-tokens-2.json",
                "postgres-superuser.password",
                "postgres-owner.password",
                "postgres-app.password"
            }) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve(secret))))
                        .as(secret)
                        .isEqualTo("rw-------");
            }
        }
    }

    @Test
    void stopsItsDatabaseWithItself() throws Exception {
        RunningService.start(directory).close();

        assertThat(directory.resolve("postgres").resolve("postmaster.pid")).doesNotExist();
    }

    @Test
    void startsNothingOfItsOwnWhereADatabaseIsNamed() throws Exception {
        try (var database = EmbeddedDatabase.start(Files.createDirectories(directory.resolve("elsewhere")))) {
            var settings = database.settings();
            var own = directory.resolve("own");
            var service = RunningService.launch(
                    own,
                    Map.of(
                            "QUARKUS_DATASOURCE_JDBC_URL", settings.get("quarkus.datasource.jdbc.url"),
                            "QUARKUS_DATASOURCE_USERNAME", settings.get("quarkus.datasource.username"),
                            "QUARKUS_DATASOURCE_PASSWORD", settings.get("quarkus.datasource.password"),
                            "QUARKUS_FLYWAY_USERNAME", settings.get("quarkus.flyway.username"),
                            "QUARKUS_FLYWAY_PASSWORD", settings.get("quarkus.flyway.password"),
                            "SEXTANT_DEMO", "true"));
            service.awaitReady();

            as(service, "NURSE", own).get("/v1/protocols").then().statusCode(200);
            assertThat(own.resolve("postgres")).doesNotExist();
            service.close();
        }
    }

    @Test
    void takesTheTokensOfAConfiguredIssuerOnly() throws Exception {
        var demo = DemoIdentity.in(Files.createDirectories(directory.resolve("demo")));
        var key = RsaJwkGenerator.generateJwk(2048);
        key.setKeyId("of-the-issuer");
        var keys = Files.writeString(
                directory.resolve("jwks.json"), new JsonWebKeySet(List.of(key)).toJson(OutputControlLevel.PUBLIC_ONLY));
        var own = directory.resolve("own");
        try (var service = RunningService.launch(
                own,
                Map.of(
                        "MP_JWT_VERIFY_PUBLICKEY_LOCATION", keys.toUri().toString(),
                        "MP_JWT_VERIFY_ISSUER", "https://issuer.example",
                        "MP_JWT_VERIFY_AUDIENCES", "sextant",
                        "QUARKUS_HTTP_HOST", "0.0.0.0",
                        "SEXTANT_BEHIND_TLS_PROXY", "true"))) {
            service.awaitReady();

            request(service, token(key, "https://issuer.example", "sextant"))
                    .get("/v1/protocols")
                    .then()
                    .statusCode(200);
            for (var bad : List.of(
                    token(key, "https://other.example", "sextant"),
                    token(key, "https://issuer.example", "another"),
                    demo.tokens().get("NURSE"))) {
                request(service, bad).get("/v1/protocols").then().statusCode(401);
            }
            assertThat(own.resolve("demo-tokens.json")).doesNotExist();
            assertThat(service.output()).doesNotContain("demo keys");
        }
    }

    /** An RS256 token of a nurse. */
    private static String token(RsaJsonWebKey key, String issuer, String audience) throws JoseException {
        var claims = new JwtClaims();
        claims.setIssuer(issuer);
        claims.setAudience(audience);
        claims.setSubject("nurse-1");
        claims.setStringListClaim("groups", "NURSE");
        claims.setStringClaim("clinic", "33333333-3333-4333-8333-333333333333");
        claims.setIssuedAtToNow();
        claims.setExpirationTimeMinutesInTheFuture(5);
        var signed = new JsonWebSignature();
        signed.setKeyIdHeaderValue(key.getKeyId());
        signed.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
        signed.setKey(key.getPrivateKey());
        signed.setPayload(claims.toJson());
        return signed.getCompactSerialization();
    }

    private RequestSpecification as(RunningService service, String role) {
        return as(service, role, directory);
    }

    private static RequestSpecification as(RunningService service, String role, Path directory) {
        return request(
                service,
                JsonPath.from(directory.resolve("demo-tokens.json").toFile()).getString(role));
    }

    private static RequestSpecification request(RunningService service, String token) {
        return given().baseUri(service.address().toString())
                .contentType(ContentType.JSON)
                .header("Authorization", "Bearer " + token);
    }
}
