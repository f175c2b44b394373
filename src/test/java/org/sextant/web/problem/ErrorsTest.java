package org.sextant.web.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.oneOf;
import static org.sextant.Api.as;
import static org.sextant.Api.isProblem;
import static org.sextant.Api.token;
import static org.sextant.Api.unchecked;
import static org.sextant.Api.with;
import static org.sextant.identity.Role.ANALYST;
import static org.sextant.identity.Role.NURSE;
import static org.sextant.identity.Role.PRESCRIBER;

import com.fasterxml.jackson.databind.JsonMappingException;
import io.quarkus.logging.Log;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sextant.Treatment;

/** Every status that a client can bring about, each as a problem document that tells nothing it should not. */
@QuarkusTest
class ErrorsTest {

    @TestHTTPResource
    URI service;

    private static final String PATIENT = """
            {"mrn": "M", "name": {"family": "Canary4711", "given": "A"}, "birthDate": "1984-05-17", "sex": "MALE"}""";

    /** What does not parse. */
    static Stream<String> unreadable() {
        return Stream.of(
                "{",
                "",
                "null",
                "not json",
                "{\"mrn\": \"a\", \"mrn\": \"b\"}",
                "{\"mrn\": NaN}",
                "{\"mrn\": \"a\\u0000b\"}",
                "{\"mrn\": \"a\\ud800b\"}",
                "{\"mrn\": \"a\"} {}",
                "{\"mrn\": 'a'}",
                "{\"mrn\": \"a\",}",
                "{\"mrn\": \"" + "a".repeat(70_000) + "\"}",
                "{\"birthDate\": " + "1".repeat(65) + "}");
    }

    @ParameterizedTest
    @MethodSource("unreadable")
    void whatDoesNotParseIs400(String body) {
        isSafe(isProblem(as(PRESCRIBER).body(body).post("/v1/patients").then(), 400, "bad-request"));
    }

    /** It parses: the client is told which member does not fit. */
    @Test
    void aNumberBeyondAllMeasureIsOutOfRange() {
        isProblem(
                        as(PRESCRIBER)
                                .body("""
                                        {"patientId": "%s", "protocol": "p", "indication": {"system": "s", "code": "c"}, "plannedSessions": 2147483648}""".formatted(UUID.randomUUID()))
                                .post("/v1/courses")
                                .then(),
                        422,
                        "invalid")
                .body("errors.pointer", contains("/plannedSessions"))
                .body("errors.detail", contains("is out of range"));
    }

    /** Longer than any list can be: refused as such, and not for each of its elements. */
    @Test
    void aListBeyondAllMeasureIsOneError() {
        var many = String.join(",", Collections.nCopies(20_000, "\"\""));
        isProblem(
                        as(PRESCRIBER)
                                .body("""
                                        {"patientId": "%s", "protocol": "p", "indication": {"system": "s", "code": "c"}, "labels": [%s]}""".formatted(UUID.randomUUID(), many))
                                .post("/v1/courses")
                                .then(),
                        422,
                        "invalid")
                .body("errors.pointer", contains("/labels"))
                .body("errors.detail", contains("must have at most 100 elements"));
    }

    @Test
    void whatIsNestedTooDeepIs400() {
        var deep = "{\"name\": ".repeat(40) + "1" + "}".repeat(40);
        var patch = as(PRESCRIBER)
                .contentType("application/merge-patch+json")
                .header("If-Match", "*")
                .body(deep);

        isProblem(patch.patch("/v1/patients/{id}", Treatment.newPatient()).then(), 400, "bad-request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\u0000", "\\ud800", "\\udc00x"})
    void aPatchOfTextThatCannotBeStoredIs400(String bad) {
        var patient = Treatment.newPatient();
        for (var body : List.of(
                "{\"name\": {\"given\": \"%s\"}}", "{\"mrn\": \"a%s\"}", "{\"x%s\": 1}", "{\"sex\": \"MALE%s\"}")) {
            isSafe(isProblem(patch("/v1/patients/" + patient, body.formatted(bad)), 400, "bad-request"));
        }
        var course = Treatment.plannedCourse(patient, "iv-ketamine-0.5");
        for (var body : List.of("{\"labels\": [\"a%s\"]}", "{\"indication\": {\"display\": \"%s\"}}")) {
            isSafe(isProblem(patch("/v1/courses/" + course, body.formatted(bad)), 400, "bad-request"));
        }
    }

