package org.sextant;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/** An issuer of tokens: keys at a URL, that can be rotated, and that can be out of reach. */
final class TestIssuer implements AutoCloseable {

    static final String NAME = "https://issuer.example/realms/clinic";
    static final String AUDIENCE = "sextant";
    static final String CLINIC = "33333333-3333-4333-8333-333333333333";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final AtomicInteger fetches = new AtomicInteger();
    private volatile List<PublicJsonWebKey> published;
    private volatile boolean down;

    TestIssuer(PublicJsonWebKey... keys) throws IOException {
        published = List.of(keys);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/jwks", this::answer);
        server.start();
    }

    static PublicJsonWebKey rsaKey(String kid) throws JoseException {
        var key = RsaJwkGenerator.generateJwk(2048);
        key.setKeyId(kid);
        return key;
    }

    static PublicJsonWebKey ecKey(String kid) throws JoseException {
        var key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
        key.setKeyId(kid);
        return key;
    }

    private void answer(HttpExchange call) throws IOException {
        fetches.incrementAndGet();
        var keys = new JsonWebKeySet(published)
                .toJson(OutputControlLevel.PUBLIC_ONLY)
                .getBytes(StandardCharsets.UTF_8);
        call.sendResponseHeaders(down ? 503 : 200, keys.length);
        call.getResponseBody().write(keys);
        call.close();
    }

    void goDown() {
        down = true;
    }

    void comeBack() {
        down = false;
    }

    void publish(PublicJsonWebKey... keys) {
        published = List.of(keys);
    }

    /** How often somebody asked for the keys. */
    int fetches() {
        return fetches.get();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/jwks";
    }

    /** The settings of a service that takes this issuer's tokens. */
    Map<String, String> environment() {
        return Map.of(
                "MP_JWT_VERIFY_PUBLICKEY_LOCATION", address(),
                "MP_JWT_VERIFY_ISSUER", NAME,
                "MP_JWT_VERIFY_AUDIENCES", AUDIENCE);
    }

    /** The claims of a good token of a nurse. */
    static Map<String, Object> claims() {
        var now = System.currentTimeMillis() / 1000;
        var claims = new LinkedHashMap<String, Object>();
        claims.put("iss", NAME);
        claims.put("aud", AUDIENCE);
        claims.put("sub", "nurse-1");
        claims.put("clinic", CLINIC);
        claims.put("groups", List.of("NURSE"));
        claims.put("jti", UUID.randomUUID().toString());
        claims.put("iat", now);
        claims.put("exp", now + 300);
        return claims;
    }

    /** A token whose only flaw, if any, is what {@code change} does. */
    static String token(PublicJsonWebKey key, String algorithm, Consumer<Map<String, Object>> change) {
        var claims = claims();
        change.accept(claims);
        return signed(key.getPrivateKey(), algorithm, Map.of("kid", key.getKeyId(), "typ", "JWT"), json(claims));
    }

    /** A good token. */
    static String token(PublicJsonWebKey key, String algorithm) {
        return token(key, algorithm, claims -> {});
    }

    /** Whatever payload, signed with whatever key. */
    static String signed(Key key, String algorithm, Map<String, ?> headers, String payload) {
        try {
            var token = new JsonWebSignature();
            token.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
            token.setDoKeyValidation(false);
            token.setAlgorithmHeaderValue(algorithm);
            headers.forEach(token::setHeader);
            token.setKey(key);
            token.setPayload(payload);
            return token.getCompactSerialization();
        } catch (JoseException impossible) {
            throw new IllegalStateException(algorithm, impossible);
        }
    }

    static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
