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
 * What the settings of a service in production must have, or it does not start: there is no safe way to guess what was
 * meant. The rights of its database logins are {@link DatabaseGuard}'s to judge, which needs the database.
 */
final class ProductionRules {

    /** Secrets of examples, and what people put in until they know better. */
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

    /** Signatures that only the issuer can make; with HS256 and its like whoever can verify could sign. */
    private static final Set<String> ALGORITHMS =
            Set.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512");

    /** Settings of the token extension that would go round the rules, or undo them. */
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

    private static final int LONGEST_LEEWAY = 60;

    private final Function<String, Optional<String>> settings;
    private final Path dataDirectory;

    /** @param settings the value of a setting that is set */
    ProductionRules(Function<String, Optional<String>> settings, Path dataDirectory) {
        this.settings = settings;
        this.dataDirectory = dataDirectory;
    }

    /** @throws StartupRefusal that names the first rule that is broken, and what to do */
    void require() {
        requireIssuer();
        refuseDemoKeys();
        requireSoundTokens();
        refuseDefaultSecrets();
        requireTls();
    }

    /** A key alone would let the tokens of every issuer in that signs with it, for whatever audience. */
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
                throw new StartupRefusal("%s (%s) is set, which would weaken how tokens are judged. Unset it."
                        .formatted(name, environment(name)));
            }
        }
        for (var algorithm : settings.apply("mp.jwt.verify.publickey.algorithm")
                .orElse("RS256")
                .split(",", -1)) {
            if (!ALGORITHMS.contains(algorithm.trim())) {
                throw new StartupRefusal("%s is no algorithm for tokens. Set mp.jwt.verify.publickey.algorithm"
                                .formatted(algorithm.trim())
                        + " (MP_JWT_VERIFY_PUBLICKEY_ALGORITHM) to some of RS256, PS256, ES256.");
            }
        }
        if (!settings.apply("mp.jwt.verify.clock.skew")
                .filter(ProductionRules::isTooLong)
                .isEmpty()) {
            throw new StartupRefusal("mp.jwt.verify.clock.skew (MP_JWT_VERIFY_CLOCK_SKEW) is more than 60 seconds:"
                    + " expired tokens would be taken. Set the clocks instead.");
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

    /** {@code NONE} is how the token extension spells what is not there. */
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
