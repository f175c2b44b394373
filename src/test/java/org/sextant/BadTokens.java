package org.sextant;

import static org.sextant.TestIssuer.json;
import static org.sextant.TestIssuer.signed;

import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jose4j.jwe.JsonWebEncryption;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;

/** A corpus of tokens of which none may let anybody in. Each has one flaw; what it would be without it, is good. */
final class BadTokens {

    private final Map<String, String> tokens = new LinkedHashMap<>();
    private final PublicJsonWebKey rsa;
    private final PublicJsonWebKey ec;
    private final String good;

    private BadTokens(PublicJsonWebKey rsa, PublicJsonWebKey ec) {
        this.rsa = rsa;
        this.ec = ec;
        this.good = TestIssuer.token(rsa, "RS256");
    }

    /** By what is wrong with them, for a service that takes these keys. */
    static Map<String, String> of(PublicJsonWebKey rsa, PublicJsonWebKey ec) throws JoseException {
        var corpus = new BadTokens(rsa, ec);
        corpus.unsigned();
        corpus.confused();
        corpus.ofOtherKeys();
        corpus.tampered();
        corpus.ofOthers();
        corpus.outOfTime();
        corpus.ofOtherTypes();
        corpus.incomplete();
        corpus.nested();
        corpus.large();
        corpus.duplicated();
        corpus.malformed();
        return corpus.tokens;
    }

    private void unsigned() {
        for (var none : new String[] {"none", "None", "NONE", "nOnE", "", "null"}) {
            var head = base64(json(Map.of("alg", none, "typ", "JWT", "kid", rsa.getKeyId())));
            tokens.put("alg '" + none + "', no signature", head + "." + part(1) + ".");
            tokens.put("alg '" + none + "', a signature", head + "." + part(1) + "." + part(2));
        }
        tokens.put("no alg", base64(json(Map.of("kid", rsa.getKeyId()))) + "." + part(1) + "." + part(2));
        tokens.put("signature cut off", part(0) + "." + part(1) + ".");
        tokens.put("two parts", part(0) + "." + part(1));
        var es = TestIssuer.token(ec, "ES256").split("\\.", -1);
        tokens.put("ES256 of zeros", es[0] + "." + es[1] + "." + base64(new byte[64]));
        tokens.put("ES256 empty DER", es[0] + "." + es[1] + "." + base64(new byte[] {0x30, 0x06, 2, 1, 0, 2, 1, 0}));
    }

    /** The public key as the secret of a signature that whoever verifies could make. */
    private void confused() {
        var publicKeys = Map.of(
                "DER", rsa.getPublicKey().getEncoded(),
                "PEM", pem(rsa.getPublicKey(), "\n").getBytes(StandardCharsets.US_ASCII),
                "PEM with a line end", (pem(rsa.getPublicKey(), "\n") + "\n").getBytes(StandardCharsets.US_ASCII),
                "JWK", rsa.toJson(OutputControlLevel.PUBLIC_ONLY).getBytes(StandardCharsets.UTF_8),
                "EC DER", ec.getPublicKey().getEncoded(),
                "nothing", new byte[] {0});
        publicKeys.forEach((form, secret) -> {
            for (var algorithm : List.of("HS256", "HS384", "HS512")) {
                for (var kid : List.of(rsa.getKeyId(), ec.getKeyId(), "../../../../dev/null")) {
                    tokens.put(
                            algorithm + " with " + form + " and kid " + kid,
                            signed(new HmacKey(secret), algorithm, Map.of("kid", kid), json(TestIssuer.claims())));
                }
            }
        });
        tokens.put("RS256 under the kid of the EC key", of(rsa.getPrivateKey(), "RS256", Map.of("kid", ec.getKeyId())));
        tokens.put(
                "ES256 under the kid of the RSA key", of(ec.getPrivateKey(), "ES256", Map.of("kid", rsa.getKeyId())));
        for (var algorithm : List.of("RS384", "RS512", "PS384", "PS512")) {
            tokens.put(algorithm, of(rsa.getPrivateKey(), algorithm, Map.of("kid", rsa.getKeyId())));
        }
    }

