package org.sextant.platform;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The rules for the settings of a service in production. The service does not start where a setting breaks a rule:
 * there is no safe way to guess what the operator meant. {@link DatabaseGuard} checks the rights of the database
 * logins, because that check needs the database.
 */
final class ProductionRules {

    /** Passwords of examples, and common placeholders. */
    private static final Set<String> DEFAULT_SECRETS = Set.of(
            "owner-password",
            "app-password",
            "admin",
            "change-me",
            "changeit",
            "changeme",
            "password",
            "postgres",
            "quarkus",
            "secret",
            "sextant",
            "test",
            "123456",
            "12345678");

    private static final List<String> PASSWORDS = List.of("quarkus.datasource", "quarkus.flyway");

    /** Asymmetric algorithms: only the issuer can sign. With HS256 and its kind, each verifier could sign too. */
    private static final Set<String> ALGORITHMS =
            Set.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512");

    /** Settings of SmallRye JWT that would bypass or undo these rules. */
    private static final List<String> FORBIDDEN = List.of(
            "smallrye.jwt.verify.secretkey",
            "smallrye.jwt.verify.key.location",
            "smallrye.jwt.verify.algorithm",
            "smallrye.jwt.verify.aud",
            "smallrye.jwt.expiration.grace",
            "smallrye.jwt.client.tls.trust-all",
            "smallrye.jwt.client.tls.hosts",
            "smallrye.jwt.claims.groups",
            "smallrye.jwt.claims.sub");

    /** In seconds. */
    private static final int LONGEST_LEEWAY = 60;

    private final Function<String, Optional<String>> settings;
    private final Path dataDirectory;

    /** @param settings the value of a setting by its name; empty where the setting is not set */
    ProductionRules(Function<String, Optional<String>> settings, Path dataDirectory) {
        this.settings = settings;
        this.dataDirectory = dataDirectory;
    }

    /** @throws StartupRefusal with the first broken rule, and the change that the operator must make */
    void require() {
        requireIssuer();
        refuseDemoKeys();
        requireSoundTokens();
        refuseDefaultSecrets();
        requireTls();
    }

    /** A key without issuer and audience would accept the tokens of every issuer with this key, for any audience. */
    private void requireIssuer() {
        if (isMissing("mp.jwt.verify.publickey.location") && isMissing("mp.jwt.verify.publickey")) {
            throw new StartupRefusal("no token issuer is configured. Name its keys, its name and your audience"
                    + " (MP_JWT_VERIFY_PUBLICKEY_LOCATION, MP_JWT_VERIFY_ISSUER, MP_JWT_VERIFY_AUDIENCES), or set"
                    + " SEXTANT_DEMO=true to try it out on this machine with demo keys.");
        }
        for (var name : List.of("mp.jwt.verify.issuer", "mp.jwt.verify.audiences")) {
            if (isMissing(name)) {
                throw new StartupRefusal(
                        "a token issuer's keys are configured, but not %s (%s).".formatted(name, environment(name)));
            }
        }
    }

    private void refuseDemoKeys() {
        var issuer = settings.apply("mp.jwt.verify.issuer").orElse("");
        var keys = settings.apply("mp.jwt.verify.publickey.location").orElse("");
        if (hostOf(issuer).endsWith(".invalid") || keys.endsWith("demo-jwks.json")) {
            throw new StartupRefusal("the token issuer is that of the demo keys. Name your own"
                    + " (MP_JWT_VERIFY_PUBLICKEY_LOCATION, MP_JWT_VERIFY_ISSUER).");
        }
        if (Files.exists(dataDirectory.resolve("demo-key.json"))) {
            throw new StartupRefusal("demo keys are present in %s. Delete demo-*.json there, or name another directory"
                            .formatted(dataDirectory)
                    + " in SEXTANT_DATA_DIR.");
        }
    }

    private void requireSoundTokens() {
        for (var name : FORBIDDEN) {
            if (!isMissing(name)) {
                throw new StartupRefusal("%s (%s) is set, which would weaken the verification of tokens. Unset it."
                        .formatted(name, environment(name)));
            }
        }
        for (var algorithm : settings.apply("mp.jwt.verify.publickey.algorithm")
                .orElse("RS256")
                .split(",", -1)) {
            if (!ALGORITHMS.contains(algorithm.trim())) {
                throw new StartupRefusal("%s is no algorithm for tokens. Set mp.jwt.verify.publickey.algorithm"
                                .formatted(algorithm.trim())
                        + " (MP_JWT_VERIFY_PUBLICKEY_ALGORITHM) to one or more of RS256, PS256, ES256.");
            }
        }
        if (!settings.apply("mp.jwt.verify.clock.skew")
                .filter(ProductionRules::isTooLong)
                .isEmpty()) {
            throw new StartupRefusal("mp.jwt.verify.clock.skew (MP_JWT_VERIFY_CLOCK_SKEW) is more than 60 seconds:"
                    + " expired tokens would be accepted. Correct the clocks instead.");
        }
    }

    private void refuseDefaultSecrets() {
        for (var login : PASSWORDS) {
            var name = login + ".password";
            var password = settings.apply(name);
            var user = settings.apply(login + ".username");
            if (password.isPresent()
                    && (DEFAULT_SECRETS.contains(password.get().toLowerCase(Locale.ROOT)) || password.equals(user))) {
                throw new StartupRefusal("%s (%s) is a password that anybody would try first. Set another one, in the"
                                .formatted(name, environment(name))
                        + " database too.");
            }
        }
    }

    private void requireTls() {
        var host = settings.apply("quarkus.http.host").orElse("127.0.0.1");
        if (!StartupSettings.isLoopback(host) && !isTrue("sextant.behind-tls-proxy") && !speaksTlsOnly()) {
            throw new StartupRefusal(
                    "it would speak plain HTTP on %s. Put a proxy that terminates TLS in front of it and"
                                    .formatted(host)
                            + " say so with SEXTANT_BEHIND_TLS_PROXY=true, or leave QUARKUS_HTTP_HOST unset.");
        }
    }

    private boolean speaksTlsOnly() {
        return settings.apply("quarkus.http.insecure-requests")
                .filter(value -> List.of("disabled", "redirect").contains(value.toLowerCase(Locale.ROOT)))
                .isPresent();
    }

    private boolean isTrue(String name) {
        return settings.apply(name).filter(Boolean::parseBoolean).isPresent();
    }

    /** SmallRye JWT writes {@code NONE} for a setting that is not set. */
    private boolean isMissing(String name) {
        return settings.apply(name).filter(value -> !value.equals("NONE")).isEmpty();
    }

    private static boolean isTooLong(String seconds) {
        try {
            return Long.parseLong(seconds.trim()) > LONGEST_LEEWAY;
        } catch (NumberFormatException notANumber) {
            return true;
        }
    }

    private static String hostOf(String issuer) {
        try {
            var host = URI.create(issuer.trim()).getHost();
            return host == null ? "" : host.toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException notAnAddress) {
            return "";
        }
    }

    private static String environment(String name) {
        return name.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
    }
}
