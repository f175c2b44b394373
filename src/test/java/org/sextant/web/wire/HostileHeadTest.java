package org.sextant.web.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sextant.identity.Role.COORDINATOR;
import static org.sextant.identity.Role.NURSE;
import static org.sextant.identity.Role.PRESCRIBER;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.sextant.Clinics;
import org.sextant.Database;
import org.sextant.RawHttp;

/**
 * Requests that no client should send, byte by byte. Each is refused with a problem document, a request id and a line in
 * the access log; where the end of the request is uncertain, nothing behind the request is read.
 */
@QuarkusTest
class HostileHeadTest {

    private static final String SMUGGLED = "GET /v1/smuggled HTTP/1.1\r\nHost: localhost\r\n\r\n";
    private static final String CHUNKED_BODY = "2\r\n{}\r\n0\r\n\r\n";
    private static final UUID CLINIC = UUID.randomUUID();
    private static final List<String> ACCESS_LOG = new CopyOnWriteArrayList<>();

    private static final int CUT_OFF = 20;

    private static final Handler WATCH =
            new Lines(line -> ACCESS_LOG.add(line.getMdc("requestId") + " " + line.getFormattedMessage()));

    private static final class Lines extends Handler {

        private final Consumer<ExtLogRecord> reader;

        Lines(Consumer<ExtLogRecord> reader) {
            this.reader = reader;
        }

        @Override
        public void publish(LogRecord line) {
            reader.accept(ExtLogRecord.wrap(line));
        }

        @Override
        public void flush() {
            // Each line is there at once.
        }

        @Override
        public void close() {
            // There is nothing to close.
        }
    }

    @TestHTTPResource
    URI service;

    private static String nurse() {
        return bearer(NURSE);
    }

    private static String bearer(String role) {
        return "Authorization: Bearer " + Clinics.token(CLINIC, role) + "\r\n";
    }

    @BeforeAll
    static void watch() {
        Logger.getLogger("io.quarkus.http.access-log").addHandler(WATCH);
    }

    @AfterAll
    static void stopWatching() {
        Logger.getLogger("io.quarkus.http.access-log").removeHandler(WATCH);
    }

    /** Refused, and the connection is closed: whoever sends such a head may have hidden another request behind it. */
    @TestFactory
    Stream<DynamicTest> unreadableHeadsEndTheConnection() {
        return Stream.of(
                        heads(
                                Set.of(400),
                                "FOO",
                                "GET",
                                "GET /v1/patients",
                                "\u0016\u0003\u0001\u0002\u0000",
                                "GET  HTTP/1.1"),
                        heads(Set.of(400), versions("HTTP/3", "HTTP/11", "HTTP/1.", "HTTP/1.1x", "HTTP /1.1", "")),
                        heads(Set.of(400), methods("G@T", "G\u0080T", "\"GET\"", "G\u0000T")),
                        heads(Set.of(400), named("X Y", "X\u0000", "X\u0080", "X(", "X ", "X\t", "@", "{}", "X\u0001")),
                        heads(Set.of(400), valued("\u0000", "a\u0000b", "\u0001", "\u007f", "a\rb", "a\u000bb")),
                        heads(Set.of(400), "GET /v1/patients HTTP/1.1\r\nHost: localhost\r\nNoColon"),
                        heads(Set.of(414), "GET /" + "x".repeat(5000) + " HTTP/1.1\r\nHost: localhost"),
                        heads(Set.of(414), "GET /v1/patients?mrn=" + "x".repeat(5000) + " HTTP/1.1\r\nHost: localhost"),
                        heads(Set.of(431), head("X-Long: " + "x".repeat(30_000))),
                        heads(Set.of(431), head("X-Many: 1\r\n".repeat(3000) + "X-Last: 1")),
                        heads(
                                Set.of(400),
                                lengths(
                                        "-1",
                                        "+2",
                                        "abc",
                                        "2,2",
                                        "2, 3",
                                        "",
                                        "0x2",
                                        "1e1",
                                        "2 2",
                                        "2.0",
                                        "99999999999999999999999",
                                        "2\r\nContent-Length: 3",
                                        "2\r\nContent-Length: 2")),
                        heads(
                                Set.of(501),
                                codings(
                                        "gzip",
                                        "gzip, chunked",
                                        "identity",
                                        "chunked, chunked",
                                        "xchunked",
                                        "chunk",
                                        "chunked;a=b",
                                        "\"chunked\"",
                                        ",chunked",
                                        "",
                                        "gzip\r\nTransfer-Encoding: chunked")),
                        heads(
                                Set.of(400, 501),
                                codings(
                                        "chunked, gzip",
                                        "chunked, identity",
                                        "chunked,",
                                        "chunked\u0000",
                                        "\u000bchunked",
                                        "chunked\r\nTransfer-Encoding: identity")),
                        heads(
                                Set.of(400),
                                codings(
                                        "chunked\r\nContent-Length: 12",
                                        "gzip\r\nContent-Length: 12",
                                        "identity\r\nContent-Length: 12",
                                        "chunk\r\nContent-Length: 12")),
                        heads(Set.of(400), head("Transfer-Encoding : chunked")),
                        heads(Set.of(400), "POST /v1/patients HTTP/1.0\r\nTransfer-Encoding: chunked"))
                .flatMap(cases -> cases)
                .map(refused -> DynamicTest.dynamicTest(refused.name(), () -> assertEnds(refused)));
    }

