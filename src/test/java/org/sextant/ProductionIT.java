package org.sextant;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sextant.platform.EmbeddedDatabase;

/**
 * The packaged service in production, on a PostgreSQL that is not its own and with an issuer's keys in a file. Each place
 * where a start is given up is met once by a process: before anything was begun, at the logins of the database, once its
 * rights were looked at, and at its port. All that it is given up for is in {@code StartupSettingsTest}, {@code ProductionRulesTest},
 * {@code DataDirectoryTest} and {@code DatabaseGuardTest}.
 */
class ProductionIT {

    @TempDir
    static Path directory;

    private static EmbeddedDatabase database;
    private static PublicJsonWebKey key;
    private static Path keys;

    @BeforeAll
    static void start() throws Exception {
        database = TestDatabase.start(directory.resolve("database"));
        key = TestIssuer.rsaKey("rsa-1");
        keys = Files.writeString(
                directory.resolve("jwks.json"), new JsonWebKeySet(key).toJson(OutputControlLevel.PUBLIC_ONLY));
    }

    @AfterAll
    static void stop() throws IOException {
        database.close();
    }

    /** Keycloak keeps roles under {@code realm_access}; another issuer may keep the clinic deeper too. */
    @Test
    void readsRolesAndClinicWhereTheIssuerKeepsThem() throws IOException {
        var environment = production();
        environment.put("SMALLRYE_JWT_PATH_GROUPS", "realm_access/roles");
        environment.put("SEXTANT_TOKEN_CLINIC_PATH", "org/clinic");
        try (var service = RunningService.launch(directory.resolve("elsewhere"), environment)) {
            service.awaitReady();

            assertThat(protocols(service, claims -> {
                        claims.remove("groups");
                        claims.remove("clinic");
                        claims.put("realm_access", Map.of("roles", List.of("offline_access", "NURSE")));
                        claims.put("org", Map.of("clinic", TestIssuer.CLINIC));
                    }))
                    .isEqualTo(200);
            assertThat(protocols(service, claims -> {})).isEqualTo(401);
            assertThat(protocols(service, claims -> {
                        claims.remove("groups");
                        claims.put("org", Map.of("clinic", TestIssuer.CLINIC));
                    }))
                    .isEqualTo(403);
            assertThat(directory.resolve("elsewhere").resolve("postgres")).doesNotExist();
        }
    }

    @Test
    void whatItsSettingsForbidIsRefusedBeforeAnythingIsBegun() throws Exception {
        var data = Files.createDirectories(directory.resolve("nothing"));

        assertThat(refusalOf(
                        data,
                        Map.of("QUARKUS_HTTP_HOST", "0.0.0.0"),
                        "demo keys are only used on the loopback address, not on 0.0.0.0"))
                .hasLineCount(1);
        assertThat(data).isEmptyDirectory();
    }

    @Test
    void aLoginThatCanOwnTablesIsRefusedInTheLastLine() throws Exception {
        asSuperuser("GRANT sextant_owner TO sextant_app");
        try {
            assertThat(refusalOf(directory.resolve("owner"), production(), "the database role sextant_app owns tables"))
                    .doesNotContain("\tat ");
            assertThat(directory.resolve("owner").resolve("postgres")).doesNotExist();
        } finally {
            asSuperuser("REVOKE sextant_owner FROM sextant_app");
        }
    }

    @Test
    void aWrongPasswordIsRefusedInTheOnlyLine() throws Exception {
        var environment = production();
        environment.put("QUARKUS_DATASOURCE_PASSWORD", "wrong-Secret-17");

        assertThat(refusalOf(directory.resolve("password"), environment, "refuses the login sextant_app"))
                .hasLineCount(1)
                .doesNotContain("wrong-Secret-17");
    }

    @Test
    void aPortThatIsTaken() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var environment = production();
            environment.put("QUARKUS_HTTP_PORT", String.valueOf(taken.getLocalPort()));

