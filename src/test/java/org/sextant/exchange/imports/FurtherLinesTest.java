package org.sextant.exchange.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.sextant.Api.with;
import static org.sextant.identity.Role.ADMIN;
import static org.sextant.identity.Role.NURSE;
import static org.sextant.identity.Role.PRESCRIBER;

import io.quarkus.test.junit.QuarkusTest;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sextant.Clinics;
import org.sextant.Database;

/** Lines of patients without a course, medications, REMS submissions, the clinic's profile and earlier editions. */
@QuarkusTest
class FurtherLinesTest {

    private final UUID clinic = UUID.randomUUID();
    private final String token = Clinics.token(clinic, PRESCRIBER, NURSE);
    private final String patient = UUID.randomUUID().toString();
    private final String course = UUID.randomUUID().toString();

    @Test
    void aPatientNeedsNoCourse() {
        var line = patient("1984-05-17");

        assertThat(send(line)).contains("\"outcome\":\"CREATED\"");
        assertThat(send(line)).contains("\"outcome\":\"REPLAYED\"");
        assertThat(send(line.replace("Alex", "Kim"))).contains("/problems/id-reuse");
        assertThat(send(line.replace(patient, UUID.randomUUID().toString()))).contains("/problems/duplicate-mrn");
        with(token)
                .get("/v1/patients/{id}", patient)
                .then()
                .body("name.given", equalTo("Alex"))
                .body("childbearing", equalTo("YES"));
        assertThat(send(course("house"))).as("Its course comes later").contains("/protocol");
        assertThat(send(course("iv-ketamine-0.5"))).contains("\"outcome\":\"CREATED\"");
        assertThat(send(line)).contains("\"outcome\":\"REPLAYED\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1984-05-17 | 2984-05-17 | /birthDate",
                "\"sex\": \"FEMALE\" | \"sex\": \"F\" | /sex",
                "\"family\": \"Example\" | \"family\": \" \" | /family",
                "\"mrn\": \"M-1\", | | /mrn"
            })
    void aPatientIsReadAsARegistration(String part, String instead, String pointer) {
        assertThat(send(patient("1984-05-17").replace(part, instead == null ? "" : instead)))
                .contains("\"outcome\":\"REJECTED\"", "\"pointer\":\"" + pointer + "\"");
    }

    @Test
    void aMedicationBelongsToAVisit() {
        var session = UUID.randomUUID().toString();
        send(patient("1984-05-17"), course("iv-ketamine-0.5"), session(session, 1, "DISCHARGED"));
        var line = """
                {"type": "MEDICATION", "id": "%s", "sessionId": "%s", "medication": "Ondansetron", "dose": 4, "unit": "mg",
                 "medicationRoute": "IV", "givenAt": "2026-01-05T09:30:00Z", "reason": "Nausea"}""".formatted(UUID.randomUUID(), session);

        assertThat(send(line)).contains("\"outcome\":\"CREATED\"");
        assertThat(send(line)).contains("\"outcome\":\"REPLAYED\"");
        with(token)
                .get("/v1/sessions/{id}/medications", session)
                .then()
                .body("items.drug", contains("Ondansetron"))
                .body("items.route", contains("IV"));
        var other = line.replaceFirst("\"id\": \"[^\"]*\"", "\"id\": \"" + UUID.randomUUID() + "\"");
        assertThat(send(other.replace("\"dose\": 4", "\"dose\": 0"))).contains("/dose");
        assertThat(send(other.replace("2026-01-05T09:30", "1980-01-05T09:30"))).contains("/givenAt");
        assertThat(send(other.replace(session, course))).contains("/sessionId");
    }