    /** Refused like any other request of a known caller, with a row in the trail; the connection may be used again. */
    @TestFactory
    Stream<DynamicTest> requestsThatCannotBeServedAreRefusedWithARow() {
        return Stream.of(
                        heads(
                                Set.of(400),
                                Stream.of(
                                                "%",
                                                "%zz",
                                                "%2",
                                                "a=%",
                                                "a=|",
                                                "a={}",
                                                "a=\"",
                                                "a=<",
                                                "a=\\",
                                                "a=^",
                                                "a=`",
                                                "limit=%zz",
                                                "%u0041",
                                                "a=\u0001",
                                                "a=\u007f",
                                                "a=\u0080")
                                        .flatMap(query -> Stream.of(
                                                        "/v1/patients?", "/v1/reports/courses?", "/q/openapi?", "/?")
                                                .map(path -> line("GET " + path + query)))
                                        .toArray(String[]::new)),
                        heads(
                                Set.of(400),
                                Stream.of(
                                                "/%",
                                                "/v1/patients/%zz",
                                                "/v1/patients/\u0080",
                                                "v1/patients",
                                                "*",
                                                "http://",
                                                "http://[::1/v1/patients",
                                                "//",
                                                "//evil/v1/patients",
                                                "/v1//patients",
                                                "/v1/patients/",
                                                "/v1/patients;x",
                                                "/v1/%70atients",
                                                "ftp://localhost/v1/patients")
                                        .map(path -> line("GET " + path))
                                        .toArray(String[]::new)),
                        heads(Set.of(400), line("OPTIONS *"), line("CONNECT localhost:80")),
                        heads(
                                Set.of(400),
                                Stream.of(
                                                "",
                                                "Host: a b",
                                                "Host: a@b",
                                                "Host: a:999999",
                                                "Host: a/b",
                                                "Host: localhost\r\nHost: evil",
                                                "Host: localhost\r\nHost: localhost")
                                        .map(host ->
                                                "GET /v1/patients HTTP/1.1" + (host.isEmpty() ? "" : "\r\n" + host))
                                        .toArray(String[]::new)),
                        heads(Set.of(400), head(": v")))
                .flatMap(cases -> cases)
                .map(refused -> DynamicTest.dynamicTest(refused.name(), () -> assertRefusedWithRow(refused, false)));
    }

    @TestFactory
    Stream<DynamicTest> oddVersionsAreRefusedWithARowAndEndTheConnection() {
        return heads(Set.of(400), versions("HTTP/1.2", "HTTP/2.0", "HTTP/9.9", "HTTP/0.9", "FOO/1.1", "HTTP/1.10"))
                .map(refused -> DynamicTest.dynamicTest(refused.name(), () -> assertRefusedWithRow(refused, true)));
    }

    /** What is odd and harmless is served as before. */
    @TestFactory
    Stream<DynamicTest> whatCanBeReadIsServed() {
        return heads(
                        Set.of(200, 400, 404, 405, 406),
                        head("X-Folded: a\r\n b"),
                        head("Accept: "),
                        head("Accept: ,;q=x/"),
                        head("Accept: /"),
                        head("Accept-Language: ;q=z"),
                        head("Range: bytes=x"),
                        head("If-None-Match: \""),
                        head("Cookie: a\u0080=b; c"),
                        head("Expect: 200-maybe"),
                        head("X-Request-Id: \u00ff"),
                        head("Connection: x, y"),
                        head(
                                "Upgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings\r\nHTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA"),
                        head(
                                "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: x\r\nSec-WebSocket-Version: 13"),
                        line("TRACE /v1/patients"),
                        line("PRI /v1/patients"),
                        line("GET http://localhost/v1/patients"),
                        line("GET /v1/patients?&&&"),
                        line("GET /v1/patients?a=b;c=d"),
                        line("GET /nothing"),
                        line("OPTIONS /v1/patients"))
                .map(served -> DynamicTest.dynamicTest(served.name(), () -> {
                    try (var client = new RawHttp(service)) {
                        var answer = client.send(served.head() + "\r\n" + nurse() + "\r\n")
                                .answer();
                        assertThat(answer.status()).isIn(served.statuses());
                        assertAnswer(answer);
                        assertServes(client);
                    }
                }));
    }

