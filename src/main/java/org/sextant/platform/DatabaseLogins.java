package org.sextant.platform;

import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Stream;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/**
 * Tries the two logins of a configured database before all else. What is wrong with a database is said in one line, in
 * the operator's words; later it would be the cause of the cause of a failed start.
 */
final class DatabaseLogins {

    private static final String URL = "quarkus.datasource.jdbc.url";
    private static final String SECONDS = "5";

    private final Function<String, Optional<String>> settings;

    /** @param settings the value of a setting by its name; empty where the setting is not set */
    DatabaseLogins(Function<String, Optional<String>> settings) {
        this.settings = settings;
    }

    /** A login, and the environment variables that name it. */
    private record Login(String user, String password, String userSetting, String passwordSetting) {}

    /** @throws StartupRefusal where both logins are one, or one of them cannot connect */
    void require() {
        var url = settings.apply(URL).orElseThrow();
        if (Driver.parseURL(url, null) == null) {
            throw new StartupRefusal("QUARKUS_DATASOURCE_JDBC_URL is no address of a PostgreSQL; write it like"
                    + " jdbc:postgresql://host:5432/sextant.");
        }
        var serving = login("quarkus.datasource", "QUARKUS_DATASOURCE");
        if (!migrates()) {
            connect(url, serving);
            return;
        }
        var owner = settings.apply("quarkus.flyway.username").isEmpty()
                ? serving
                : login("quarkus.flyway", "QUARKUS_FLYWAY");
        if (owner.user().equals(serving.user())) {
            throw new StartupRefusal(
                    "requests and migrations have one login, %s. Requests need a login that owns nothing"
                                    .formatted(serving.user())
                            + " (QUARKUS_DATASOURCE_USERNAME), migrations the owner's (QUARKUS_FLYWAY_USERNAME).");
        }
        connect(url, owner);
        connect(url, serving);
    }

    private boolean migrates() {
        return settings.apply("quarkus.flyway.migrate-at-start")
                .map(Boolean::parseBoolean)
                .orElse(true);
    }

    private Login login(String setting, String variable) {
        return new Login(
                settings.apply(setting + ".username").orElse(""),
                settings.apply(setting + ".password").orElse(""),
                variable + "_USERNAME",
                variable + "_PASSWORD");
    }

    private static void connect(String url, Login login) {
        var properties = new Properties();
        PGProperty.USER.set(properties, login.user());
        PGProperty.PASSWORD.set(properties, login.password());
        PGProperty.CONNECT_TIMEOUT.set(properties, SECONDS);
        PGProperty.LOGIN_TIMEOUT.set(properties, SECONDS);
        PGProperty.SOCKET_TIMEOUT.set(properties, SECONDS);
        PGProperty.LOG_SERVER_ERROR_DETAIL.set(properties, false);
        try (var connection = DriverManager.getConnection(url, properties)) {
            connection.isReadOnly();
        } catch (SQLException failure) {
            throw new StartupRefusal(reason(failure, url, login));
        }
    }

    private static String reason(SQLException failure, String url, Login login) {
        var state = String.valueOf(failure.getSQLState());
        var place = place(url);
        return switch (state) {
            case "28P01", "28000" ->
                "the database at %s refuses the login %s: the password is wrong, or there is no such login (%s, %s)."
                        .formatted(place, login.user(), login.userSetting(), login.passwordSetting());
            case "3D000" -> "there is no database %s at %s (QUARKUS_DATASOURCE_JDBC_URL).".formatted(name(url), place);
            case "42501" ->
                "the login %s may not connect to the database %s at %s. GRANT CONNECT ON DATABASE to it."
                        .formatted(login.user(), name(url), place);
            case "53300" ->
                "the database at %s has no connection left for the login %s.".formatted(place, login.user());
            case "57P03" ->
                "the database at %s is starting or stopping. Start Sextant when it serves.".formatted(place);
            default -> unreachable(failure, place);
        };
    }

    private static String unreachable(SQLException failure, String place) {
        var cause = Stream.<Throwable>iterate(failure, Objects::nonNull, Throwable::getCause)
                .map(DatabaseLogins::said)
                .flatMap(Optional::stream)
                .findFirst()
                .orElseGet(() -> firstLine(failure.getMessage()));
        return "the database at %s cannot be reached: %s (QUARKUS_DATASOURCE_JDBC_URL).".formatted(place, cause);
    }

    private static Optional<String> said(Throwable cause) {
        if (cause instanceof UnknownHostException) {
            return Optional.of("its host name is unknown");
        }
        if (cause instanceof SocketTimeoutException) {
            return Optional.of("no answer in " + SECONDS + " seconds");
        }
        return cause instanceof ConnectException
                ? Optional.of("nothing listens there, or a firewall is between")
                : Optional.empty();
    }

    private static String firstLine(String message) {
        return String.valueOf(message).lines().findFirst().orElse("").replaceFirst("\\.$", "");
    }

    /** Host and port; the URL itself may have a password. */
    private static String place(String url) {
        var parsed = Driver.parseURL(url, null);
        var hosts = PGProperty.PG_HOST.getOrDefault(parsed).split(",", -1);
        var ports = PGProperty.PG_PORT.getOrDefault(parsed).split(",", -1);
        var places = new StringBuilder();
        for (var i = 0; i < hosts.length; i++) {
            places.append(i == 0 ? "" : ", ").append(hosts[i]).append(':').append(ports[Math.min(i, ports.length - 1)]);
        }
        return places.toString();
    }

    private static String name(String url) {
        return PGProperty.PG_DBNAME.getOrDefault(Driver.parseURL(url, null));
    }
}
