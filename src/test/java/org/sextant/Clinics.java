package org.sextant;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.function.Consumer;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/** Tokens for clinics of a test's own, in which nobody else's records are. */
public final class Clinics {

    private Clinics() {}

    /**
     * Makes the key that signs demo tokens, before {@code DemoIdentity} makes an RSA key: without the JVM's second
     * compiler that takes a second, and each signature of it ten times as long as this key's.
     */
    static void makeQuickKey(Path directory) throws IOException {
        try {
            var key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
            key.setKeyId("demo");
            key.setAlgorithm(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
            key.setUse("sig");
            Files.writeString(directory.resolve("demo-key.json"), key.toJson(OutputControlLevel.INCLUDE_PRIVATE));
        } catch (JoseException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** A token with these roles in this clinic. */
    public static String token(UUID clinic, String... roles) {
        return token(clinic, claims -> {}, roles);
    }

    /** As {@link #token(UUID, String...)}, after a change of the claims. */
    public static String token(UUID clinic, Consumer<JwtClaims> change, String... roles) {
        var config = ConfigProvider.getConfig();
        return token(
                Path.of(config.getValue(ServiceUnderTest.DIRECTORY, String.class)),
                config.getValue("mp.jwt.verify.issuer", String.class),
                config.getValue("mp.jwt.verify.audiences", String.class),
                clinic,
                change,
                roles);
    }

    /** The same for a service that has its demo keys in this directory. */
    public static String token(
            Path directory, String issuer, String audience, UUID clinic, Consumer<JwtClaims> change, String... roles) {
        try {
            var key = PublicJsonWebKey.Factory.newPublicJwk(Files.readString(directory.resolve("demo-key.json")));
            var claims = new JwtClaims();
            claims.setIssuer(issuer);
            claims.setAudience(audience);
            claims.setSubject("own-" + String.join("-", roles));
            claims.setStringListClaim("groups", roles);
            claims.setStringClaim("clinic", clinic.toString());
            claims.setIssuedAtToNow();
            claims.setExpirationTimeMinutesInTheFuture(60);
            change.accept(claims);
            var signed = new JsonWebSignature();
            signed.setKeyIdHeaderValue(key.getKeyId());
            signed.setAlgorithmHeaderValue(key.getAlgorithm());
            signed.setKey(key.getPrivateKey());
            signed.setPayload(claims.toJson());
            return signed.getCompactSerialization();
        } catch (IOException | JoseException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
