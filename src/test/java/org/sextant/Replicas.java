package org.sextant;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
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
    private final List<RunningService> services = new ArrayList<>();
    private DemoIdentity identity;

    private Replicas(EmbeddedDatabase database, Path directory, int count) {
        this.database = database;
        this.directory = directory;
        this.count = count;
    }

    /** Starts so many, one after the other, as a rolling upgrade does, and waits until all are ready. */
    static Replicas start(Path directory, int count) throws IOException {
        var replicas = new Replicas(TestDatabase.start(directory.resolve("database")), directory, count);
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
        var environment = TestDatabase.environment(database.settings());
        if (services.isEmpty()) {
            environment.put("SEXTANT_DEMO", "true");
        } else {
            environment.putAll(TestDatabase.environment(identity.settings()));
        }
        environment.put(
                "SEXTANT_AUDIT_KEY_FILE", directory.resolve("audit-key.pem").toString());
        services.add(RunningService.launch(directoryOf(services.size()), environment));
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

    /** Where one of them listens; they are counted round, so any number will do. */
    public URI address(int replica) {
        return services.get(Math.floorMod(replica, services.size())).address();
    }

    /** The token of someone with this role. */
    public String token(String role) {
        return identity.tokens().get(role);
    }

    /** The first column of the first row, as the owner of the tables sees it. */
    public long count(String sql, Object... parameters) {
        var settings = database.settings();
        var owner = new Properties();
        owner.setProperty("user", settings.get("quarkus.flyway.username"));
        owner.setProperty("password", settings.get("quarkus.flyway.password"));
        owner.setProperty("options", "-c sextant.all_clinics=on");
        try (var connection = DriverManager.getConnection(settings.get("quarkus.datasource.jdbc.url"), owner);
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