    @Test
    void aSubmissionNeedsADischargeFromEsketamine() {
        var session = UUID.randomUUID().toString();
        var ketamine = UUID.randomUUID().toString();
        send(
                patient("1984-05-17"),
                course("intranasal-esketamine-56"),
                session(session, 1, "DISCHARGED").replace(", \"plannedMgPerHour\": 54", ""));
        var line = """
                {"type": "REMS_SUBMISSION", "id": "%s", "sessionId": "%s", "submittedAt": "2026-01-06T09:00:00Z",
                 "reference": "RM-1", "form": {"doseMg": 56, "lot": "x"}}""".formatted(UUID.randomUUID(), session);

        assertThat(send(line.replace("56", "[1, 1e100000]")))
                .contains("\"pointer\":\"/form/doseMg/1\"", "must have at most 30 digits");
        assertThat(send(line)).contains("\"outcome\":\"CREATED\"");
        assertThat(send(line)).contains("\"outcome\":\"REPLAYED\"");
        with(token)
                .get("/v1/sessions/{id}/rems", session)
                .then()
                .body("status", equalTo("SUBMITTED"))
                .body("reference", equalTo("RM-1"))
                .body("submitted.doseMg", equalTo(56));
        assertThat(send(line.replaceFirst("\"id\": \"[^\"]*\"", "\"id\": \"" + UUID.randomUUID() + "\"")))
                .contains("/problems/wrong-state");
        var another = new FurtherLinesTest();
        another.send(
                another.patient("1984-05-17"),
                another.course("iv-ketamine-0.5"),
                another.session(ketamine, 1, "DISCHARGED"));
        assertThat(another.send(line.replace(session, ketamine))).contains("is a session without esketamine");
    }

    @Test
    void theProfileNeedsAnAdministrator() {
        var line = """
                {"type": "CLINIC", "revision": 1, "name": "Example Clinic", "timeZone": "Europe/Berlin"}""";
        assertThat(send(line)).contains("\"status\":403", "\"outcome\":\"REJECTED\"");

        var admin = Clinics.token(clinic, PRESCRIBER, ADMIN);
        assertThat(Exports.send(admin, line.replace("1,", "2,"))).contains("/revision");
        assertThat(Exports.send(admin, line.replace("Europe/Berlin", "Europe/Bonn")))
                .contains("/timeZone");
        assertThat(Exports.outcomes(Exports.send(
                        admin, line + "\n" + line.replace("1,", "2,").replace("Berlin", "Paris"))))
                .containsExactly("CREATED", "CREATED");
        assertThat(Exports.send(admin, line)).contains("\"outcome\":\"REPLAYED\"");
        assertThat(Exports.send(admin, line.replace("Example", "Other"))).contains("/problems/id-reuse");
        with(token)
                .get("/v1/clinic")
                .then()
                .body("timeZone", equalTo("Europe/Paris"))
                .body("version", equalTo(2));
    }

    /** The clinic began with edition 1; the present one follows, as it would have in the old clinic. */
    @Test
    void anEarlierEditionComesFirstAndThePresentOneFollows() throws Exception {
        var edition = """
                {"type": "PROTOCOL", "code": "iv-ketamine-0.5", "revision": 1, "shippedEdition": 1, "name": "As it was",
                 "drug": "KETAMINE", "route": "IV", "dose": {"mgPerKg": 0.50, "maxMg": 100.0}, "infusionMinutes": 40,
                 "plannedSessions": 6, "minDaysBetweenSessions": 2}""";

        assertThat(send(edition, patient("1984-05-17"), course("iv-ketamine-0.5")))
                .doesNotContain("REJECTED");

        with(token)
                .get("/v1/protocols/iv-ketamine-0.5")
                .then()
                .body("revision", equalTo(2))
                .body("ageFrom", equalTo(18));
        assertThat(Database.number(
                        "SELECT shipped_edition FROM protocol WHERE clinic_id = ? AND code = 'iv-ketamine-0.5' AND revision = 1",
                        clinic))
                .isOne();
        assertThat(Exports.of(token, "protocols")).contains("\"dose\":{\"maxMg\": 100.0, \"mgPerKg\": 0.50}");
        assertThat(send(edition)).contains("\"outcome\":\"REPLAYED\"");
        assertThat(send(edition.replace("\"shippedEdition\": 1", "\"shippedEdition\": 0")))
                .contains("/shippedEdition");
    }

