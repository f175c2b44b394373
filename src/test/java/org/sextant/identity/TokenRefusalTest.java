package org.sextant.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sextant.Api.isProblem;
import static org.sextant.Api.token;
import static org.sextant.Api.with;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logmanager.ExtLogRecord;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sextant.VirtualClock;

/** What a refused token leads to: an error of RFC 6750 for its bearer, and one line in the log for the operator. */
@QuarkusTest
class TokenRefusalTest {

    private static final AtomicInteger TURN = new AtomicInteger();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<String> logged = new CopyOnWriteArrayList<>();
    private final Handler log = new Handler() {
        @Override
        public void publish(LogRecord line) {
            if (String.valueOf(line.getLoggerName()).endsWith("TokenLog")) {
                logged.add(ExtLogRecord.wrap(line).getFormattedMessage());
            }
        }

        @Override
        public void flush() {
            // Each line is there at once.
        }

        @Override
        public void close() {
            // There is nothing to close.
        }
    };

    @ConfigProperty(name = "sextant.data-dir")
    Path directory;

    /** Later than any line before, of other tests too. */
    @BeforeEach
    void listen() {
        VirtualClock.stoppedAt(
                Instant.now().plusSeconds(20 + 20 * TURN.getAndIncrement()).toString());
        Logger.getLogger("").addHandler(log);
    }

    @AfterEach
    void leaveOthersAlone() {
        Logger.getLogger("").removeHandler(log);
    }

    @Test
    void theLogNamesTheReasonAndTheBearerIsToldOnlyThatATokenHasExpired() throws Exception {
        refused(
                claims -> claims.put("iss", "https://elsewhere.example"),
                "ISSUER",
                "it says iss=https://elsewhere.example");
        refused(claims -> claims.put("aud", "other-app"), "AUDIENCE", "aud=other-app");
        refused(claims -> claims.remove("clinic"), "CLINIC", "clinic=none");
        refused(
                claims -> claims.put("nbf", 4_000_000_000L),
                "TIMES",
                "expected iss=https://demo.sextant.invalid aud=[sextant]");
        refused(claims -> claims.remove("sub"), "CLAIM", "kid=demo");
        isProblem(
                        with(signed(claims -> claims.put("exp", 1_700_000_000L)))
                                .get("/v1/patients")
                                .then(),
                        401,
                        "unauthenticated")
                .header(
                        "WWW-Authenticate",
                        "Bearer error=\"invalid_token\", error_description=\"The token has expired\"");
        assertThat(logged).last().asString().contains("Token refused (EXPIRED)", "exp=2023-11-14T22:13:20Z");
    }

    /** Whatever a bad token says, and however often it is sent: one line, without the token and without its content. */
    @Test
    void theLogIsNeitherFloodedNorBroken() throws Exception {
        var signature = token("NURSE").substring(0, token("NURSE").lastIndexOf('.') + 1) + "AAAA";
        for (var i = 0; i < 20; i++) {
            with(signature).get("/v1/patients").then().statusCode(401);
        }
        assertThat(logged).filteredOn(line -> line.contains("(SIGNATURE)")).hasSize(1);

        var header = base64("{\"alg\":\"RS256\",\"kid\":\"a\\nb\"}");
        var odd = header + "." + base64("{\"typ\":\"ID\",\"iss\":\"" + "x".repeat(500) + "\",\"aud\":\"\\u001b[31m\"}")
                + ".AAAA";
        with(odd).get("/v1/patients").then().statusCode(401);
        assertThat(logged)
                .allSatisfy(line -> assertThat(line)
                        .matches("[ -~]+")
                        .hasSizeLessThan(500)
                        .doesNotContain(signature, odd, "demo-nurse"));
        assertThat(logged).last().asString().contains("iss=not shown", "aud=not shown", "kid=not shown");
    }

    private void refused(Consumer<Map<String, Object>> change, String reason, String said) throws Exception {
        isProblem(with(signed(change)).get("/v1/patients").then(), 401, "unauthenticated")
                .header("WWW-Authenticate", "Bearer error=\"invalid_token\"");
        assertThat(logged).last().asString().contains("Token refused (" + reason + ")", said);
    }

    /** A nurse's demo token with other claims, signed with the demo key. */
    private String signed(Consumer<Map<String, Object>> change) throws Exception {
        var key = PublicJsonWebKey.Factory.newPublicJwk(Files.readString(directory.resolve("demo-key.json")));
        var content =
                new String(Base64.getUrlDecoder().decode(token("NURSE").split("\\.", -1)[1]), StandardCharsets.UTF_8);
        Map<String, Object> claims = new HashMap<>(JSON.readValue(content, Map.class));
        change.accept(claims);
        var signed = new JsonWebSignature();
        signed.setHeader("typ", "JWT");
        signed.setKeyIdHeaderValue(key.getKeyId());
        signed.setAlgorithmHeaderValue(key.getAlgorithm());
        signed.setKey(key.getPrivateKey());
        signed.setPayload(JSON.writeValueAsString(claims));
        return signed.getCompactSerialization();
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
