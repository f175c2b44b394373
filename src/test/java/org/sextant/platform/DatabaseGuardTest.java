package org.sextant.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sextant.Database;

/** A real PostgreSQL whose logins or tables are not as they should be, one flaw at a time, which is mended again. */
@QuarkusTest
class DatabaseGuardTest {

    @Inject
    DataSource database;

    private Connection superuser;

    @BeforeEach
    void connect() throws Exception {
        superuser = Database.asSuperuser();
    }

    @AfterEach
    void disconnect() throws SQLException {
        superuser.close();
    }

    @Test
    void anOwner() throws Exception {
        whileTrue(
                "GRANT sextant_owner TO sextant_app",
                "REVOKE sextant_owner FROM sextant_app",
                "sextant_app owns tables, or can become");
        execute("GRANT sextant_runtime TO sextant_owner");
        try (var connection = Database.asOwner();
                var statement = connection.createStatement()) {
            statement.execute("SET ROLE sextant_runtime");

            assertThat(DatabaseGuard.refusal(connection))
                    .hasValueSatisfying(
                            reason -> assertThat(reason).contains("the database role sextant_owner owns tables"));
        } finally {
            execute("REVOKE sextant_runtime FROM sextant_owner");
        }
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
        execute("CREATE TABLE left_open (clinic_id uuid NOT NULL)");
        try {
            execute("CREATE POLICY own_clinic ON left_open USING (false)");
            refuses("row-level security is off on left_open.");
            execute("ALTER TABLE left_open ENABLE ROW LEVEL SECURITY");
            refuses("row-level security is off on left_open.");
            execute("ALTER TABLE left_open FORCE ROW LEVEL SECURITY");
            assertThatCode(look()).doesNotThrowAnyException();
        } finally {
            execute("DROP TABLE left_open");
        }
    }

    private void whileTrue(String make, String mend, String reason) throws SQLException {
        assertThatCode(look()).doesNotThrowAnyException();
        execute(make);
        try {
            refuses(reason);
        } finally {
            execute(mend);
        }
        assertThatCode(look()).doesNotThrowAnyException();
    }

    private void refuses(String reason) {
        assertThatThrownBy(look())
                .isInstanceOf(StartupRefusal.class)
                .hasMessageContaining(reason)
                .hasMessageNotContaining("\n");
    }

    /** As at the start of the service, on a connection as it serves with. */
    private ThrowingCallable look() {
        return () -> new DatabaseGuard().check(new StartupEvent(), database);
    }

    private void execute(String sql) throws SQLException {
        try (var statement = superuser.createStatement()) {
            statement.execute(sql);
        }
    }
}