    /** A patient is in one place. */
    @Test
    void aPatientHasOneVisitAtATime() {
        var first = UUID.randomUUID().toString();
        var second = UUID.randomUUID().toString();
        send(patient("1984-05-17"), course("iv-ketamine-0.5"));

        var verdicts = send(session(first, 1, "OBSERVING"), session(second, 2, "CHECKED_IN"));

        assertThat(Exports.outcomes(verdicts)).containsExactly("CREATED", "REJECTED");
        assertThat(verdicts).contains("\"status\":409", "/problems/session-running", "/v1/sessions/" + first);
        assertThat(send(session(second, 2, "INFUSING"))).contains("/problems/session-running");
        assertThat(send(session(second, 2, "DISCHARGED"))).contains("\"outcome\":\"CREATED\"");
        assertThat(send(session(first, 1, "OBSERVING"))).contains("\"outcome\":\"REPLAYED\"");
        with(token).get("/v1/courses/{id}/sessions", course).then().body("items", hasSize(2));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"at\": \"2026-01-05T09:20:00Z\" | \"at\": \"2026-01-05T09:10:00Z\" | /rateChanges/0/at",
                "\"at\": \"2026-01-05T09:20:00Z\" | \"at\": \"2026-01-05T10:10:00Z\" | /rateChanges/0/at",
                "\"mgPerHour\": 30.5 | \"mgPerHour\": 0 | /rateChanges/0/mgPerHour",
                "\"kind\": \"RATE\" | \"kind\": \"FASTER\" | /rateChanges/0/kind",
                "\"outcome\": \"WARN\" | \"outcome\": \"MAYBE\" | /startVerdicts/0/outcome",
                "\"status\": \"DISCHARGED\" | \"status\": \"SCHEDULED\" | /startVerdicts"
            })
    void ratesAndVerdictsAreThoseOfTheSteps(String part, String instead, String pointer) {
        send(patient("1984-05-17"), course("iv-ketamine-0.5"));
        var id = UUID.randomUUID().toString();
        var line = session(id, 1, "DISCHARGED").replace("\"startedAt\"", """
                "rateChanges": [{"kind": "RATE", "at": "2026-01-05T09:20:00Z", "mgPerHour": 30.5, "recordedBy": "n",
                                 "recordedAt": "2026-01-05T09:20:01Z"}],
                 "startVerdicts": [{"rule": "WEIGHT_CHANGE", "outcome": "WARN", "detail": "d", "inputs": {"weightKg": 72.50},
                                    "limit": {}, "source": "s"}], "startedAt\"""");
        assertThat(line).contains(part);

        assertThat(send(line.replace(part, instead))).contains("\"pointer\":\"" + pointer + "\"");
        assertThat(send(line)).contains("\"outcome\":\"CREATED\"");
        with(token)
                .get("/v1/sessions/{id}", id)
                .then()
                .body("infusion*.mgPerHour*.toDouble()", contains(54.0, 30.5))
                .body("startVerdicts.rule", contains("WEIGHT_CHANGE"));
    }

    private String patient(String birthDate) {
        return """
                {"type": "PATIENT", "id": "%s", "mrn": "M-1", "family": "Example", "given": "Alex", "birthDate": "%s",
                 "sex": "FEMALE", "childbearing": "YES"}""".formatted(patient, birthDate);
    }

    private String course(String protocol) {
        return """
                {"type": "COURSE", "id": "%s", "patientId": "%s", "protocol": "%s", "phase": "INDUCTION", "plannedSessions": 6,
                 "indicationSystem": "http://hl7.org/fhir/sid/icd-10-cm", "indicationCode": "F33.2", "status": "ACTIVE",
                 "activatedAt": "2026-01-02T09:00:00Z"}""".formatted(course, patient, protocol);
    }

    private String session(String id, int number, String status) {
        var started = status.equals("CHECKED_IN") ? "" : """
                , "startedAt": "2026-01-05T09:15:00Z", "plannedDoseMg": 36, "plannedMgPerHour": 54""";
        var ended = started.isEmpty() || status.equals("INFUSING") ? "" : """
                , "endedAt": "2026-01-05T09:55:00Z", "administeredMg": 36""";
        var discharged = status.equals("DISCHARGED") ? ", \"dischargedAt\": \"2026-01-05T11:30:00Z\"" : "";
        return """
                {"type": "SESSION", "id": "%s", "courseId": "%s", "number": %d, "status": "%s",
                 "scheduledAt": "2026-01-05T09:00:00Z", "checkedInAt": "2026-01-05T09:00:00Z", "weightKg": 72%s%s%s}""".formatted(id, course, number, status, started, ended, discharged);
    }

    private String send(String... lines) {
        var body = new StringBuilder();
        for (var line : lines) {
            body.append(line.replace("\n", "")).append('\n');
        }
        return Exports.send(token, body.toString());
    }
}
