package org.sextant;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged service with a real Keycloak, which imports the realm of {@code docker/}, with passwords and an EHR's key
 * put in. Its own Maven profile: {@code mvn -Pkeycloak verify}.
 */
@Tag("keycloak")
class KeycloakIT {

    private static final Path HOME =
            Path.of("target", "keycloak", "keycloak-" + System.getProperty("keycloak.version"));
    private static final Duration START_LIMIT = Duration.ofMinutes(4);
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path directory;

    private static String password;
    private static PublicJsonWebKey ehrKey;
    private static String keycloak;
    private static Process process;
    private static RunningService service;

    @BeforeAll
    static void start() throws Exception {
        password = UUID.randomUUID().toString();
        ehrKey = TestIssuer.rsaKey("ehr-1");
        // Keycloak takes no key of a JWKS that does not say what it is for.
        ehrKey.setUse("sig");
        ehrKey.setAlgorithm("RS256");
        var data = Files.createDirectories(HOME.resolve("data").resolve("import"));
        Files.writeString(data.resolve("sextant-realm.json"), realm());
        var port = freePort();
        keycloak = "http://127.0.0.1:" + port;
        var command = new ProcessBuilder(
                        "bash",
                        HOME.resolve("bin").resolve("kc.sh").toAbsolutePath().toString(),
                        "start-dev",
                        "--import-realm",
                        "--http-host=127.0.0.1",
                        "--http-port=" + port,
                        "--http-management-port=" + freePort(),
                        "--db=dev-mem")
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("keycloak.log").toFile());
        command.environment().put("JAVA_HOME", System.getProperty("java.home"));
        command.environment().put("KC_BOOTSTRAP_ADMIN_USERNAME", "admin");
        command.environment().put("KC_BOOTSTRAP_ADMIN_PASSWORD", password);
        process = command.start();
        var issuer = keycloak + "/realms/sextant";
        // At once: the service has to wait for its issuer, as after a power cut.
        service = RunningService.launch(
                directory.resolve("service"),
                Map.of(
                        "MP_JWT_VERIFY_PUBLICKEY_LOCATION",
                        issuer + "/protocol/openid-connect/certs",
                        "MP_JWT_VERIFY_ISSUER",
                        issuer,
                        "MP_JWT_VERIFY_AUDIENCES",
                        "sextant"));
        awaitKeycloak(issuer);
        service.awaitReady();
    }

    @AfterAll
    static void stop() throws Exception {
        if (service != null) {
            service.close();
        }
        // The shell and the server it started.
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        process.waitFor(60, TimeUnit.SECONDS);
    }

    @Test
    void aNurseByPassword() {
        var nurse = byPassword("nurse").path("access_token").toString();

        assertThat(call(nurse).get("/v1/protocols").statusCode()).isEqualTo(200);
        assertThat(call(nurse).body(patient()).post("/v1/patients").statusCode())
                .isEqualTo(403);
        assertThat(call(nurse).get("/v1/patients").statusCode()).isEqualTo(200);
    }

    @Test
    void anEhrByItsKey() {
        var ehr = byKey().path("access_token").toString();

        var created = call(ehr).body(patient()).post("/v1/patients");
        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(call(ehr).get(created.header("Location")).statusCode()).isEqualTo(200);
        assertThat(call(ehr).get("/v1/token-revocations/" + UUID.randomUUID()).statusCode())
                .isEqualTo(403);
    }

    @Test
    void onlyAccessTokensAreTaken() {
        var answer = byPassword("nurse");

        assertThat(call(answer.path("id_token")).get("/v1/protocols").statusCode())
                .isEqualTo(401);
        assertThat(call(answer.path("refresh_token")).get("/v1/protocols").statusCode())
                .isEqualTo(401);
        var ofAnotherRealm = admin();
        assertThat(call(ofAnotherRealm).get("/v1/protocols").statusCode()).isEqualTo(401);
    }

    @Test
    void aKeyThatKeycloakMakesAnewIsTaken() throws Exception {
        given().baseUri(keycloak)
                .header("Authorization", "Bearer " + admin())
                .contentType(ContentType.JSON)
                .body("""
                    {"name": "next", "providerId": "rsa-generated", "providerType": "org.keycloak.keys.KeyProvider",
                     "config": {"priority": ["200"], "enabled": ["true"], "active": ["true"], "algorithm": ["RS256"]}}\
                    """)
                .post("/admin/realms/sextant/components")
                .then()
                .statusCode(201);
        var deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (call(byPassword("nurse").path("access_token"))
                        .get("/v1/protocols")
                        .statusCode()
                != 200) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.sleep(500);
        }
    }

    @Test
    void whatAnAdminRevokesIsRefused() throws Exception {
        var lost = byPassword("prescriber").path("access_token").toString();
        assertThat(call(lost).get("/v1/protocols").statusCode()).isEqualTo(200);
        var jti = JSON.readTree(java.util.Base64.getUrlDecoder().decode(lost.split("\\.", -1)[1]))
                .get("jti")
                .asText();

        call(byPassword("manager").path("access_token"))
                .body(Map.of("jti", jti, "reason", "Tablet lost"))
                .post("/v1/token-revocations")
                .then()
                .statusCode(201);
        var deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (call(lost).get("/v1/protocols").statusCode() != 401) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.sleep(200);
        }
        assertThat(call(byPassword("prescriber").path("access_token"))
                        .get("/v1/protocols")
                        .statusCode())
                .isEqualTo(200);
    }

    private static Response byPassword(String user) {
        return token(Map.of(
                "grant_type",
                "password",
                "client_id",
                "sextant-tablet",
                "username",
                user,
                "password",
                password,
                "scope",
                "openid"));
    }

    /** RFC 7523: the client proves itself with its key, and no secret is shared. */
    private static Response byKey() {
        var now = System.currentTimeMillis() / 1000;
        var assertion = TestIssuer.signed(
                ehrKey.getPrivateKey(),
                "RS256",
                Map.of("kid", ehrKey.getKeyId()),
                TestIssuer.json(Map.of(
                        "iss",
                        "ehr",
                        "sub",
                        "ehr",
                        "aud",
                        keycloak + "/realms/sextant",
                        "jti",
                        UUID.randomUUID().toString(),
                        "iat",
                        now,
                        "exp",
                        now + 60)));
        return token(Map.of(
                "grant_type", "client_credentials",
                "client_id", "ehr",
                "client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                "client_assertion", assertion));
    }

    private static Response token(Map<String, String> form) {
        var answer = given().baseUri(keycloak)
                .contentType(ContentType.URLENC)
                .formParams(form)
                .post("/realms/sextant/protocol/openid-connect/token");
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        return answer;
    }

    /** A token of Keycloak's own administrator, of the realm {@code master}. */
    private static String admin() {
        return given().baseUri(keycloak)
                .contentType(ContentType.URLENC)
                .formParams(Map.of(
                        "grant_type", "password", "client_id", "admin-cli", "username", "admin", "password", password))
                .post("/realms/master/protocol/openid-connect/token")
                .path("access_token");
    }

    private static io.restassured.specification.RequestSpecification call(String token) {
        return given().baseUri(service.address().toString())
                .contentType(ContentType.JSON)
                .header("Authorization", "Bearer " + token);
    }

    private static String patient() {
        return """
            {"mrn": "%s", "name": {"family": "Example", "given": "Nina"}, "birthDate": "1984-05-17", "sex": "FEMALE"}\
            """.formatted(UUID.randomUUID());
    }

    /** The realm that is shipped, where somebody has given each user a password and registered an EHR with its key. */
    private static String realm() throws IOException {
        var realm = (ObjectNode) JSON.readTree(
                Path.of("docker", "keycloak", "sextant-realm.json").toFile());
        var users = realm.withArray("users");
        var manager = (ObjectNode) users.get(0).deepCopy();
        manager.put("username", "manager")
                .put("email", "manager@example.org")
                .putArray("realmRoles")
                .add("ADMIN");
        var machine = (ObjectNode) users.get(2).deepCopy();
        machine.put("username", "service-account-ehr").put("serviceAccountClientId", "ehr");
        users.add(manager);
        users.add(machine);
        users.forEach(user -> {
            if (!user.has("serviceAccountClientId")) {
                ((ObjectNode) user)
                        .withArray("credentials")
                        .addObject()
                        .put("type", "password")
                        .put("value", password);
            }
        });
        var ehr = (ObjectNode) realm.withArray("clients").get(0).deepCopy();
        ehr.put("clientId", "ehr").put("name", "EHR").put("clientAuthenticatorType", "client-jwt");
        ehr.putObject("attributes")
                .put("use.jwks.string", "true")
                .put("jwks.string", new JsonWebKeySet(ehrKey).toJson(OutputControlLevel.PUBLIC_ONLY))
                .put("token.endpoint.auth.signing.alg", "RS256");
        realm.withArray("clients").add(ehr);
        return JSON.writeValueAsString(realm);
    }

    private static void awaitKeycloak(String issuer) throws Exception {
        var deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (!answers(issuer)) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new IllegalStateException(Files.readString(directory.resolve("keycloak.log")));
            }
            Thread.sleep(500);
        }
    }

    private static boolean answers(String issuer) {
        try {
            return given().get(issuer + "/protocol/openid-connect/certs").statusCode() == 200;
        } catch (Exception notYet) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
