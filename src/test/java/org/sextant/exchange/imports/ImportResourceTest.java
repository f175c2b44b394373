package org.sextant.exchange.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.sextant.Api.as;
import static org.sextant.Api.isProblem;
import static org.sextant.Api.unchecked;
import static org.sextant.Api.with;
import static org.sextant.identity.Role.INTEGRATION;
import static org.sextant.identity.Role.NURSE;
import static org.sextant.identity.Role.PRESCRIBER;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sextant.Clinics;
import org.sextant.Database;

/** History line by line: what is stored, what is refused, what is known again. */
@QuarkusTest
class ImportResourceTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TestHTTPResource
    URI service;

    private final UUID clinic = UUID.randomUUID();
    private final String token = Clinics.token(clinic, PRESCRIBER);
    private final UUID course = UUID.randomUUID();
    private final UUID session = UUID.randomUUID();

    @Test
    void storesACourseAndAllThatBelongsToIt() throws Exception {
        var verdicts = send(history());

        assertThat(verdicts).extracting(one -> one.get("outcome").textValue()).containsOnly("CREATED");
        assertThat(verdicts).extracting(one -> one.get("line").intValue()).containsExactly(1, 2, 3, 4, 5);
        assertThat(verdicts)
                .extracting(one -> one.get("type").textValue())
                .containsExactly("COURSE", "SESSION", "VITALS", "SIDE_EFFECT", "ASSESSMENT");
        var summary = with(token)
                .get("/v1/courses/{id}/summary", course)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(summary.getInt("sessions.completed")).isOne();
        assertThat(summary.getInt("vitals.maxSystolic")).isEqualTo(190);
        assertThat(summary.getInt("outcomes[0].baseline")).isEqualTo(19);
        assertThat(with(token)
                        .get("/v1/sessions/{id}", session)
                        .then()
                        .statusCode(200)
                        .extract()
                        .<Float>path("administeredMg"))
                .isEqualTo(36.5f);
        assertThat(Database.number(
                        "SELECT count(*) FROM audit_log WHERE clinic_id = ? AND subject = 'own-PRESCRIBER'", clinic))
                .as("The patient, and each line")
                .isEqualTo(6);
        assertThat(Database.number(
                        "SELECT count(*) FROM change_log WHERE clinic_id = ? AND type <> 'PROTOCOL'", clinic))
                .isEqualTo(6);
    }

    @Test
    void historyRaisesNoAlertAndIsNotWaitedFor() throws Exception {
        var lines = history();
        lines.set(
                1,
                changed(
                        lines.get(1),
                        "{\"status\": \"INFUSING\"}",
                        "endedAt",
                        "administeredMg",
                        "dischargedAt",
                        "criteria"));

        assertThat(send(lines))
                .extracting(one -> one.get("outcome").textValue())
                .containsOnly("CREATED");

        assertThat(Database.number("SELECT count(*) FROM alert WHERE clinic_id = ?", clinic))
                .isZero();
        assertThat(Database.number(
                        "SELECT count(*) FROM session_clock WHERE clinic_id = ? AND (vitals_overdue_at IS NOT NULL OR next_vitals_due_at IS NOT NULL)",
                        clinic))
                .isZero();
    }

    @Test
    void aReadingIsLateAfterADischargeOnly() throws Exception {
        var lines = history();
        lines.set(1, changed(lines.get(1), "{\"status\": \"OBSERVING\"}", "dischargedAt", "criteria"));
        lines.set(2, changed(lines.get(2), "{\"late\": true}"));
        lines.add(changed(lines.get(2), "{\"id\": \"%s\", \"late\": false}".formatted(UUID.randomUUID())));

        var verdicts = send(lines);

        assertThat(verdicts.get(2).at("/problem/errors/0/pointer").textValue()).isEqualTo("/late");
        assertThat(verdicts.get(5).get("outcome").textValue()).isEqualTo("CREATED");
    }

    @Test
    void theSameAgainIsKnownAndAChangedLineIsNot() throws Exception {
        var lines = history();
        send(lines);

        assertThat(send(lines))
                .extracting(one -> one.get("outcome").textValue())
                .containsOnly("REPLAYED");
        lines.set(2, changed(lines.get(2), "{\"systolic\": 191}"));
        var verdicts = send(lines);

        assertThat(verdicts)
                .extracting(one -> one.get("outcome").textValue())
                .containsExactly("REPLAYED", "REPLAYED", "REJECTED", "REPLAYED", "REPLAYED");
        assertThat(verdicts.get(2).get("status").intValue()).isEqualTo(409);
        assertThat(verdicts.get(2).at("/problem/type").textValue()).isEqualTo("/problems/id-reuse");
        assertThat(Database.number("SELECT count(*) FROM vitals WHERE clinic_id = ?", clinic))
                .isOne();
    }

    @Test
    void anotherSpellingIsTheSameLine() throws Exception {
        var lines = history();
        send(lines);
        lines.set(2, changed(lines.get(2), "{\"takenAt\": \"2024-03-02T10:30:00+01:00\", \"temperatureC\": 36.70}"));

        assertThat(send(lines))
                .extracting(one -> one.get("outcome").textValue())
                .containsOnly("REPLAYED");
    }

    @Test
    void theSameIdTwiceInABodyIsOneRecord() throws Exception {
        var lines = history();
        lines.add(lines.get(2));
        lines.add(changed(lines.get(2), "{\"systolic\": 191}"));

        assertThat(send(lines))
                .extracting(one -> one.get("outcome").textValue())
                .containsExactly("CREATED", "CREATED", "CREATED", "CREATED", "CREATED", "REPLAYED", "REJECTED");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "VITALS | {\"systolic\": 20} | 422 | /systolic",
                "VITALS | {\"systolic\": 70, \"diastolic\": 80} | 422 | /systolic",
                "VITALS | {\"sistolic\": 120} | 422 | /sistolic",
                "VITALS | {\"systolic\": \"high\"} | 422 | /systolic",
                "VITALS | {\"takenAt\": \"2124-01-01T00:00:00Z\"} | 422 | /takenAt",
                "VITALS | {\"sessionId\": null} | 422 | /sessionId",
                "VITALS | {\"sessionId\": \"x\"} | 422 | /sessionId",
                "VITALS | {\"sessionId\": \"00000000-0000-4000-8000-000000000000\"} | 422 | /sessionId",
                "VITALS | {\"late\": \"yes\"} | 422 | /late",
                "VITALS | {\"id\": null} | 422 | /id",
                "VITALS | {\"type\": \"MOOD\"} | 422 | /type",
                "VITALS | {\"type\": null} | 422 | /type",
                "SIDE_EFFECT | {\"effect\": \"OTHER\"} | 422 | /note",
                "SIDE_EFFECT | {\"resolvedAt\": \"2024-03-02T09:00:00Z\"} | 422 | /resolvedAt",
                "ASSESSMENT | {\"instrument\": \"MOOD\"} | 422 | /instrument",
                "ASSESSMENT | {\"total\": 20} | 422 | /total",
                "ASSESSMENT | {\"answers\": [4,2,2,2,2,2,2,2,3]} | 422 | /answers/0",
                "ASSESSMENT | {\"sessionId\": \"00000000-0000-4000-8000-000000000000\"} | 422 | /sessionId",
                "ASSESSMENT | {\"courseId\": \"00000000-0000-4000-8000-000000000000\"} | 422 | /courseId",
                "SESSION | {\"courseId\": \"00000000-0000-4000-8000-000000000000\"} | 422 | /courseId",
                "SESSION | {\"endedAt\": \"2024-03-02T09:00:00Z\"} | 422 | /endedAt",
                "SESSION | {\"weightKg\": null} | 422 | /weightKg",
                "SESSION | {\"number\": 61} | 422 | /number",
                "SESSION | {\"status\": \"SCHEDULED\"} | 422 | /startedAt",
                "SESSION | {\"cancelReason\": \"x\"} | 422 | /cancelReason",
                "SESSION | {\"cancelCause\": \"ILL\"} | 422 | /cancelCause",
                "SESSION | {\"timeZone\": \"Mars/Olympus\"} | 422 | /timeZone",
                "SESSION | {\"rescheduleHistory\": []} | 422 | /rescheduleHistory",
                "SESSION | {\"rescheduleHistory\": [{\"reason\": \"x\"}]} | 422 | /rescheduleHistory/0/at",
                "SESSION | {\"furtherMg\": 900} | 422 | /furtherMg",
                "COURSE | {\"family\": null} | 422 | /family",
                "COURSE | {\"protocol\": \"none\"} | 422 | /protocol",
                "COURSE | {\"protocolRevision\": 7} | 422 | /protocolRevision",
                "COURSE | {\"endedAt\": null} | 422 | /endedAt",
                "COURSE | {\"status\": \"DISCONTINUED\"} | 422 | /discontinueReason",
                "COURSE | {\"endReason\": \"COST\"} | 422 | /endReason",
                "COURSE | {\"plannedSessions\": 61} | 422 | /plannedSessions",
                "COURSE | {\"previousCourseId\": \"00000000-0000-4000-8000-000000000000\"} | 422 | /previousCourseId"
            })
    void saysWhatIsWrongWithALine(String type, String change, int status, String pointer) throws Exception {
        var lines = history();
        var index = IntStream.range(0, 5)
                .filter(i -> Reader.read(lines.get(i)).get("type").textValue().equals(type))
                .findFirst()
                .orElseThrow();
        lines.set(index, changed(lines.get(index), change));

        var verdict = send(lines).get(index);

        assertThat(verdict.get("outcome").textValue()).isEqualTo("REJECTED");
        assertThat(verdict.get("status").intValue()).isEqualTo(status);
        assertThat(verdict.at("/problem/errors").findValuesAsText("pointer")).contains(pointer);
    }

    /** Lines of further doses add to their session, once each. */
    @Test
    void furtherDosesCountInTheirSession() throws Exception {
        var lines = history();
        var none = UUID.randomUUID();
        for (var of : List.of(session, session, none)) {
            lines.add("""
                    {"type": "DOSE", "id": "%s", "sessionId": "%s", "mg": 2.5, "givenAt": "2024-03-02T09:30:00Z",
                     "doseRoute": "IM", "reason": "Little effect"}""".formatted(UUID.randomUUID(), of).replace("\n", ""));
        }

        assertThat(send(lines).get(7).at("/problem/errors").findValuesAsText("pointer"))
                .containsExactly("/sessionId");
        assertThat(send(lines).subList(5, 7))
                .extracting(one -> one.get("outcome").textValue())
                .containsOnly("REPLAYED");
        with(token).get("/v1/sessions/{id}", session).then().body("furtherMg", equalTo(5));
        with(token).get("/v1/sessions/{id}/doses", session).then().body("items", hasSize(2));
    }

    @Test
    void oneBadLineHarmsNoOther() throws Exception {
        var lines = history();
        lines.add(1, "{");
        lines.add(3, "");
        lines.add(4, "[]");
        lines.add("{\"type\": \"VITALS\", \"note\": \"" + "x".repeat(1024 * 1024) + "\"}");
        lines.add("{\"type\": \"VITALS\", \"id\": \"%s\", \"id\": \"x\"}".formatted(UUID.randomUUID()));
        var other = new ImportResourceTest();
        lines.add(changed(other.history().get(0), "{\"mrn\": \"MRN-1\"}"));

        var verdicts = send(lines);

        assertThat(verdicts)
                .extracting(one ->
                        one.get("line").intValue() + " " + one.get("status").intValue())
                .containsExactly(
                        "1 201", "2 400", "3 201", "5 422", "6 201", "7 201", "8 201", "9 413", "10 400", "11 409");
        assertThat(verdicts.get(9).at("/problem/type").textValue()).isEqualTo("/problems/duplicate-mrn");
        assertThat(Database.number("SELECT count(*) FROM patient WHERE clinic_id = ?", clinic))
                .isOne();
    }

    @Test
    void aLineThatIsRejectedLeavesNoPatient() throws Exception {
        var verdicts = send(List.of(changed(history().get(0), "{\"protocol\": \"none\"}")));

        assertThat(verdicts.get(0).get("outcome").textValue()).isEqualTo("REJECTED");
        assertThat(Database.number("SELECT count(*) FROM patient WHERE clinic_id = ?", clinic))
                .isZero();
    }

    /** A chain has no fork and no circle, also where both lines of it come in one statement. */
    @Test
    void coursesMakeAChain() throws Exception {
        var lines = history();
        send(List.of(lines.get(0)));
        var one = UUID.randomUUID();
        var other = UUID.randomUUID();
        var verdicts = send(List.of(
                next(lines.get(0), UUID.randomUUID(), course),
                next(lines.get(0), UUID.randomUUID(), course),
                next(lines.get(0), one, other),
                next(lines.get(0), other, one)));

        assertThat(verdicts)
                .extracting(verdict -> verdict.get("status").intValue())
                .containsExactly(201, 409, 422, 422);
        assertThat(verdicts.get(1).at("/problem/type").asText()).isEqualTo("/problems/course-has-successor");
        assertThat(verdicts.get(2).at("/problem/errors/0/pointer").asText()).isEqualTo("/previousCourseId");
        var itself = UUID.randomUUID();
        assertThat(send(List.of(next(lines.get(0), itself, itself)))
                        .get(0)
                        .get("status")
                        .intValue())
                .isEqualTo(422);
    }

    private static String next(String line, Object id, Object previous) throws Exception {
        return changed(
                line, "{\"id\": \"%s\", \"previousCourseId\": \"%s\", \"reason\": \"OTHER\"}".formatted(id, previous));
    }

    @Test
    void aPatientStaysWhoTheyAre() throws Exception {
        var lines = history();
        send(lines);
        var second = changed(
                lines.get(0), "{\"id\": \"%s\", \"previousCourseId\": \"%s\"}".formatted(UUID.randomUUID(), course));
        var stranger = changed(lines.get(0), "{\"id\": \"%s\", \"given\": \"Sam\"}".formatted(UUID.randomUUID()));
        var bare = changed(
                lines.get(0),
                "{\"id\": \"%s\"}".formatted(UUID.randomUUID()),
                "mrn",
                "family",
                "given",
                "birthDate",
                "sex");

        assertThat(send(List.of(second, stranger, bare)))
                .extracting(one -> one.get("status").intValue())
                .containsExactly(201, 409, 201);
    }

    @Test
    void aPatientHasOneActiveCourse() throws Exception {
        var active = "{\"id\": \"%s\", \"status\": \"ACTIVE\"}";
        var first = changed(history().get(0), active.formatted(UUID.randomUUID()), "endedAt");
        var second = changed(first, active.formatted(UUID.randomUUID()));

        var verdicts = send(List.of(first, second));

        assertThat(verdicts).extracting(one -> one.get("status").intValue()).containsExactly(201, 409);
        assertThat(verdicts.get(1).at("/problem/type").textValue()).isEqualTo("/problems/active-course-exists");
    }

    /** Many clients send all before they read anything; what is told them meanwhile may not stop their body. */
    @Test
    void aClientThatOnlySendsIsNotLeftHanging() throws Exception {
        var lines = 150_000;
        var line = "{\"type\":\"NONE\"}\n".getBytes(StandardCharsets.US_ASCII);
        try (var client = new Socket(service.getHost(), service.getPort())) {
            client.setSoTimeout(60_000);
            var out = client.getOutputStream();
            out.write(("POST /v1/imports HTTP/1.0\r\nAuthorization: Bearer " + token
                            + "\r\nContent-Type: application/x-ndjson\r\nContent-Length: " + (long) lines * line.length
                            + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            for (var i = 0; i < lines; i++) {
                out.write(line);
            }
            out.flush();
            var answer = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer.lines().filter(one -> one.startsWith("{\"line\":")))
                    .hasSize(lines);
            assertThat(answer).contains("{\"line\":" + lines + ",");
        }
    }

    @Test
    void anotherRoleAnotherTypeAndAnEmptyBody() {
        for (var role : List.of(NURSE, INTEGRATION)) {
            isProblem(
                    as(role).contentType("application/x-ndjson")
                            .body(new byte[0])
                            .post("/v1/imports")
                            .then(),
                    403,
                    "forbidden");
        }
        isProblem(as(PRESCRIBER).body("{}").post("/v1/imports").then(), 415, "unsupported-media-type");
        assertThat(unchecked()
                        .header("Authorization", "Bearer " + token)
                        .contentType("application/x-ndjson")
                        .body(new byte[] {'\n'})
                        .post("/v1/imports")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString())
                .isEmpty();
    }

    private List<JsonNode> send(List<String> lines) {
        var body = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
        return with(token)
                .contentType("application/x-ndjson")
                .body(body)
                .post("/v1/imports")
                .then()
                .statusCode(200)
                .contentType("application/x-ndjson")
                .extract()
                .asString()
                .lines()
                .map(Reader::read)
                .toList();
    }

    /** A course of the past with one session, in which much happened. */
    private List<String> history() {
        var patient = UUID.randomUUID();
        return new ArrayList<>(List.of(
                        """
                {"type": "COURSE", "id": "%s", "patientId": "%s", "mrn": "MRN-1", "family": "Example", "given": "Alex", "birthDate": "1984-05-17",
                 "sex": "FEMALE", "protocol": "iv-ketamine-0.5", "indicationSystem": "http://hl7.org/fhir/sid/icd-10-cm", "indicationCode": "F33.2",
                 "phase": "INDUCTION", "plannedSessions": 6, "labels": ["old"], "status": "COMPLETED", "activatedAt": "2024-03-01T08:00:00Z",
                 "endedAt": "2024-04-01T08:00:00Z", "sessionsCompleted": 1}""".formatted(course, patient),
                        """
                {"type": "SESSION", "id": "%s", "courseId": "%s", "number": 1, "status": "DISCHARGED", "scheduledAt": "2024-03-02T09:00:00Z",
                 "checkedInAt": "2024-03-02T09:00:00Z", "weightKg": 73, "startedAt": "2024-03-02T09:15:00Z", "plannedDoseMg": 36.5,
                 "endedAt": "2024-03-02T09:55:00Z", "administeredMg": 36.5, "dischargedAt": "2024-03-02T11:00:00Z",
                 "criteria": {"ORIENTED": true}}""".formatted(session, course),
                        """
                {"type": "VITALS", "id": "%s", "sessionId": "%s", "takenAt": "2024-03-02T09:30:00Z", "systolic": 190, "diastolic": 115,
                 "spo2": 85, "temperatureC": 36.7}""".formatted(UUID.randomUUID(), session),
                        """
                {"type": "SIDE_EFFECT", "id": "%s", "sessionId": "%s", "effect": "NAUSEA", "severity": "LIFE_THREATENING",
                 "onsetAt": "2024-03-02T09:30:00Z"}""".formatted(UUID.randomUUID(), session),
                        """
                {"type": "ASSESSMENT", "id": "%s", "courseId": "%s", "instrument": "PHQ-9", "takenAt": "2024-03-02T08:50:00Z",
                 "timepoint": "BASELINE", "answers": [2,2,2,2,2,2,2,2,3]}""".formatted(UUID.randomUUID(), course)))
                .stream()
                        .map(line -> line.replace("\n", ""))
                        .collect(java.util.stream.Collectors.toCollection(ArrayList::new));
    }

    private static String changed(String line, String changes, String... without) {
        var changed = (ObjectNode) Reader.read(line);
        changed.setAll((ObjectNode) Reader.read(changes));
        changed.remove(List.of(without));
        return changed.toString();
    }

    private static final class Reader {

        static JsonNode read(String json) {
            try {
                return JSON.readTree(json);
            } catch (IOException broken) {
                throw new IllegalStateException(broken);
            }
        }
    }
}