    private void ofOtherKeys() throws JoseException {
        var other = TestIssuer.rsaKey(rsa.getKeyId());
        var stranger = TestIssuer.rsaKey("stranger");
        tokens.put("another key of the same kid", TestIssuer.token(other, "RS256"));
        tokens.put("another EC key of the same kid", TestIssuer.token(TestIssuer.ecKey(ec.getKeyId()), "ES256"));
        tokens.put("an unknown kid", TestIssuer.token(stranger, "RS256"));
        tokens.put("a known key, an unknown kid", of(rsa.getPrivateKey(), "RS256", Map.of("kid", "unknown")));
        tokens.put("no kid", of(rsa.getPrivateKey(), "RS256", Map.of()));
        tokens.put("a kid of SQL", of(stranger.getPrivateKey(), "RS256", Map.of("kid", "x' OR '1'='1")));
        tokens.put(
                "its own key in the header",
                of(
                        stranger.getPrivateKey(),
                        "RS256",
                        Map.of("kid", "stranger", "jwk", stranger.toParams(OutputControlLevel.PUBLIC_ONLY))));
        for (var link : List.of("jku", "x5u")) {
            tokens.put(
                    "its own key at " + link,
                    of(stranger.getPrivateKey(), "RS256", Map.of("kid", "stranger", link, "http://127.0.0.1:1/keys")));
        }
        tokens.put("its own certificate", of(stranger.getPrivateKey(), "RS256", Map.of("x5c", List.of("MIIB"))));
    }

    private void tampered() {
        var admin = TestIssuer.claims();
        admin.put("groups", List.of("PRESCRIBER", "ADMIN"));
        tokens.put("another payload", part(0) + "." + base64(json(admin)) + "." + part(2));
        tokens.put(
                "another signature",
                part(0) + "." + part(1) + "." + TestIssuer.token(rsa, "RS256").split("\\.", -1)[2]);
        var header = base64(json(Map.of("alg", "RS256", "kid", rsa.getKeyId(), "typ", "at+jwt")));
        tokens.put("another header", header + "." + part(1) + "." + part(2));
        for (var crit : new Object[] {List.of("x"), List.of(), List.of("exp"), "x", 1}) {
            tokens.put("crit " + crit, of(rsa.getPrivateKey(), "RS256", headers("crit", crit, "x", 1)));
        }
        // Extensions that the library knows.
        tokens.put("crit b64", of(rsa.getPrivateKey(), "RS256", headers("crit", List.of("b64"), "b64", true)));
        tokens.put("b64", of(rsa.getPrivateKey(), "RS256", headers("b64", true)));
        tokens.put("a signature of half the bytes", part(0) + "." + part(1) + "." + part(2).substring(0, 170));
    }

    private void ofOthers() {
        for (var issuer : new Object[] {
            "https://other.example",
            TestIssuer.NAME + "/",
            TestIssuer.NAME.toUpperCase(java.util.Locale.ROOT),
            "",
            7,
            List.of("https://other.example", TestIssuer.NAME),
            " " + TestIssuer.NAME
        }) {
            flaw("iss " + issuer, claims -> claims.put("iss", issuer));
        }
        for (var audience : new Object[] {
            "other",
            "sextant2",
            "SEXTANT",
            "",
            List.of(),
            List.of("other", "sextan"),
            Map.of("aud", "sextant"),
            7,
            List.of("sextant", 7),
            List.of(List.of("sextant")),
            "sextant other"
        }) {
            flaw("aud " + audience, claims -> claims.put("aud", audience));
        }
        flaw("no iss", claims -> claims.remove("iss"));
        flaw("no aud", claims -> claims.remove("aud"));
    }

    private void outOfTime() {
        var now = System.currentTimeMillis() / 1000;
        flaw("expired", claims -> claims.put("exp", now - 62));
        flaw("expired long ago", claims -> {
            claims.put("iat", now - 90_000);
            claims.put("exp", now - 86_400);
        });
        flaw("not yet valid", claims -> claims.put("nbf", now + 120));
        flaw("expires before it was issued", claims -> claims.put("iat", now + 600));
        // Such a token would outlive a revocation of all that its caller was issued.
        for (var ahead : List.of(120L, 3600L, 86_000L)) {
            flaw("issued in " + ahead + " s", claims -> {
                claims.put("iat", now + ahead);
                claims.put("exp", now + ahead + 300);
            });
        }
        flaw("good for longer than a day", claims -> claims.put("exp", now + 86_460));
        flaw("exp in milliseconds", claims -> claims.put("exp", (now + 300) * 1000));
        for (var name : List.of("exp", "iat")) {
            flaw("no " + name, claims -> claims.remove(name));
            for (var value : new Object[] {
                "soon", String.valueOf(now), List.of(now), Map.of("a", now), -1, Long.MIN_VALUE, Long.MAX_VALUE, true
            }) {
                flaw(name + " " + value, claims -> claims.put(name, value));
            }
            for (var number : List.of("1e400", "-1e400", "9".repeat(60), "9".repeat(100), "1e999999999", "NaN")) {
                tokens.put(
                        name + " " + number,
                        ofPayload(json(TestIssuer.claims())
                                .replaceFirst("\"" + name + "\":\\d+", "\"" + name + "\":" + number)));
            }
        }
        flaw("exp null", claims -> claims.put("exp", null));
        flaw("iat null", claims -> claims.put("iat", null));
        for (var value : new Object[] {"yesterday", String.valueOf(now), List.of(now), false, Long.MAX_VALUE}) {
            flaw("nbf " + value, claims -> claims.put("nbf", value));
        }
    }