    private static ValidatableResponse patch(String path, String body) {
        return as(PRESCRIBER)
                .contentType("application/merge-patch+json")
                .header("If-Match", "*")
                .body(body)
                .patch(path)
                .then();
    }

    @Test
    void brokenUtf8Is400() {
        var broken = new byte[] {'{', '"', 'm', 'r', 'n', '"', ':', '"', (byte) 0xC3, '(', '"', '}'};

        isSafe(isProblem(as(PRESCRIBER).body(broken).post("/v1/patients").then(), 400, "bad-request"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=-1", "limit=x", "limit=99999999999", "cursor=x"})
    void aBadParameterIs400(String query) {
        var name = query.substring(0, query.indexOf('='));
        isProblem(as(NURSE).get("/v1/patients?" + query).then(), 400, "bad-request")
                .body("errors.pointer", contains(name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "patientId=1-1-1-1-1",
                "status=OPEN",
                "updatedSince=2026-01-01",
                "updatedSince=yesterday",
                "label=%00"
            })
    void aBadFilterIs400(String query) {
        var name = query.substring(0, query.indexOf('='));
        isProblem(
                        as(NURSE)
                                .urlEncodingEnabled(false)
                                .get("/v1/courses?" + query)
                                .then(),
                        400,
                        "bad-request")
                .body("errors.pointer", contains(name));
    }

    @Test
    void noTokenIs401BeforeAnythingElse() {
        for (var answer : Stream.of(
                        unchecked().get("/v1/patients"),
                        unchecked().get("/v1/nothing/here"),
                        unchecked().delete("/v1/patients"),
                        unchecked().contentType("text/xml").body("<x/>").post("/v1/patients"),
                        unchecked().accept("text/xml").get("/v1/patients"),
                        unchecked().body("{").post("/v1/patients"),
                        unchecked().body("x".repeat(2_000_000)).post("/v1/patients"))
                .toList()) {
            isSafe(isProblem(answer.then(), 401, "unauthenticated")).header("WWW-Authenticate", "Bearer");
        }
    }

    @Test
    void aBadTokenIs401() {
        var good = token(NURSE);
        for (var bad : new String[] {
            "x", "a.b.c", good.substring(0, good.length() - 4) + "AAAA", good + "x", good.replaceFirst("\\.", "..")
        }) {
            isProblem(with(bad).get("/v1/patients").then(), 401, "unauthenticated");
        }
        isProblem(
                unchecked()
                        .header("Authorization", "Basic bnVyc2U6bnVyc2U=")
                        .get("/v1/patients")
                        .then(),
                401,
                "unauthenticated");
    }

    @Test
    void theRoleIsJudgedBeforeTheContent() {
        for (var answer : Stream.of(
                        as(ANALYST).body(PATIENT).post("/v1/patients"),
                        as(ANALYST).body("{").post("/v1/patients"),
                        as(ANALYST).body("{}").post("/v1/patients"),
                        as(ANALYST).contentType("text/xml").body("<x/>").post("/v1/patients"),
                        as(ANALYST).accept("text/xml").get("/v1/patients"),
                        as(ANALYST).body("x".repeat(2_000_000)).post("/v1/patients"),
                        as(ANALYST).get("/v1/patients/{id}", UUID.randomUUID()))
                .toList()) {
            isSafe(isProblem(answer.then(), 403, "forbidden"));
        }
    }

    @Test
    void whatIsNotThereIs404() {
        isSafe(isProblem(as(NURSE).get("/v1/patients/{id}", UUID.randomUUID()).then(), 404, "not-found"));
        isProblem(as(NURSE).get("/v1/patients/4711").then(), 404, "not-found");
        isProblem(as(NURSE).get("/v1/nothing").then(), 404, "not-found");
        isProblem(unchecked().get("/nothing").then(), 404, "not-found");
    }

    @Test
    void anotherMethodIs405AndNamesThoseThereAre() {
        isSafe(isProblem(as(NURSE).delete("/v1/patients").then(), 405, "method-not-allowed"))
                .header("Allow", "GET, POST");
        isProblem(as(NURSE).post("/v1/patients/{id}", UUID.randomUUID()).then(), 405, "method-not-allowed")
                .header("Allow", "GET, PATCH");
    }

    @Test
    void anotherRepresentationIs406() {
        isSafe(isProblem(as(NURSE).accept("text/csv").get("/v1/patients").then(), 406, "not-acceptable"));
    }

    @Test
    void moreThanAMebibyteIs413DeclaredOrStreamed() {
        var body = PATIENT + " ".repeat(1024 * 1024);
        isSafe(isProblem(as(PRESCRIBER).body(body).post("/v1/patients").then(), 413, "too-large"));
        isProblem(
                as(PRESCRIBER)
                        .body(" ".repeat(11 * 1024 * 1024))
                        .post("/v1/patients")
                        .then(),
                413,
                "too-large");
    }

    @Test
    void anotherMediaTypeIs415() {
        isSafe(isProblem(
                as(PRESCRIBER)
                        .contentType("text/xml")
                        .body(PATIENT)
                        .post("/v1/patients")
                        .then(),
                415,
                "unsupported-media-type"));
        isProblem(
                as(PRESCRIBER)
                        .body("{}")
                        .patch("/v1/patients/{id}", UUID.randomUUID())
                        .then(),
                415,
                "unsupported-media-type");
    }

    @Test
    void whatDoesNotFitIs422AndItsValueIsNotRepeated() {
        var answer = isSafe(isProblem(
                as(PRESCRIBER)
                        .body(PATIENT.replace("\"MALE\"", "\"Canary4711\""))
                        .post("/v1/patients")
                        .then(),
                422,
                "invalid"));
        answer.body("errors.pointer", contains("/sex"))
                .body("errors.detail", contains("must be one of FEMALE, MALE, OTHER, UNKNOWN"));
        isProblem(as(PRESCRIBER).body("[]").post("/v1/patients").then(), 422, "invalid")
                .body("errors.pointer", contains(""));
        isProblem(
                        as(PRESCRIBER)
                                .body(PATIENT.replace("\"mrn\"", "\"m/r~n\""))
                                .post("/v1/patients")
                                .then(),
                        422,
                        "invalid")
                .body("errors.pointer", contains("/mrn", "/m~1r~0n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1772443200", "\"1772443200\"", "[1980,1,2]", "true", "\"1980-01-02T00:00:00Z\"", "\" 1980-01-02\"",
                "\"-5000-01-01\"", "\"+12026-01-01\"", "\"1899-12-31\"", "\"2200-01-01\"", "\"1980-02-30\"",
                        "\"1980-1-2\""
            })
    void aDateIsADate(String value) {
        isProblem(
                        as(PRESCRIBER)
                                .body(PATIENT.replace("\"1984-05-17\"", value))
                                .post("/v1/patients")
                                .then(),
                        422,
                        "invalid")
                .body("errors.pointer", contains("/birthDate"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1772443200",
                "1772443200000",
                "\"1772443200\"",
                "\"2026-01-05\"",
                "\"2026-01-05T09:00:00\"",
                "\"2026-01-05T09:00Z\"",
                "\"+12026-01-05T09:00:00Z\"",
                "\"-5000-01-01T00:00:00Z\"",
                "\"2026-01-05 09:00:00Z\"",
                "\"2200-01-01T00:00:00Z\"",
                "\" 2026-01-05T09:00:00Z\"",
                "\"2026-01-05T25:00:00Z\"",
                "{}"
            })
    void aTimeIsATime(String value) {
        isProblem(
                        as(PRESCRIBER)
                                .body("{\"scheduledAt\": %s}".formatted(value))
                                .post("/v1/courses/{id}/sessions", UUID.randomUUID())
                                .then(),
                        422,
                        "invalid")
                .body("errors.pointer", contains("/scheduledAt"));
    }

    @Test
    void whatIsTooMuchButDeclaredInPiecesIs413() throws IOException {
        for (var mebibytes : new int[] {2, 12}) {
            assertThat(streamed("/v1/patients", "", mebibytes))
                    .startsWith("HTTP/1.1 413 ")
                    .contains("/problems/too-large");
        }
    }

    /** The JSON reader comes upon the excess in the middle of a value, and wraps the refusal. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/v1/patients | {\"name\": {",
                "/v1/courses | {\"labels\": [",
                "/v1/courses | {\"indication\": {\"system\": \"s\",",
                "/v1/sync | {\"items\": [{\"type\":"
            })
    void whatIsTooMuchWithinAValueIs413(String path, String begins) throws IOException {
        assertThat(streamed(path, begins, 2)).startsWith("HTTP/1.1 413 ").contains("/problems/too-large");
    }

    @Test
    void aRefusalThatTheJsonReaderWrapsIsTheRefusal() {
        var refusal = CommonProblem.TOO_LARGE.because("A body may have at most 1 MiB.");
        var item = JsonMappingException.wrapWithPath(refusal, List.of(), 0);
        var wrapped = new JsonMappingException(null, "items", new IOException(item));

        assertThat(ExceptionTranslator.of(item)).isSameAs(refusal);
        assertThat(ExceptionTranslator.of(wrapped)).isSameAs(refusal);
        assertThat(ExceptionTranslator.of(new JsonMappingException(null, "items"))
                        .type())
                .isEqualTo(CommonProblem.BAD_REQUEST);
    }

    /** Reads while it sends: the service answers, and may hang up, long before it has been sent everything. */
    private String streamed(String path, String begins, int mebibytes) throws IOException {
        try (var socket = new Socket(service.getHost(), service.getPort())) {
            socket.setSoTimeout(60_000);
            var sending = new Thread(() -> send(socket, path, begins, mebibytes), "sending");
            sending.setDaemon(true);
            sending.start();
            var answer = new byte[4096];
            var length = socket.getInputStream().read(answer);
            return new String(answer, 0, Math.max(length, 0), StandardCharsets.UTF_8);
        }
    }

    private static void send(Socket socket, String path, String begins, int mebibytes) {
        var head = "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token(PRESCRIBER)
                + "\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
                + (begins.isEmpty() ? "" : "%x\r\n%s\r\n".formatted(begins.length(), begins));
        var piece = "10000\r\n" + " ".repeat(0x10000) + "\r\n";
        try {
            var out = socket.getOutputStream();
            out.write(head.getBytes(StandardCharsets.US_ASCII));
            for (var i = 0; i < mebibytes * 16; i++) {
                out.write(piece.getBytes(StandardCharsets.US_ASCII));
            }
            out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        } catch (IOException hungUp) {
            Log.debug("The service hung up before it was sent everything", hungUp);
        }
    }

    @Test
    void aNumberAtTheEdgeOfWhatCanBeReadIsRefused() {
        as(PRESCRIBER)
                .contentType("application/merge-patch+json")
                .header("If-Match", "*")
                .body("{\"plannedSessions\": 1e2147483648}")
                .patch("/v1/courses/{id}", Treatment.plannedCourse())
                .then()
                .statusCode(oneOf(400, 422))
                .contentType("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e99999999999", "1e-2147483648", "10e-2147483648"})
    void aNumberBeyondEveryNumberIs400(String number) {
        var course = Treatment.plannedCourse();
        isProblem(
                as(PRESCRIBER)
                        .contentType("application/merge-patch+json")
                        .header("If-Match", "*")
                        .body("{\"plannedSessions\": %s}".formatted(number))
                        .patch("/v1/courses/{id}", course)
                        .then(),
                400,
                "bad-request");
    }

    @Test
    void textIsNotJsonEvenWhereOneTextIsAsked() {
        isProblem(
                as(PRESCRIBER)
                        .contentType("text/plain")
                        .body("hello")
                        .post("/v1/courses/{id}/discontinue", UUID.randomUUID())
                        .then(),
                415,
                "unsupported-media-type");
    }

    @Test
    void aLongTextInABodyThatIsTooLongIs413() {
        isProblem(
                as(PRESCRIBER)
                        .body(PATIENT.replace("\"M\"", "\"" + "M".repeat(1_100_000) + "\""))
                        .post("/v1/patients")
                        .then(),
                413,
                "too-large");
    }

    @Test
    void everyAnswerCarriesTheRequestsId() {
        as(NURSE)
                .header("X-Request-Id", "tablet-3.42")
                .get("/v1/protocols")
                .then()
                .header("X-Request-Id", "tablet-3.42");
        unchecked()
                .header("X-Request-Id", "tablet-3.43")
                .get("/v1/protocols")
                .then()
                .header("X-Request-Id", "tablet-3.43");
        as(NURSE).get("/v1/protocols").then().header("X-Request-Id", matchesPattern("[0-9a-f-]{36}"));
        as(NURSE).header("X-Request-Id", "a b").get("/v1/protocols").then().header("X-Request-Id", not(equalTo("a b")));
    }

    @Test
    void noAnswerIsCachedOrSniffed() {
        as(NURSE)
                .get("/v1/protocols")
                .then()
                .header("Cache-Control", "no-store")
                .header("X-Content-Type-Options", "nosniff");
    }

    private static ValidatableResponse isSafe(ValidatableResponse answer) {
        answer.header("X-Request-Id", notNullValue());
        assertThat(answer.extract().asString())
                .doesNotContainIgnoringCase("canary4711", "exception", "org.sextant", "java", "select ", "\tat ");
        return answer;
    }
}
