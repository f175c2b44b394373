package org.sextant.platform;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each setting that production must have or must not have, one at a time. */
class ProductionRulesTest {

    @TempDir
    Path directory;

    private final Map<String, String> settings = new HashMap<>(Map.of(
            "mp.jwt.verify.publickey.location", "https://issuer.example/certs",
            "mp.jwt.verify.issuer", "https://issuer.example",
            "mp.jwt.verify.audiences", "sextant",
            "quarkus.datasource.jdbc.url", "jdbc:postgresql://db/sextant",
            "quarkus.datasource.username", "sextant_app",
            "quarkus.datasource.password", "q7-Kd_93hf",
            "quarkus.flyway.username", "sextant_owner",
            "quarkus.flyway.password", "Zp0_2jfw-1"));

    @Test
    void startsWithGoodSettings() {
        assertThatCode(this::require).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "mp.jwt.verify.publickey.location, no token issuer is configured",
        "mp.jwt.verify.issuer, MP_JWT_VERIFY_ISSUER",
        "mp.jwt.verify.audiences, MP_JWT_VERIFY_AUDIENCES"
    })
    void refusesToStartWithout(String setting, String reason) {
        settings.remove(setting);

        refusedBecause(reason);
        settings.put(setting, "NONE");
        refusedBecause(reason);
    }

    @ParameterizedTest
    @CsvSource({
        "mp.jwt.verify.issuer, https://demo.sextant.invalid, that of the demo keys",
        "mp.jwt.verify.publickey.location, file:///srv/data/demo-jwks.json, that of the demo keys",
        "quarkus.datasource.password, app-password, QUARKUS_DATASOURCE_PASSWORD",
        "quarkus.datasource.password, Postgres, QUARKUS_DATASOURCE_PASSWORD",
        "quarkus.datasource.password, sextant_app, QUARKUS_DATASOURCE_PASSWORD",
        "quarkus.flyway.password, owner-password, QUARKUS_FLYWAY_PASSWORD",
        "quarkus.http.host, 0.0.0.0, it would speak plain HTTP on 0.0.0.0",
        "quarkus.http.host, '::', it would speak plain HTTP on ::",
        "quarkus.http.host, 192.0.2.1, SEXTANT_BEHIND_TLS_PROXY=true",
        "mp.jwt.verify.publickey.algorithm, HS256, HS256 is no algorithm",
        "mp.jwt.verify.publickey.algorithm, 'RS256,HS512', HS512 is no algorithm",
        "mp.jwt.verify.publickey.algorithm, none, none is no algorithm",
        "mp.jwt.verify.clock.skew, 61, more than 60 seconds",
        "mp.jwt.verify.clock.skew, long, more than 60 seconds",
        "smallrye.jwt.verify.secretkey, x, SMALLRYE_JWT_VERIFY_SECRETKEY",
        "smallrye.jwt.verify.key.location, file:/x, SMALLRYE_JWT_VERIFY_KEY_LOCATION",
        "smallrye.jwt.expiration.grace, 3600, SMALLRYE_JWT_EXPIRATION_GRACE",
        "smallrye.jwt.claims.groups, ADMIN, SMALLRYE_JWT_CLAIMS_GROUPS",
        "smallrye.jwt.client.tls.trust-all, true, SMALLRYE_JWT_CLIENT_TLS_TRUST_ALL"
    })
    void refusesToStartWith(String setting, String value, String reason) {
        settings.put(setting, value);

        refusedBecause(reason);
    }

    @Test
    void refusesToStartWhereDemoKeysLie() throws IOException {
        Files.createFile(directory.resolve("demo-key.json"));

        refusedBecause("demo keys are present in " + directory);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sextant.behind-tls-proxy=true",
                "quarkus.http.insecure-requests=disabled",
                "quarkus.http.insecure-requests=redirect"
            })
    void servesOtherAddressesWhereTlsIsSeenTo(String declared) {
        settings.put("quarkus.http.host", "0.0.0.0");
        settings.put(declared.split("=", -1)[0], declared.split("=", -1)[1]);

        assertThatCode(this::require).doesNotThrowAnyException();
        settings.put(declared.split("=", -1)[0], "false");
        refusedBecause("plain HTTP");
    }

    private void refusedBecause(String reason) {
        assertThatThrownBy(this::require)
                .isInstanceOf(StartupRefusal.class)
                .hasMessageContaining(reason)
                .satisfies(refusal -> org.assertj.core.api.Assertions.assertThat(refusal.getMessage())
                        .doesNotContain("q7-Kd_93hf", "\n"));
    }

    private void require() {
        new ProductionRules(name -> Optional.ofNullable(settings.get(name)), directory).require();
    }
}