    private void ofOtherTypes() {
        for (var type :
                List.of("logout+jwt", "dpop+jwt", "secevent+jwt", "refresh", "JWE", "application/id+jwt", "jwt ")) {
            tokens.put("typ " + type, of(rsa.getPrivateKey(), "RS256", Map.of("kid", rsa.getKeyId(), "typ", type)));
        }
        for (var type :
                new Object[] {"ID", "Refresh", "Offline", "Logout", "Serialized-ID", "", 7, List.of("Bearer")}) {
            flaw("claim typ " + type, claims -> claims.put("typ", type));
        }
        for (var claim : List.of("at_hash", "c_hash", "s_hash", "events")) {
            flaw(claim, claims -> claims.put(claim, "x"));
        }
    }

    private void incomplete() {
        for (var name : List.of("sub", "clinic")) {
            flaw("no " + name, claims -> claims.remove(name));
            for (var value : new Object[] {"", " ", 7, true, List.of(TestIssuer.CLINIC), Map.of("a", 1)}) {
                flaw(name + " " + value, claims -> claims.put(name, value));
            }
            flaw(name + " null", claims -> claims.put(name, null));
        }
        flaw("sub too long", claims -> claims.put("sub", "n".repeat(256)));
        flaw("sub with a line end", claims -> claims.put("sub", "nurse\nadmin"));
        flaw("sub with NUL", claims -> claims.put("sub", "nurse\u0000"));
        tokens.put(
                "sub with half a surrogate", ofPayload(json(TestIssuer.claims()).replace("nurse-1", "nurse\\ud800")));
        for (var clinic : List.of(
                TestIssuer.CLINIC + " ",
                "{" + TestIssuer.CLINIC + "}",
                TestIssuer.CLINIC.replace("-", ""),
                "*",
                "1-1-1-1-1",
                "' OR true")) {
            flaw("clinic " + clinic, claims -> claims.put("clinic", clinic));
        }
        for (var id : new Object[] {7, "", " ", "n".repeat(256), "one\ntwo", List.of("one")}) {
            flaw("jti " + id, claims -> claims.put("jti", id));
        }
        for (var groups :
                new Object[] {7, true, Map.of("NURSE", true), List.of("NURSE", 7), List.of(List.of("NURSE"))}) {
            flaw("groups " + groups, claims -> claims.put("groups", groups));
        }
    }

    /** A token in a token: whoever verifies must not have to guess which of two signers is meant. */
    private void nested() {
        for (var type : List.of("JWT", "jwt", "application/jwt", "")) {
            tokens.put("nested, cty '" + type + "'", signed(rsa.getPrivateKey(), "RS256", headers("cty", type), good));
            if (!type.isEmpty()) {
                tokens.put("not nested, cty " + type, of(rsa.getPrivateKey(), "RS256", headers("cty", type)));
            }
        }
        tokens.put(
                "nested twice",
                signed(rsa.getPrivateKey(), "RS256", headers("cty", "JWT"), tokens.get("nested, cty 'JWT'")));
    }

    /** A claim that nobody asks for costs no more than any other. */
    private void large() {
        for (var depth : List.of(40, 3000)) {
            for (var bracket : List.of("[", "{\"a\":")) {
                var opened = bracket.repeat(Math.min(depth, bracket.equals("[") ? depth : 1500));
                var closed = opened.replaceAll("[^\\[{]", "").replace('[', ']').replace('{', '}');
                var value = opened + "1" + closed;
                tokens.put(
                        "a claim " + depth + " deep of " + bracket,
                        ofPayload(json(TestIssuer.claims()).replaceFirst("}$", ",\"deep\":" + value + "}")));
                tokens.put(
                        "a header " + depth + " deep of " + bracket,
                        base64("{\"alg\":\"RS256\",\"kid\":\"" + rsa.getKeyId() + "\",\"deep\":" + value + "}") + "."
                                + part(1) + "." + part(2));
            }
        }
        flaw("many claims, one of them wrong", claims -> {
            for (var i = 0; i < 800; i++) {
                claims.put("c" + i, i);
            }
            claims.put("aud", "other");
        });
    }

