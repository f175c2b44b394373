package org.sextant;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sextant.platform.EmbeddedDatabase;

/** The packaged service in production, on a PostgreSQL that is not its own: what it does not start with, in one line. */
class StartupRefusalsIT {

    @TempDir
    static Path directory;

    private static EmbeddedDatabase database;
    private static TestIssuer issuer;

    @BeforeAll
    static void start() throws Exception {
        database = TestDatabase.start(directory.resolve("database"));
        issuer = new TestIssuer(TestIssuer.rsaKey("rsa-1"));
        // Migrates.
        startsWith(production());
    }

    @AfterAll
    static void stop() throws Exception {
        issuer.close();
        database.close();
    }

    @Test
    void noIssuer() throws Exception {
        var environment = production();
        environment.keySet().removeIf(name -> name.startsWith("MP_JWT_"));

        refuses(environment, "no token issuer is configured");
    }

    @Test
    void demoKeys() throws Exception {
        var environment = production();
        environment.put("MP_JWT_VERIFY_ISSUER", "https://demo.sextant.invalid");

        refuses(environment, "the token issuer is that of the demo keys");
        var lying = Files.createDirectories(directory.resolve("was-a-demo"));
        Files.createFile(lying.resolve("demo-key.json"));
        refuses(lying, production(), "demo keys are present in " + lying);
    }

    @Test
    void aDefaultSecret() throws Exception {
        var environment = production();
        environment.put("QUARKUS_DATASOURCE_PASSWORD", "app-password");

        refuses(environment, "QUARKUS_DATASOURCE_PASSWORD");
    }

    @Test
    void plainHttpForOthers() throws Exception {
        var environment = production();
        environment.put("QUARKUS_HTTP_HOST", "0.0.0.0");

        refuses(environment, "it would speak plain HTTP on 0.0.0.0");
        environment.put("SEXTANT_BEHIND_TLS_PROXY", "true");
        startsWith(environment);
    }

    @Test
    void anOwner() throws Exception {
        var environment = production();
        environment.put("QUARKUS_DATASOURCE_USERNAME", "sextant_owner");
        environment.put("QUARKUS_DATASOURCE_PASSWORD", database.settings().get("quarkus.flyway.password"));

        whileTrue(
                environment,
                "GRANT sextant_runtime TO sextant_owner",
                "REVOKE sextant_runtime FROM sextant_owner",
                "the database role sextant_owner owns tables");
        whileTrue(
                "GRANT sextant_owner TO sextant_app",
                "REVOKE sextant_owner FROM sextant_app",
                "sextant_app owns tables, or can become");
    }

    @Test
    void aSuperuser() throws Exception {
        whileTrue(
                "ALTER ROLE sextant_app SUPERUSER", "ALTER ROLE sextant_app NOSUPERUSER", "sextant_app is a superuser");
    }

    @Test
    void aRoleThatBypassesRowSecurity() throws Exception {
        whileTrue(
                "ALTER ROLE sextant_app BYPASSRLS", "ALTER ROLE sextant_app NOBYPASSRLS", "sextant_app has BYPASSRLS");
        whileTrue("ALTER ROLE sextant_runtime BYPASSRLS", "ALTER ROLE sextant_runtime NOBYPASSRLS", "has BYPASSRLS");
    }

    @Test
    void rowSecurityOff() throws Exception {
        // The condition is made here, so that the test says the same before and after the schema has policies of its
        // own.
        asSuperuser("CREATE TABLE left_open (clinic_id uuid NOT NULL)");
        asSuperuser("CREATE POLICY own_clinic ON left_open USING (false)");
        refuses(production(), "row-level security is off on");
        asSuperuser("ALTER TABLE left_open ENABLE ROW LEVEL SECURITY");
        refuses(production(), "left_open");
        asSuperuser("DROP TABLE left_open");
        startsWith(production());
    }

    @Test
    void aPortThatIsTaken() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var environment = production();
            environment.put("QUARKUS_HTTP_PORT", String.valueOf(taken.getLocalPort()));

            // Other than a refusal, this comes when work of the service may have begun, which is cut off.
            refusalOf(directory.resolve("data"), environment, "already bound");
        }
    }

    private static void whileTrue(String make, String mend, String reason) throws Exception {
        whileTrue(production(), make, mend, reason);
    }

    private static void whileTrue(Map<String, String> environment, String make, String mend, String reason)
            throws Exception {
        asSuperuser(make);
        try {
            refuses(environment, reason);
        } finally {
            asSuperuser(mend);
        }
    }

    private static Map<String, String> production() {
        var environment = TestDatabase.environment(database.settings());
        environment.putAll(issuer.environment());
        return environment;
    }

    private static void startsWith(Map<String, String> environment) throws Exception {
        try (var service = RunningService.launch(directory.resolve("data"), environment)) {
            service.awaitReady();
        }
    }

    private static void refuses(Map<String, String> environment, String reason) throws Exception {
        refuses(directory.resolve("data"), environment, reason);
    }

    private static void refuses(Path data, Map<String, String> environment, String reason) throws Exception {
        assertThat(refusalOf(data, environment, reason)).doesNotContain("\tat ");
    }

    /** All that it printed. */
    private static String refusalOf(Path data, Map<String, String> environment, String reason) throws Exception {
        var service = RunningService.launch(data, environment);

        assertThat(service.awaitEnd()).isEqualTo(1);
        assertThat(service.output().lines().filter(line -> line.startsWith("Sextant does not start: ")))
                .singleElement()
                .asString()
                .contains(reason);
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