    /** The answer to the unreadable request comes after those to earlier requests of the connection. */
    @Test
    void refusalsKeepTheOrderOfTheConnection() throws IOException {
        try (var client = new RawHttp(service)) {
            client.send("GET /v1/protocols HTTP/1.1\r\nHost: localhost\r\n" + nurse() + "\r\n"
                    + "GET /v1/nothing HTTP/1.1\r\nHost: localhost\r\n" + nurse() + "\r\n" + "GET\r\n\r\n" + SMUGGLED);
            assertThat(client.answer().status()).isEqualTo(200);
            assertThat(client.answer().status()).isEqualTo(404);
            assertThat(client.answer().status()).isEqualTo(400);
            assertThat(client.isClosed()).isTrue();
        }
    }

    /** A client that leaves in the middle of a head is no fault of the service: one line each, and no stack trace. */
    @Test
    void aHeadThatIsCutOffIsALineOfTheLog() throws IOException {
        var before = cutOff();
        var faults = new CopyOnWriteArrayList<String>();
        var netty = Logger.getLogger("io.netty");
        var watch = new Lines(line -> faults.add(line.getFormattedMessage()));
        netty.addHandler(watch);
        try {
            for (var i = 0; i < CUT_OFF; i++) {
                try (var client = new RawHttp(service)) {
                    client.send("GET /v1/protocols HTTP/1.1\r\nHost: loc");
                }
            }
            await("the lines of the heads cut off", () -> cutOff() >= before + CUT_OFF);
            assertServes();
        } finally {
            netty.removeHandler(watch);
        }
        assertThat(cutOff()).isEqualTo(before + CUT_OFF);
        assertThat(faults).isEmpty();
    }

    private static long cutOff() {
        return ACCESS_LOG.stream()
                .filter(line -> line.endsWith("- (unreadable) 499 0 ms"))
                .count();
    }

