package org.sextant.platform;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The few settings that are needed before Quarkus runs, from the places where Quarkus will look for the rest. */
public final class StartupSettings {

    private static final Path SETTINGS_FILE = Path.of("config", "application.properties");
    private static final List<String> ISSUER_SETTINGS =
            List.of("mp.jwt.verify.publickey", "mp.jwt.verify.publickey.location");

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

    /** Those of a process with these environment variables, and of nothing else. */
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

    /** True where the operator named a PostgreSQL to use. */
    public boolean hasDatabase() {
        return isSet("quarkus.datasource.jdbc.url");
    }

    /** True where the operator named a token issuer's keys. */
    public boolean hasIssuer() {
        return ISSUER_SETTINGS.stream().anyMatch(this::isSet);
    }

    /**
     * True where this is for trying out: nothing of the operator's own is named, or they say so. Then demo keys may be
     * used, and the service stays on the loopback address.
     */
    public boolean isDemo() {
        return config.getOptionalValue("sextant.demo", Boolean.class).orElse(!hasDatabase() && !hasIssuer());
    }

    /**
     * Lets only settings pass that are fit for production.
     *
     * @throws StartupRefusal that names what is not
     */
    public void requireProduction() {
        new ProductionRules(this::value, dataDirectory()).require();
    }

    /** Where keys and the embedded database live: {@code SEXTANT_DATA_DIR}, or {@code ./data}. */
    public Path dataDirectory() {
        return Path.of(config.getOptionalValue("sextant.data-dir", String.class).orElse("data"))
                .toAbsolutePath()
                .normalize();
    }

    /**
     * Demo keys are for this machine alone.
     *
     * @return the address to listen on
     * @throws StartupRefusal where the service was told to listen on any other address than loopback
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

    /** {@code NONE} is how the token extension spells a key that is not there. */
    private boolean isSet(String name) {
        return value(name).filter(value -> !value.equals("NONE")).isPresent();
    }

    private Optional<String> value(String name) {
        return config.getOptionalValue(name, String.class);
    }
}
