package org.sextant;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import org.jose4j.jwk.PublicJsonWebKey;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * What a refusal costs the service, in processor time of its process: no kind of bad token is a cheap way to occupy the
 * processors. The kinds take turns, so that each meets the same machine.
 */
@Tag("endurance")
@Tag("measurement")
@Isolated("It measures processor time.")
class TokenCostIT {

    private static final int TURNS = 4;
    private static final int REQUESTS = Integer.getInteger("sextant.token-cost.requests", 1000);

    /** Of a refusal, in refusals of a request without a token. */
    private static final double MOST = 5;

    /** The JVM needs most of this for the arithmetic of one ES256 signature. */
    private static final double MOST_OF_ES256 = 11;

    @TempDir
    static Path directory;

    private final Random random = new Random(20261201);

    @Test
    void noBadTokenCostsMuchMoreThanNone() throws Exception {
        var rsa = TestIssuer.rsaKey("rsa-1");
        var ec = TestIssuer.ecKey("ec-1");
        try (var issuer = new TestIssuer(rsa, ec)) {
            TestDatabase.shareBinaries(directory);
            try (var service = RunningService.launchAsInProduction(directory, issuer.environment())) {
                service.awaitReady();
                var costs = costs(service, kinds(rsa, ec));
                var none = costs.get("no token");
                costs.forEach((kind, cost) -> System.out.printf(
                        "%-36s %7.0f microseconds of processor time, %5.2f of none%n", kind, cost, cost / none));
                costs.forEach((kind, cost) -> {
                    if (!kind.startsWith("good")) {
                        assertThat(cost / none).as(kind).isLessThan(kind.contains("ES256") ? MOST_OF_ES256 : MOST);
                    }
                });
            }
        }
    }

    private Map<String, Supplier<String>> kinds(PublicJsonWebKey rsa, PublicJsonWebKey ec) {
        var kinds = new LinkedHashMap<String, Supplier<String>>();
        var known = TestIssuer.token(rsa, "RS256", TokenCostIT::lasting);
        var other = TestIssuer.token(ec, "ES256", TokenCostIT::lasting);
        var past = System.currentTimeMillis() / 1000 - 3600;
        kinds.put("no token", () -> null);
        kinds.put("no JWT", () -> "x".repeat(600));
        kinds.put("expired", always(TestIssuer.token(rsa, "RS256", one -> {
            one.put("iat", past);
            one.put("exp", past + 300);
        })));
        kinds.put(
                "another issuer", always(TestIssuer.token(rsa, "RS256", one -> one.put("iss", "https://no.example"))));
        kinds.put("no clinic", always(TestIssuer.token(rsa, "RS256", one -> one.remove("clinic"))));
        kinds.put(
                "an unknown key",
                () -> TestIssuer.signed(
                        rsa.getPrivateKey(),
                        "RS256",
                        Map.of("kid", UUID.randomUUID().toString()),
                        TestIssuer.json(TestIssuer.claims())));
        kinds.put("a bad signature, the same", always(forged(known)));
        kinds.put("a bad signature, each another", () -> forged(known));
        kinds.put("a bad ES256 signature, each another", () -> forged(other));
        kinds.put("good, the same", always(known));
        kinds.put("good, each another", () -> TestIssuer.token(rsa, "RS256"));
        return kinds;
    }

    private static void lasting(Map<String, Object> claims) {
        claims.put("exp", System.currentTimeMillis() / 1000 + 7200);
    }

    private static Supplier<String> always(String token) {
        return () -> token;
    }

    private String forged(String token) {
        var end = token.lastIndexOf('.') + 1;
        var signature = Base64.getUrlDecoder().decode(token.substring(end));
        random.nextBytes(signature);
        signature[0] = 1;
        return token.substring(0, end) + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
    }

    /** Microseconds of processor time of a request of each kind, without the first turns, in which the JVM compiles. */
    private static Map<String, Double> costs(RunningService service, Map<String, Supplier<String>> kinds)
            throws IOException {
        var spent = new LinkedHashMap<String, Double>();
        for (var turn = 0; turn < TURNS; turn++) {
            for (var kind : kinds.entrySet()) {
                var requests = new String[REQUESTS];
                for (var i = 0; i < REQUESTS; i++) {
                    requests[i] = request(kind.getValue().get());
                }
                var before = service.processorTime();
                send(service, requests, kind.getKey().startsWith("good") ? 200 : 401);
                var after = service.processorTime();
                if (turn >= TURNS / 2) {
                    spent.merge(kind.getKey(), micros(after.minus(before)), Double::sum);
                }
            }
        }
        spent.replaceAll((kind, sum) -> sum / (TURNS - TURNS / 2) / REQUESTS);
        return spent;
    }

    private static double micros(Duration time) {
        return time.toNanos() / 1000.0;
    }

    private static String request(String token) {
        return "GET /v1/protocols HTTP/1.1\r\nHost: x\r\n"
                + (token == null ? "" : "Authorization: Bearer " + token + "\r\n") + "\r\n";
    }

    /** One after the other, on one connection for as long as the service keeps it. */
    private static void send(RunningService service, String[] requests, int status) throws IOException {
        var sent = 0;
        while (sent < requests.length) {
            try (var socket = new Socket(
                    InetAddress.getLoopbackAddress(), service.address().getPort())) {
                socket.setTcpNoDelay(true);
                var in = new BufferedInputStream(socket.getInputStream());
                var open = true;
                while (open && sent < requests.length) {
                    socket.getOutputStream().write(requests[sent++].getBytes(StandardCharsets.US_ASCII));
                    open = answered(in, status);
                }
            }
        }
    }

    /** Reads an answer; false where the service closes the connection after it. */
    private static boolean answered(InputStream in, int status) throws IOException {
        assertThat(line(in)).startsWith("HTTP/1.1 " + status);
        var headers = new HashMap<String, String>();
        for (var header = line(in); !header.isEmpty(); header = line(in)) {
            var colon = header.indexOf(':');
            headers.put(
                    header.substring(0, colon).toLowerCase(Locale.ROOT),
                    header.substring(colon + 1).trim());
        }
        if (headers.containsKey("transfer-encoding")) {
            for (var size = chunkSize(in); size > 0; size = chunkSize(in)) {
                in.skipNBytes(size);
                line(in);
            }
            line(in);
        } else {
            in.skipNBytes(Long.parseLong(headers.get("content-length")));
        }
        return !"close".equals(headers.get("connection"));
    }

    private static int chunkSize(InputStream in) throws IOException {
        return Integer.parseInt(line(in), 16);
    }

    private static String line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (var next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("The connection ended in an answer");
            }
            line.write(next);
        }
        return line.toString(StandardCharsets.US_ASCII).trim();
    }
}