    /** Prior knowledge of HTTP/2 without TLS: the preface is a request with a version that is not served. */
    @Test
    void cleartextHttp2IsOff() throws IOException {
        try (var client = new RawHttp(service)) {
            var answer = client.send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n").answer();
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.header("Upgrade")).isNull();
        }
    }

    /** The caller is known, so the refusal has its row; it is the last answer of the connection. */
    @TestFactory
    Stream<DynamicTest> brokenChunksAreRefusedWithARow() {
        return Map.of("/v1/patients", COORDINATOR, "/v1/sync", NURSE, "/v1/imports", PRESCRIBER).entrySet().stream()
                .flatMap(route -> Stream.of(
                                "zz\r\n{}\r\n0\r\n\r\n",
                                "1\r\n{\r\nzz\r\n}\r\n0\r\n\r\n",
                                "-2\r\n{}\r\n0\r\n\r\n",
                                "fffffffffffffffff\r\n{}\r\n",
                                "2\r\n{}0\r\n\r\n",
                                "2;" + "a".repeat(9000) + "\r\n{}\r\n0\r\n\r\n",
                                "2\r\n{}\r\n0\r\nX-\u0000: 1\r\n\r\n")
                        .map(body -> DynamicTest.dynamicTest(
                                route.getKey() + " " + name(body),
                                () -> assertBroken(route.getKey(), route.getValue(), body, ""))));
    }

    /** Earlier requests of the connection are whole, and their answers come first. */
    @Test
    void aBrokenBodyLeavesEarlierRequestsAlone() throws Exception {
        var earlier = "POST /v1/patients HTTP/1.1\r\nHost: localhost\r\n" + nurse()
                + "Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{}";

        assertBroken("/v1/sync", NURSE, "2\r\n{}0\r\n\r\n", earlier);
    }

    private void assertBroken(String path, String role, String body, String earlier) throws Exception {
        var id = UUID.randomUUID().toString();
        var type = path.endsWith("imports") ? "application/x-ndjson" : "application/json";
        try (var client = new RawHttp(service)) {
            client.send(earlier + "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nX-Request-Id: " + id + "\r\n"
                    + bearer(role) + "Content-Type: " + type + "\r\nTransfer-Encoding: chunked\r\n\r\n" + body
                    + SMUGGLED);
            if (!earlier.isEmpty()) {
                assertThat(client.answer().status()).isEqualTo(403);
            }
            var answer = client.answer();
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.header("X-Request-Id")).isEqualTo(id);
            assertAnswer(answer);
            assertThat(rows(id, 400)).isEqualTo(1);
            // An import has a row from its beginning.
            assertThat(rows(id)).isEqualTo(path.equals("/v1/imports") ? 2 : 1);
            assertThat(client.isClosed()).isTrue();
        }
        assertServes();
    }

    private record Case(Set<Integer> statuses, String head) {

        String name() {
            return HostileHeadTest.name(head);
        }
    }

    private static String name(String head) {
        var printable = head.replaceAll("[^ -~]", "~");
        return printable.substring(0, Math.min(100, printable.length()));
    }

    private void assertEnds(Case refused) throws IOException {
        try (var client = new RawHttp(service)) {
            var answer = client.send(refused.head() + "\r\n\r\n" + CHUNKED_BODY + SMUGGLED)
                    .answer();
            assertThat(answer.status()).isIn(refused.statuses());
            assertAnswer(answer);
            assertThat(client.isClosed()).as("one answer only").isTrue();
        }
        assertServes();
    }

    private void assertRefusedWithRow(Case refused, boolean ends) throws Exception {
        var id = UUID.randomUUID().toString();
        try (var client = new RawHttp(service)) {
            var answer = client.send(refused.head() + "\r\nX-Request-Id: " + id + "\r\n" + nurse() + "\r\n")
                    .answer();
            assertThat(answer.status()).isIn(refused.statuses());
            assertThat(answer.header("X-Request-Id")).isEqualTo(id);
            assertAnswer(answer);
            assertThat(rows(id, answer.status())).isEqualTo(1);
            if (ends) {
                assertThat(client.isClosed()).isTrue();
            } else {
                assertServes(client);
            }
        }
    }

    private static long rows(String id) throws Exception {
        return Database.number("SELECT count(*) FROM call_log WHERE clinic_id = ? AND request_id = ?", CLINIC, id);
    }

    private static long rows(String id, int status) throws Exception {
        return Database.number(
                "SELECT count(*) FROM call_log WHERE clinic_id = ? AND request_id = ? AND status = ?",
                CLINIC,
                id,
                status);
    }

    private static void assertAnswer(RawHttp.Answer answer) {
        var id = answer.header("X-Request-Id");
        assertThat(id).isNotBlank();
        if (answer.status() >= 400) {
            assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
            assertThat(answer.body()).contains("\"type\":\"/problems/").contains("\"status\":" + answer.status());
        }
        await(id + " ");
    }

    /** The line of an answer may be written after the answer. */
    private static void await(String beginning) {
        await(
                "access log line of " + beginning,
                () -> ACCESS_LOG.stream().anyMatch(line -> line.startsWith(beginning)));
    }

    private static void await(String what, BooleanSupplier isThere) {
        for (var tries = 0; !isThere.getAsBoolean(); tries++) {
            assertThat(tries).as(what).isLessThan(600);
            try {
                Thread.sleep(10);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(stopped);
            }
        }
    }

    private void assertServes() throws IOException {
        try (var client = new RawHttp(service)) {
            assertServes(client);
        }
    }

    private static void assertServes(RawHttp client) throws IOException {
        assertThat(client.send("GET /problems/invalid HTTP/1.1\r\nHost: localhost\r\n\r\n")
                        .answer()
                        .status())
                .isEqualTo(200);
    }

    private static Stream<Case> heads(Set<Integer> statuses, String... heads) {
        return Stream.of(heads).map(head -> new Case(statuses, head));
    }

    private static String line(String methodAndTarget) {
        return methodAndTarget + " HTTP/1.1\r\nHost: localhost";
    }

    private static String head(String header) {
        return line("GET /v1/protocols") + "\r\n" + header;
    }

    private static String[] versions(String... versions) {
        return Stream.of(versions)
                .map(version -> "GET /v1/patients " + version + "\r\nHost: localhost")
                .toArray(String[]::new);
    }

    private static String[] methods(String... methods) {
        return Stream.of(methods).map(method -> line(method + " /v1/patients")).toArray(String[]::new);
    }

    private static String[] named(String... names) {
        return Stream.of(names).map(name -> head(name + ": v")).toArray(String[]::new);
    }

    private static String[] valued(String... values) {
        return Stream.of(values).map(value -> head("X-Value: " + value)).toArray(String[]::new);
    }

    private static String[] lengths(String... lengths) {
        return Stream.of(lengths)
                .map(length -> line("POST /v1/patients") + "\r\nContent-Length: " + length)
                .toArray(String[]::new);
    }

    private static String[] codings(String... codings) {
        return Stream.of(codings)
                .map(coding -> line("POST /v1/patients") + "\r\nTransfer-Encoding: " + coding)
                .toArray(String[]::new);
    }
}
