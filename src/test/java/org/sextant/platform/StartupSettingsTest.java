package org.sextant.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an operator writes into the environment, by the names of the documentation, and what the service does not take. */
class StartupSettingsTest {

    @TempDir
    Path directory;

    private Map<String, String> production() {
        return new HashMap<>(Map.of(
                "SEXTANT_DATA_DIR", directory.toString(),
                "MP_JWT_VERIFY_PUBLICKEY_LOCATION", "https://issuer.example/certs",
                "MP_JWT_VERIFY_ISSUER", "https://issuer.example",
                "MP_JWT_VERIFY_AUDIENCES", "sextant",
                "QUARKUS_DATASOURCE_JDBC_URL", "jdbc:postgresql://db/sextant",
                "QUARKUS_DATASOURCE_USERNAME", "sextant_app",
                "QUARKUS_DATASOURCE_PASSWORD", "q7-Kd_93hf",
                "QUARKUS_FLYWAY_USERNAME", "sextant_owner",
                "QUARKUS_FLYWAY_PASSWORD", "Zp0_2jfw-1"));
    }

    @Test
    void nothingNamedIsADemo() {
        var settings = StartupSettings.of(Map.of());

        assertThat(settings.isDemo()).isTrue();
        assertThat(settings.hasDatabase()).isFalse();
        assertThat(settings.hasIssuer()).isFalse();
        assertThat(settings.requireLoopback()).isEqualTo("127.0.0.1");
        assertThat(settings.dataDirectory()).isEqualTo(Path.of("data").toAbsolutePath());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "192.0.2.1", "::"})
    void demoKeysStayOnThisMachine(String host) {
        staysOnThisMachine(Map.of("QUARKUS_HTTP_HOST", host), host);
        var saidToBe = production();
        saidToBe.putAll(Map.of("QUARKUS_HTTP_HOST", host, "SEXTANT_DEMO", "true"));
        staysOnThisMachine(saidToBe, host);
    }

    private static void staysOnThisMachine(Map<String, String> environment, String host) {
        var settings = StartupSettings.of(environment);

        assertThat(settings.isDemo()).isTrue();
        assertThatThrownBy(settings::requireLoopback)
                .isInstanceOf(StartupRefusal.class)
                .hasMessageContaining("demo keys are only used on the loopback address, not on " + host)
                .hasMessageNotContaining("\n");
    }

    /** Whatever else is wrong: of all that is missing the database comes first. */
    @Test
    void aBuildWithoutPostgresNeedsADatabase() {
        var elsewhere = StartupSettings.of(Map.of("QUARKUS_HTTP_HOST", "0.0.0.0"));

        assertThatThrownBy(() -> elsewhere.requireDatabase(false))
                .isInstanceOf(StartupRefusal.class)
                .hasMessageContaining("no database is configured")
                .hasMessageContaining("QUARKUS_DATASOURCE_JDBC_URL")
                .hasMessageNotContaining("\n");
        assertThatCode(() -> elsewhere.requireDatabase(true)).doesNotThrowAnyException();
        assertThatCode(() -> StartupSettings.of(production()).requireDatabase(false))
                .doesNotThrowAnyException();
    }

    @Test
    void startsWithSoundSettings() {
        var settings = StartupSettings.of(production());

        assertThat(settings.isDemo()).isFalse();
        assertThat(settings.hasDatabase()).isTrue();
        assertThat(settings.hasIssuer()).isTrue();
        assertThatCode(settings::requireProduction).doesNotThrowAnyException();
    }

    @Test
    void noIssuer() {
        var environment = production();
        environment.keySet().removeIf(name -> name.startsWith("MP_JWT_"));

        refuses(environment, "no token issuer is configured");
    }

    @Test
    void aKeyWithoutAnIssuer() {
        refuses(Map.of("MP_JWT_VERIFY_PUBLICKEY_LOCATION", "https://issuer.invalid/jwks"), "MP_JWT_VERIFY_ISSUER");
    }

    @Test
    void demoKeys() throws IOException {
        var environment = production();
        environment.put("MP_JWT_VERIFY_ISSUER", "https://demo.sextant.invalid");

        refuses(environment, "the token issuer is that of the demo keys");
        Files.createFile(directory.resolve("demo-key.json"));
        refuses(production(), "demo keys are present in " + directory);
    }

    @Test
    void aDefaultSecret() {
        var environment = production();
        environment.put("QUARKUS_DATASOURCE_PASSWORD", "app-password");

        refuses(environment, "QUARKUS_DATASOURCE_PASSWORD");
    }

    @Test
    void plainHttpForOthers() {
        var environment = production();
        environment.put("QUARKUS_HTTP_HOST", "0.0.0.0");

        refuses(environment, "it would speak plain HTTP on 0.0.0.0");
        environment.put("SEXTANT_BEHIND_TLS_PROXY", "true");
        assertThatCode(() -> StartupSettings.of(environment).requireProduction())
                .doesNotThrowAnyException();
    }

    @Test
    void theFileOfTheIssuersKeysIsThere() throws IOException {
        var keys = directory.resolve("jwks.json");
        for (var location : new String[] {keys.toString(), keys.toUri().toString()}) {
            var settings = StartupSettings.of(Map.of("MP_JWT_VERIFY_PUBLICKEY_LOCATION", location));

            assertThatThrownBy(settings::requireUsable)
                    .isInstanceOf(StartupRefusal.class)
                    .hasMessageContaining(keys + " (MP_JWT_VERIFY_PUBLICKEY_LOCATION), is missing")
                    .hasMessageNotContaining("\n");
            Files.writeString(keys, "{}");
            assertThatCode(settings::requireUsable).doesNotThrowAnyException();
            Files.delete(keys);
        }
        assertThatCode(
                        StartupSettings.of(Map.of("MP_JWT_VERIFY_PUBLICKEY_LOCATION", "https://issuer.example/certs"))
                                ::requireUsable)
                .doesNotThrowAnyException();
    }

    @Test
    void aMisspeltSettingIsRefused() {
        var settings = StartupSettings.of(Map.of("SEXTANT_DATADIR", "/srv/data"));

        assertThatThrownBy(settings::requireKnown)
                .isInstanceOf(StartupRefusal.class)
                .hasMessage("there is no setting SEXTANT_DATADIR. Did you mean SEXTANT_DATA_DIR?");
        assertThatCode(StartupSettings.of(production())::requireKnown).doesNotThrowAnyException();
    }

    private static void refuses(Map<String, String> environment, String reason) {
        var settings = StartupSettings.of(environment);

        assertThat(settings.isDemo()).isFalse();
        assertThatThrownBy(settings::requireProduction)
                .isInstanceOf(StartupRefusal.class)
                .hasMessageContaining(reason)
                .hasMessageNotContaining("\n");
    }
}
