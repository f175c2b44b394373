package org.sextant.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sextant.Api.as;
import static org.sextant.Api.isProblem;
import static org.sextant.Api.json;
import static org.sextant.identity.Role.NURSE;
import static org.sextant.identity.Role.PRESCRIBER;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.sextant.Treatment;

/** Whoever has made several mistakes in one body is told of all of them at once. */
@QuarkusTest
class AllMembersTest {

    @Test
    void unknownWrongMissingAndOutOfRangeMembersAreReportedTogether() {
        assertThat(errors(as(PRESCRIBER).body("""
                        {"mrn": 4711, "nam": {"family": "E"}, "birthDate": "1984-13-01", "sex": ["MALE"],
                         "childbearing": {"is": {"it": [1, 2]}}}""").post("/v1/patients").then()))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "/mrn", "must be text",
                        "/nam", "is not a member of this object; name is",
                        "/name", "is required",
                        "/birthDate", "must be a date in 1900 to 2199, such as 2026-03-02",
                        "/sex", "must be one of FEMALE, MALE, OTHER, UNKNOWN",
                        "/childbearing", "must be one of YES, NO, UNKNOWN"));
    }

    @Test
    void atAnyDepthAndInLists() {
        assertThat(errors(as(PRESCRIBER).body("""
                        {"patientId": "x", "indication": {"system": 1, "kode": "c"}, "plannedSessions": 61,
                         "labels": ["a", 2, "b", {"c": 3}], "phase": "X"}""").post("/v1/courses").then()))
                .containsOnlyKeys(
                        "/patientId",
                        "/protocol",
                        "/indication/system",
                        "/indication/kode",
                        "/indication/code",
                        "/plannedSessions",
                        "/labels/1",
                        "/labels/3",
                        "/phase")
                .containsEntry("/plannedSessions", "must be at most 60 sessions")
                .containsEntry("/indication/kode", "is not a member of this object; code is");
    }

    @Test
    void inAProtocol() {
        assertThat(errors(as(PRESCRIBER)
                        .header("If-None-Match", "*")
                        .body("""
                        {"name": "n", "drug": "KETAMINE", "route": "IV", "plannedSessions": 6, "minDaysBetweenSessions": 400,
                         "dose": {"mgPerKg": "0.5", "maxMg": 1001}, "clearances": ["X", {"kind": "ECG", "validDays": "a"}],
                         "limits": {"warnSystolicAbove": 20, "warnSystolicBelow": 80}, "discharge": ["ORIENTED", "SOBER"]}""")
                        .put("/v1/protocols/many-mistakes")
                        .then()))
                .containsKeys("/minDaysBetweenSessions", "/dose/mgPerKg", "/limits/warnSystolicBelow", "/discharge/1")
                .containsEntry("/dose/maxMg", "must be at most 1000 mg")
                .containsEntry("/limits/warnSystolicAbove", "must be at least 30 mmHg")
                .containsEntry("/minDaysBetweenSessions", "must be at most 365 days");
    }

    @Test
    void inAPatchAndInTheItemsOfABatch() {
        var patient = Treatment.newPatient();
        assertThat(errors(as(PRESCRIBER)
                        .contentType("application/merge-patch+json")
                        .header("If-Match", "*")
                        .body("{\"mrn\": 1, \"name\": {\"givn\": \"A\", \"family\": 2}}")
                        .patch("/v1/patients/{id}", patient)
                        .then()))
                .containsOnlyKeys("/mrn", "/name/givn", "/name/family");

        var answer = as(NURSE)
                .body("{\"readings\": [{\"takenAt\": \"now\", \"sistolic\": 120, \"spo2\": 101}, 5]}")
                .post("/v1/sessions/{id}/vitals/batch", Treatment.checkedIn())
                .then()
                .statusCode(207);
        assertThat(answer.extract().<String>path("results[0].problem.errors.collect { it.pointer }.join(' ')"))
                .isEqualTo("/readings/0/sistolic /readings/0/spo2 /readings/0/takenAt");
    }

    /** The reason of a correction is missed together with what is wrong with its changes. */
    @Test
    void inAnAmendment() {
        var session = Treatment.checkedIn();
        var reading = as(NURSE)
                .body("{\"takenAt\": \"2026-01-05T09:10:00Z\", \"spo2\": 98}")
                .post("/v1/sessions/{id}/vitals", session)
                .then()
                .statusCode(201)
                .extract()
                .<String>path("id");
        assertThat(errors(as(NURSE)
                        .body("{\"id\": \"%s\", \"sistolic\": 120, \"spo2\": \"98\", \"pain\": 11}"
                                .formatted(UUID.randomUUID()))
                        .post("/v1/vitals/{id}/amend", reading)
                        .then()))
                .containsOnlyKeys("/reason", "/id", "/sistolic", "/spo2", "/pain");
        assertThat(errors(as(NURSE)
                        .body("{}")
                        .post("/v1/vitals/{id}/amend", reading)
                        .then()))
                .containsOnlyKeys("/reason", "");
        assertThat(errors(as(NURSE)
                        .body("{\"weightKg\": 500}")
                        .post("/v1/sessions/{id}/check-in/amend", session)
                        .then()))
                .containsOnlyKeys("/reason", "/weightKg");
    }

    /** The reading ends after so many: a body may have a hundred thousand of them. */
    @Test
    void atMostFifty() {
        var many = String.join(",", Collections.nCopies(200, "{}"));
        assertThat(errors(as(PRESCRIBER)
                        .body("{\"labels\": [%s]}".formatted(many))
                        .post("/v1/courses")
                        .then()))
                .hasSize(50);
    }

    /** What is no JSON is refused as such, wherever it ends to be JSON. */
    @Test
    void jsonThatBreaksBehindAWrongMemberIsMalformed() {
        isProblem(
                as(PRESCRIBER)
                        .body("{\"mrn\": 5, \"name\": ")
                        .post("/v1/patients")
                        .then(),
                400,
                "bad-request");
        isProblem(
                as(PRESCRIBER)
                        .body("{\"mrn\": 5, \"mrn\": 6}")
                        .post("/v1/patients")
                        .then(),
                400,
                "bad-request");
    }

    @Test
    void aWholeThatIsNoObjectIsOneError() {
        for (var body : List.of("[1, 2]", "5", "\"text\"", "true")) {
            assertThat(errors(as(PRESCRIBER).body(body).post("/v1/patients").then()))
                    .containsOnlyKeys("");
        }
        assertThat(errors(as(NURSE)
                        .body("[]")
                        .post("/v1/sessions/{id}/check-in", UUID.randomUUID())
                        .then()))
                .containsOnlyKeys("");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, String> errors(ValidatableResponse answer) {
        var errors = (List<Map<String, String>>)
                json(isProblem(answer, 422, "invalid")).get("errors");
        return errors.stream().collect(Collectors.toMap(error -> error.get("pointer"), error -> error.get("detail")));
    }
}
