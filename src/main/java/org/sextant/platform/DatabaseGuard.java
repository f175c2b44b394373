package org.sextant.platform;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Checks, after the migrations and before the first request, that row-level security restricts the service's own
 * logins. Owners, superusers and roles with BYPASSRLS read all rows in spite of the policies, and a table without
 * row-level security restricts no login: nobody would notice either case.
 */
class DatabaseGuard {

    /** The login and the role of requests, with all roles that both can assume. A superuser can assume every role. */
    private static final String ROLES = """
            SELECT me.rolname,
                   bool_or(other.rolsuper) AS superuser,
                   bool_or(other.rolbypassrls) AS bypasses,
                   bool_or(other.oid IN (SELECT relowner FROM pg_class
                                         WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v'))) AS owner
            FROM pg_roles me JOIN pg_roles other ON pg_has_role(me.oid, other.oid, 'MEMBER')
            WHERE me.rolname IN (session_user, current_user)
            GROUP BY me.rolname ORDER BY me.rolname
            """;

    /** Policies remain after {@code DISABLE ROW LEVEL SECURITY}: a policy shows that the schema needs the security. */
    private static final String EXPECTS_ROW_SECURITY =
            "SELECT EXISTS (SELECT FROM pg_policies WHERE schemaname = 'public')";

    private static final String OPEN_TABLES = """
            SELECT relname FROM pg_class
            WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
              AND NOT (relrowsecurity AND relforcerowsecurity)
              AND EXISTS (SELECT FROM pg_attribute WHERE attrelid = pg_class.oid AND attname = 'clinic_id' AND NOT attisdropped)
            ORDER BY relname
            """;

    /** Before all other parts of the service that use the database from this event on. */
    private static final int FIRST = Interceptor.Priority.PLATFORM_BEFORE - 1;

    void check(@Observes @Priority(FIRST) StartupEvent start, DataSource database) throws SQLException {
        try (var connection = database.getConnection()) {
            refusal(connection).ifPresent(reason -> {
                throw new StartupRefusal(reason);
            });
        }
    }

    /** The reason why the service must not use this kind of connection; empty where the connection is safe. */
    static Optional<String> refusal(Connection connection) throws SQLException {
        var ofRoles = refusalOfRoles(connection);
        return ofRoles.isPresent() ? ofRoles : refusalOfTables(connection);
    }

    private static Optional<String> refusalOfRoles(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var roles = statement.executeQuery(ROLES)) {
            while (roles.next()) {
                var role = roles.getString("rolname");
                if (roles.getBoolean("superuser")) {
                    return Optional.of("the database role %s is a superuser, or can become one. %s"
                            .formatted(role, "Serve with a login that owns nothing (QUARKUS_DATASOURCE_USERNAME)."));
                }
                if (roles.getBoolean("bypasses")) {
                    return Optional.of(
                            "the database role %1$s has BYPASSRLS, or can get it. ALTER ROLE %1$s NOBYPASSRLS, and"
                                            .formatted(role)
                                    + " take it out of groups that have it.");
                }
                if (roles.getBoolean("owner")) {
                    return Optional.of(
                            "the database role %s owns tables, or can become their owner. Serve with a login that"
                                            .formatted(role)
                                    + " owns nothing (QUARKUS_DATASOURCE_USERNAME) and migrate with the owner's"
                                    + " (QUARKUS_FLYWAY_USERNAME).");
                }
            }
            return Optional.empty();
        }
    }

    private static Optional<String> refusalOfTables(Connection connection) throws SQLException {
        var open = expectsRowSecurity(connection) ? openTables(connection) : List.<String>of();
        return open.isEmpty()
                ? Optional.empty()
                : Optional.of("row-level security is off on %s. ALTER TABLE … ENABLE ROW LEVEL SECURITY, and FORCE it."
                        .formatted(String.join(", ", open)));
    }

    private static boolean expectsRowSecurity(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var answer = statement.executeQuery(EXPECTS_ROW_SECURITY)) {
            answer.next();
            return answer.getBoolean(1);
        }
    }

    private static List<String> openTables(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var tables = statement.executeQuery(OPEN_TABLES)) {
            var open = new ArrayList<String>();
            while (tables.next()) {
                open.add(tables.getString(1));
            }
            return open;
        }
    }
}
