package org.sextant.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sextant.Database;

/** What can be wrong with a configured database, each said in one line that names the database and the setting. */
@QuarkusTest
class DatabaseLoginsTest {

    private static final String URL = "quarkus.datasource.jdbc.url";

    private final Map<String, String> settings = new HashMap<>();

    @BeforeEach
    void copySettings() {
        for (var name : new String[] {
            URL,
            "quarkus.datasource.username",
            "quarkus.datasource.password",
            "quarkus.flyway.username",
            "quarkus.flyway.password"
        }) {
            settings.put(name, ConfigProvider.getConfig().getValue(name, String.class));
        }
    }

    @Test
    void bothLoginsConnect() {
        assertThatCode(this::require).doesNotThrowAnyException();
        settings.remove("quarkus.flyway.username");
        settings.put("quarkus.flyway.migrate-at-start", "false");
        assertThatCode(this::require).doesNotThrowAnyException();
    }

    @Test
    void aWrongPassword() {
        settings.put("quarkus.datasource.password", "wrong-Secret-17");
        refusedBecause(
                "the database at localhost:",
                "refuses the login sextant_app",
                "QUARKUS_DATASOURCE_USERNAME, QUARKUS_DATASOURCE_PASSWORD");
        copySettings();
        settings.put("quarkus.flyway.password", "wrong-Secret-17");
        refusedBecause("refuses the login sextant_owner", "QUARKUS_FLYWAY_USERNAME, QUARKUS_FLYWAY_PASSWORD");
        copySettings();
        settings.put("quarkus.flyway.username", "nobody");
        refusedBecause("refuses the login nobody: the password is wrong, or there is no such login");
    }

    @Test
    void aWrongName() {
        settings.compute(URL, (name, url) -> url.replaceFirst("/sextant$", "/sekstant"));
        refusedBecause("there is no database sekstant at localhost:", "QUARKUS_DATASOURCE_JDBC_URL");
    }

    @Test
    void aDatabaseThatIsAway() throws IOException {
        try (var closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            settings.put(
                    URL, "jdbc:postgresql://127.0.0.1:" + closed.getLocalPort() + "/sextant?password=wrong-Secret-17");
        }
        refusedBecause("the database at 127.0.0.1:", "cannot be reached: nothing listens there");
        settings.put(URL, "jdbc:postgresql://no-such-host.invalid:5432/sextant");
        refusedBecause("the database at no-such-host.invalid:5432 cannot be reached: its host name is unknown");
        settings.put(URL, "jdbc:mysql://localhost/sextant");
        refusedBecause("QUARKUS_DATASOURCE_JDBC_URL is no address of a PostgreSQL");
    }

    @Test
    void oneLoginForBothRoles() {
        settings.put("quarkus.flyway.username", "sextant_app");
        refusedBecause("requests and migrations have one login, sextant_app", "QUARKUS_FLYWAY_USERNAME");
        settings.remove("quarkus.flyway.username");
        refusedBecause("requests and migrations have one login, sextant_app", "QUARKUS_DATASOURCE_USERNAME");
    }

    @Test
    void aLoginThatMayNotConnect() throws Exception {
        execute("CREATE ROLE sextant_guest LOGIN PASSWORD 'wrong-Secret-17'");
        try {
            settings.put("quarkus.datasource.username", "sextant_guest");
            settings.put("quarkus.datasource.password", "wrong-Secret-17");
            refusedBecause("the login sextant_guest may not connect to the database sextant", "GRANT CONNECT");
        } finally {
            execute("DROP ROLE sextant_guest");
        }
    }

    private void refusedBecause(String... parts) {
        assertThatThrownBy(this::require)
                .isInstanceOf(StartupRefusal.class)
                .hasMessageContainingAll(parts)
                .hasMessageNotContaining("\n")
                .hasMessageNotContaining("wrong-Secret-17")
                .satisfies(refusal -> assertThat(refusal.getMessage()).endsWith("."));
    }

    private void require() {
        new DatabaseLogins(name -> Optional.ofNullable(settings.get(name))).require();
    }

    private static void execute(String sql) throws Exception {
        try (var superuser = Database.asSuperuser();
                var statement = superuser.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failure) {
            throw new AssertionError(sql, failure);
        }
    }
}
