package org.sextant.identity;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.lang.JoseException;
import org.sextant.platform.DataDirectory;

/** Keys and tokens for a trial on one machine without a configured token issuer. Never for patient data. */
public final class DemoIdentity {

    /** The service refuses this issuer outside demo mode ({@code ProductionRules}). */
    private static final String ISSUER = "https://demo.sextant.invalid";

    private static final String AUDIENCE = "sextant";
    private static final int TOKEN_DAYS = 30;
    private static final String FIRST_CLINIC = "11111111-1111-4111-8111-111111111111";
    private static final String SECOND_CLINIC = "22222222-2222-4222-8222-222222222222";

    private final Path publicKeys;
    private final Map<String, String> tokens;

    private DemoIdentity(Path publicKeys, Map<String, String> tokens) {
        this.publicKeys = publicKeys;
        this.tokens = tokens;
    }

    /**
     * Creates a missing key pair, and new tokens for two demo clinics, valid for 30 days, in files of mode 0600.
     *
     * @throws IOException where the keys cannot be read or written
     */
    public static DemoIdentity in(Path directory) throws IOException {
        try {
            var key = readOrMakeKey(directory.resolve("demo-key.json"));
            var publicKeys = directory.resolve("demo-jwks.json");
            DataDirectory.writeSecret(
                    publicKeys, new JsonWebKeySet(List.of(key)).toJson(OutputControlLevel.PUBLIC_ONLY));
            var tokens = writeTokens(tokenFile(directory), key, FIRST_CLINIC);
            writeTokens(directory.resolve("demo-tokens-2.json"), key, SECOND_CLINIC);
            return new DemoIdentity(publicKeys, tokens);
        } catch (JoseException failure) {
            throw new IOException("The demo keys in " + directory + " cannot be read or made", failure);
        }
    }

    /** The settings that make the service accept these tokens and no other tokens. */
    public Map<String, String> settings() {
        return Map.of(
                "mp.jwt.verify.publickey.location",
                publicKeys.toUri().toString(),
                "mp.jwt.verify.issuer",
                ISSUER,
                "mp.jwt.verify.audiences",
                AUDIENCE,
                "smallrye.jwt.time-to-live",
                String.valueOf(Duration.ofDays(TOKEN_DAYS).plusMinutes(1).toSeconds()),
                "sextant.fhir.scopes",
                "optional",
                "sextant.demo",
                "true");
    }

    /** The tokens of the first demo clinic, by role. */
    public Map<String, String> tokens() {
        return tokens;
    }

    /** The text that a person reads after the start: addresses, and how to get a token. No token: the text is logged. */
    public String banner(URI address) {
        return """

                ── Sextant ─────────────────────────────────────────────────────────────────────
                Demo keys, for trials on this machine and never for patient data.

                Start here  %1$s/
                Try calls   %1$s/q/swagger-ui/
                Roles       NURSE PRESCRIBER COORDINATOR ANALYST INTEGRATION AUDITOR ADMIN

                TOKEN=$(java -jar target/quarkus-app/quarkus-run.jar token NURSE)
                curl -H "Authorization: Bearer $TOKEN" %1$s/v1/protocols
                ────────────────────────────────────────────────────────────────────────────────""".formatted(address);
    }

    /** The file with the tokens of the first demo clinic, by role. */
    public static Path tokenFile(Path directory) {
        return directory.resolve("demo-tokens.json");
    }

    /** The token of a role in the first demo clinic, from its file. */
    public static String token(Path directory, String role) throws IOException {
        return new ObjectMapper()
                .readTree(tokenFile(directory).toFile())
                .path(role)
                .asText();
    }

    private static PublicJsonWebKey readOrMakeKey(Path file) throws IOException, JoseException {
        if (Files.exists(file)) {
            return PublicJsonWebKey.Factory.newPublicJwk(Files.readString(file));
        }
        // Verifying an RSA signature takes a thirtieth of the time of an elliptic-curve signature.
        var key = RsaJwkGenerator.generateJwk(2048);
        key.setKeyId("demo");
        key.setAlgorithm(AlgorithmIdentifiers.RSA_USING_SHA256);
        key.setUse("sig");
        DataDirectory.writeSecret(file, key.toJson(OutputControlLevel.INCLUDE_PRIVATE));
        return key;
    }

    private static Map<String, String> writeTokens(Path file, PublicJsonWebKey key, String clinic)
            throws IOException, JoseException {
        var tokens = new LinkedHashMap<String, String>();
        for (var role : Role.ALL) {
            tokens.put(role, token(key, clinic, role));
        }
        var json = new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(tokens);
        DataDirectory.writeSecret(file, json + System.lineSeparator());
        return tokens;
    }

    private static String token(PublicJsonWebKey key, String clinic, String role) throws JoseException {
        var claims = new JwtClaims();
        claims.setIssuer(ISSUER);
        claims.setAudience(AUDIENCE);
        claims.setSubject("demo-" + role.toLowerCase(Locale.ROOT));
        claims.setStringListClaim("groups", role);
        claims.setStringClaim(Caller.CLINIC_CLAIM, clinic);
        claims.setGeneratedJwtId();
        claims.setIssuedAtToNow();
        claims.setNotBeforeMinutesInThePast(1);
        claims.setExpirationTimeMinutesInTheFuture(TOKEN_DAYS * 24 * 60);
        var signed = new JsonWebSignature();
        signed.setHeader("typ", "JWT");
        signed.setKeyIdHeaderValue(key.getKeyId());
        signed.setAlgorithmHeaderValue(key.getAlgorithm());
        signed.setKey(key.getPrivateKey());
        signed.setPayload(claims.toJson());
        return signed.getCompactSerialization();
    }
}
