package org.sextant;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import org.sextant.identity.DemoIdentity;
import org.sextant.platform.EmbeddedDatabase;

/**
 * Several processes of the packaged service on one PostgreSQL, as behind a load balancer: with one key for the audit trail,
 * and with the demo keys that the first of them makes.
 */
public final class Replicas implements AutoCloseable {

    private final EmbeddedDatabase database;
    private final Path directory;
    private final int count;
    private final Map<String, String> settings;
    private final List<RunningService> services = new ArrayList<>();
    private DemoIdentity identity;

    private Replicas(EmbeddedDatabase database, Path directory, int count, Map<String, String> settings) {
        this.database = database;
        this.directory = directory;
        this.count = count;
        this.settings = settings;
    }

    /** Starts so many, one after the other, as a rolling upgrade does, and waits until all are ready. */
    public static Replicas start(Path directory, int count) throws IOException {
        return start(directory, count, Map.of());
    }

    /** The same with settings of their own, as of the environment. */
    public static Replicas start(Path directory, int count, Map<String, String> settings) throws IOException {
        var replicas = new Replicas(TestDatabase.start(directory.resolve("database")), directory, count, settings);
        try {
            for (var i = 0; i < count; i++) {
                replicas.launchOne();
                replicas.awaitReady();
            }
            return replicas;
        } catch (IOException | RuntimeException failure) {
            replicas.close();
            throw failure;
        }
    }

    private void launchOne() throws IOException {
        services.add(RunningService.launch(directoryOf(services.size()), environment(services.size())));
    }

    private Map<String, String> environment(int replica) {
        var environment = TestDatabase.environment(database.settings());
        environment.putAll(settings);
        if (replica == 0) {
            environment.put("SEXTANT_DEMO", "true");
        } else {
            environment.putAll(TestDatabase.environment(identity.settings()));
        }
        environment.put(
                "SEXTANT_AUDIT_KEY_FILE", directory.resolve("audit-key.pem").toString());
        environment.put(
                "SEXTANT_WEBHOOKS_KEY_FILE", directory.resolve("webhook-key").toString());
        return environment;
    }

    private void awaitReady() throws IOException {
        for (var service : services) {
            service.awaitReady();
        }
        if (identity == null) {
            identity = DemoIdentity.in(directoryOf(0));
        }
    }

    /** Starts as many as were killed, all at once. */
    void startAgain() throws IOException {
        for (var i = 0; i < count; i++) {
            launchOne();
        }
        awaitReady();
    }

    /** Where one of them keeps what is its own. */
    Path directoryOf(int replica) {
        return directory.resolve("replica-" + replica);
    }

    /** The process of one of them. */
    public RunningService service(int replica) {
        return services.get(replica);
    }

    /** Starts one of them again that has ended, and waits until it is ready. */
    public void startAgain(int replica) throws IOException {
        var environment = environment(replica);
        services.set(replica, RunningService.launch(directoryOf(replica), environment));
        services.get(replica).awaitReady();
    }

    /** As {@code kill -9} of all of them does. */
    void killAll() throws InterruptedException {
        for (var service : services) {
            service.kill();
        }
        services.clear();
    }

    /** A request of someone with this role to one of them. */
    RequestSpecification as(String role, int replica) {
        return given().baseUri(address(replica).toString())
                .contentType(ContentType.JSON)
                .header("Authorization", "Bearer " + token(role));
    }

    /** The process id of one of them. */
    public long pidOf(int replica) {
        return services.get(replica).pid();
    }

    /** What one of them has printed. */
    public String outputOf(int replica) {
        return services.get(replica).output();
    }

    /** Where one of them listens; they are counted round, so any number will do. */
    public URI address(int replica) {
        return services.get(Math.floorMod(replica, services.size())).address();
    }

    /** The token of someone with this role. */
    public String token(String role) {
        return identity.tokens().get(role);
    }

    /** A token with this role in a clinic of a test's own. */
    public String token(UUID clinic, String role) {
        return token(clinic, "own-" + role, role);
    }

    /** The same of somebody by name. */
    public String token(UUID clinic, String subject, String role) {
        var settings = identity.settings();
        return Clinics.token(
                directoryOf(0),
                settings.get("mp.jwt.verify.issuer"),
                settings.get("mp.jwt.verify.audiences"),
                clinic,
                claims -> claims.setSubject(subject),
                role);
    }

    /** A connection of the owner of the tables, who sees the rows of all clinics. */
    public Connection asOwner() throws SQLException {
        var access = database.settings();
        var owner = new Properties();
        owner.setProperty("user", access.get("quarkus.flyway.username"));
        owner.setProperty("password", access.get("quarkus.flyway.password"));
        owner.setProperty("options", "-c sextant.all_clinics=on");
        return DriverManager.getConnection(access.get("quarkus.datasource.jdbc.url"), owner);
    }

    /** The first column of the first row, as the owner of the tables sees it. */
    public long count(String sql, Object... parameters) {
        try (var connection = asOwner();
                var statement = connection.prepareStatement(sql)) {
            for (var i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Override
    public void close() throws IOException {
        services.forEach(RunningService::close);
        database.close();
    }
}