            // Scheduled jobs that had begun would be cut off and print stack traces.
            assertThat(refusalOf(
                            directory.resolve("port"),
                            environment,
                            "port %d is already bound".formatted(taken.getLocalPort())))
                    .doesNotContain("\tat ");
        }
    }

    /** Health, metrics and contract on a port of their own, and the log as JSON. */
    @Test
    void whatOperatorsMaySwitchOn() throws Exception {
        var port = RunningService.freePort();
        var operators = "http://127.0.0.1:" + port;
        var environment = production();
        environment.put("SEXTANT_MANAGEMENT_PORT", String.valueOf(port));
        environment.put("QUARKUS_LOG_CONSOLE_JSON_ENABLED", "true");
        try (var service = RunningService.launch(directory.resolve("operators"), environment)) {
            service.awaitReadyAt(URI.create(operators));

            assertThat(protocols(service, claims -> {})).isEqualTo(200);
            for (var path :
                    List.of("/q/health/live", "/q/health/ready", "/q/metrics", "/q/openapi", "/q/swagger-ui/")) {
                given().baseUri(operators).get(path).then().statusCode(200);
                given().baseUri(service.address().toString())
                        .get(path)
                        .then()
                        .statusCode(404)
                        .contentType("application/problem+json");
            }
            for (var path : List.of("/", "/problems", "/v1/protocols")) {
                given().baseUri(operators).get(path).then().statusCode(404).contentType("application/problem+json");
            }
            given().baseUri(service.address().toString())
                    .get("/")
                    .then()
                    .statusCode(200)
                    .body(not(containsString("\"/q/")));
            assertThat(service.output().lines().map(ProductionIT::json)).anySatisfy(line -> {
                assertThat(line.path("message").asText()).startsWith("GET /v1/protocols 200 ");
                assertThat(line.path("level").asText()).isEqualTo("INFO");
                assertThat(line.path("mdc").path("requestId").asText()).isNotBlank();
            });
        }
    }

    @Test
    void aManagementPortThatIsTaken() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var environment = production();
            environment.put("SEXTANT_MANAGEMENT_PORT", String.valueOf(taken.getLocalPort()));

            assertThat(refusalOf(
                            directory.resolve("management"),
                            environment,
                            "port %d of 127.0.0.1 cannot be opened for management".formatted(taken.getLocalPort())))
                    .doesNotContain("\tat ");
        }
    }

    private static JsonNode json(String line) {
        try {
            return new ObjectMapper().readTree(line);
        } catch (JsonProcessingException unreadable) {
            throw new AssertionError(line, unreadable);
        }
    }

    private static Map<String, String> production() {
        var environment = TestDatabase.environment(database.settings());
        environment.put("MP_JWT_VERIFY_PUBLICKEY_LOCATION", keys.toUri().toString());
        environment.put("MP_JWT_VERIFY_ISSUER", TestIssuer.NAME);
        environment.put("MP_JWT_VERIFY_AUDIENCES", TestIssuer.AUDIENCE);
        return environment;
    }

    private static int protocols(RunningService service, Consumer<Map<String, Object>> change) {
        return given().baseUri(service.address().toString())
                .header("Authorization", "Bearer " + TestIssuer.token(key, "RS256", change))
                .get("/v1/protocols")
                .statusCode();
    }

    /** All that it printed. */
    private static String refusalOf(Path data, Map<String, String> environment, String reason) throws Exception {
        var service = RunningService.launch(data, environment);

        assertThat(service.awaitEnd()).isEqualTo(1);
        assertThat(service.output().lines().filter(line -> line.startsWith("Sextant does not start: ")))
                .singleElement()
                .asString()
                .contains(reason);
        // Nothing follows: what is last is what is read.
        assertThat(service.output().lines().reduce("", (line, next) -> next)).startsWith("Sextant does not start: ");
        return service.output();
    }

    private static void asSuperuser(String sql) throws Exception {
        var password = Files.readString(directory.resolve("database").resolve("postgres-superuser.password"));
        try (var connection = DriverManager.getConnection(
                        database.settings().get("quarkus.datasource.jdbc.url"), "postgres", password);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