    private Map<String, Object> headers(Object... more) {
        var headers = new LinkedHashMap<String, Object>(Map.of("kid", rsa.getKeyId()));
        for (var i = 0; i < more.length; i += 2) {
            headers.put((String) more[i], more[i + 1]);
        }
        return headers;
    }

    private void duplicated() {
        var claims = json(TestIssuer.claims());
        for (var twice : List.of(
                "\"clinic\":\"11111111-1111-4111-8111-111111111111\"",
                "\"sub\":\"another\"",
                "\"exp\":9999999999",
                "\"iss\":\"" + TestIssuer.NAME + "\"",
                "\"aud\":\"sextant\"",
                "\"groups\":[\"ADMIN\"]")) {
            tokens.put("again at the end: " + twice, ofPayload(claims.replaceFirst("}$", "," + twice + "}")));
            tokens.put("again at the start: " + twice, ofPayload(claims.replaceFirst("^\\{", "{" + twice + ",")));
        }
        tokens.put(
                "twice in a claim",
                ofPayload(claims.replaceFirst("}$", ",\"realm\":{\"clinic\":\"1\",\"clinic\":\"2\"}}")));
        var header = "{\"alg\":\"RS256\",\"alg\":\"none\",\"kid\":\"" + rsa.getKeyId() + "\"}";
        tokens.put("alg twice", base64(header) + "." + part(1) + "." + part(2));
    }

    private void malformed() throws JoseException {
        tokens.put("not a token", "x");
        tokens.put("dots", "..");
        tokens.put("four parts", good + ".x");
        tokens.put("twice", good + "." + good);
        tokens.put("not base64", good.replace('.', '!'));
        tokens.put("padded", part(0) + "==." + part(1) + "." + part(2) + "!");
        tokens.put("payload not JSON", ofPayload("clinic"));
        tokens.put("payload an array", ofPayload("[" + json(TestIssuer.claims()) + "]"));
        tokens.put("payload empty", ofPayload(""));
        tokens.put("payload null", ofPayload("null"));
        tokens.put("payload in UTF-16", ofPayload(json(TestIssuer.claims()).replaceAll("(?s).", "\u0000$0")));
        tokens.put("payload with a mark of its order", ofPayload("\ufeff" + json(TestIssuer.claims())));
        tokens.put(
                "commas that no JSON has", ofPayload(json(TestIssuer.claims()).replaceFirst(",", ",,")));
        tokens.put("payload with more behind it", ofPayload(json(TestIssuer.claims()) + "{}"));
        tokens.put(
                "header deep",
                base64("{\"alg\":\"RS256\",\"x\":" + "[".repeat(3000) + "]".repeat(3000) + "}") + "." + part(1) + "."
                        + part(2));
        tokens.put("header not an object", base64("[]") + "." + part(1) + "." + part(2));
        tokens.put(
                "JSON serialization",
                base64(json(Map.of("payload", part(1), "protected", part(0), "signature", part(2)))));
        var encrypted = new JsonWebEncryption();
        encrypted.setAlgorithmHeaderValue("RSA-OAEP-256");
        encrypted.setEncryptionMethodHeaderParameter("A128CBC-HS256");
        encrypted.setContentTypeHeaderValue("JWT");
        encrypted.setKeyIdHeaderValue(rsa.getKeyId());
        encrypted.setKey(rsa.getPublicKey());
        encrypted.setPayload(good);
        tokens.put("encrypted", encrypted.getCompactSerialization());
        encrypted.setPayload(json(TestIssuer.claims()));
        tokens.put("encrypted, not signed", encrypted.getCompactSerialization());
    }

    private void flaw(String name, Consumer<Map<String, Object>> change) {
        tokens.put(name, TestIssuer.token(rsa, "RS256", change));
    }

    private String ofPayload(String payload) {
        return signed(rsa.getPrivateKey(), "RS256", Map.of("kid", rsa.getKeyId()), payload);
    }

    private static String of(Key key, String algorithm, Map<String, ?> headers) {
        return signed(key, algorithm, headers, json(TestIssuer.claims()));
    }

    private String part(int index) {
        return good.split("\\.", -1)[index];
    }

    private static String base64(String text) {
        return base64(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String pem(Key key, String lineEnd) {
        return "-----BEGIN PUBLIC KEY-----" + lineEnd
                + Base64.getMimeEncoder(64, lineEnd.getBytes(StandardCharsets.US_ASCII))
                        .encodeToString(key.getEncoded())
                + lineEnd + "-----END PUBLIC KEY-----";
    }
}
