package org.sextant.exchange.imports;

import static org.sextant.Api.with;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.sextant.LightClient;
import org.sextant.Treatment;

/** What a clinic can record beside the records of {@link LiveClinic}, so that no column stays empty. */
final class FurtherRecords {

    private static final String RULES = """
            {"name": "Watched", "drug": "KETAMINE", "route": "IV", "infusionMinutes": 40, "plannedSessions": 4,
             "minDaysBetweenSessions": 0, "ageFrom": 18,
             "dose": {"mgPerKg": 0.5, "refuseAboveMgPerKg": 1.5, "refuseAboveMgPerKgPerHour": 2.25},
             "monitoring": {"everyMinutesDuringInfusion": 10, "graceMinutes": 5, "requires": ["SPO2"]},
             "limits": {"alertSystolicAbove": 180, "alertSystolicRisePercent": 30}, "discharge": []}""";

    private static final String SPRAY = """
            {"name": "Spray", "drug": "ESKETAMINE", "route": "INTRANASAL", "dose": {"mg": 56}, "plannedSessions": 8,
             "minDaysBetweenSessions": 2, "discharge": []}""";

    private static final String STRICT = """
            {"name": "Strict", "drug": "ESKETAMINE", "route": "INTRANASAL", "dose": {"mg": 56}, "plannedSessions": 8,
             "minDaysBetweenSessions": 2, "monitoring": {"observeMinutes": 120}, "discharge": ["OBSERVATION_COMPLETE"]}""";

    private final String token;

    FurtherRecords(String token) {
        this.token = token;
    }

    void record() {
        profile();
        patient("2001-02-03");
        put("/v1/protocols/watched", null, RULES, 201);
        put("/v1/protocols/spray", null, SPRAY, 201);
        put("/v1/protocols/strict", null, STRICT, 201);
        watched();
        submitted();
        sent();
    }

    private void profile() {
        put("/v1/clinic", null, "{\"timeZone\": \"Europe/Berlin\"}", 200);
        put("/v1/clinic", "\"1\"", """
                {"name": "Example Clinic", "address": "12 Example Street\\nSpringfield", "phone": "+1 555 0100",
                 "timeZone": "America/New_York", "remsNumber": "R-0001", "deaNumber": "AB1234563",
                 "providersInCharge": ["Dr. E. Example"]}""", 200);
    }

    /** Of a child, so that the activation is overridden; the tablet was offline while the drug ran too fast. */
    private void watched() {
        var begun = Instant.now().minus(45, ChronoUnit.MINUTES).truncatedTo(ChronoUnit.SECONDS);
        var course = course(patient("2016-05-17"), "watched");
        post("/v1/courses/" + course + "/activate", "{\"overrideReason\": \"As agreed with the parents\"}", 200);
        score(course, begun.minusSeconds(7200));
        var session = Treatment.create(
                token, "/v1/courses/" + course + "/sessions", "{\"scheduledAt\": \"%s\"}".formatted(begun));
        step(session, "check-in", "{\"at\": \"%s\", \"weightKg\": 70}", begun);
        record(session, "vitals", """
                {"takenAt": "%s", "systolic": 120, "diastolic": 80, "heartRate": 70, "respiratoryRate": 14, "spo2": 98,
                 "sedation": 5}""", begun.plusSeconds(60));
        step(session, "infusion/start", """
                {"at": "%s", "lot": "KT-9", "overrideReason": "As agreed with the parents"}""", begun.plusSeconds(120));
        alerting(session, begun);
        rates(session, begun);
        record(session, "medications", """
                {"drug": "Ondansetron", "dose": 4.50, "unit": "mg", "route": "IV", "givenAt": "%s", "reason": "Nausea"}""", begun.plusSeconds(700));
        record(session, "side-effects", """
                {"effect": "NAUSEA", "severity": "MILD", "onsetAt": "%s"}""", begun.plusSeconds(700));
        record(session, "doses", """
                {"mg": 50, "givenAt": "%s", "reason": "As ordered", "overrideReason": "Anaesthetist present"}""", begun.plusSeconds(1700));
        step(
                session,
                "infusion/end",
                "{\"at\": \"%s\", \"administeredMg\": 30, \"lot\": \"KT-9\"}",
                begun.plusSeconds(2400));
        post(
                "/v1/sessions/" + session + "/infusion/end/amend",
                "{\"administeredMg\": 31, \"reason\": \"Misread\"}",
                200);
    }

    /** Two readings too high, of which the alerts are acknowledged, and readings that nobody took in time. */
    private void alerting(String session, Instant begun) {
        for (var minute : new int[] {8, 9}) {
            record(session, "vitals", """
                    {"takenAt": "%s", "systolic": 192, "diastolic": 90, "spo2": 98}""", begun.plusSeconds(60L * minute));
        }
        acknowledge("SYSTOLIC_HIGH");
        record(session, "vitals", "{\"takenAt\": \"%s\", \"spo2\": 97}", begun.plusSeconds(1500));
    }

    private void rates(String session, Instant begun) {
        post("/v1/sync", """
                {"items": [{"type": "RATE", "sessionId": "%s", "at": "%s", "mgPerHour": 165, "reason": "As ordered"},
                           {"type": "RATE", "sessionId": "%s", "at": "%s", "mgPerHour": 0, "reason": "Too fast"}]}""".formatted(session, begun.plusSeconds(300), session, begun.plusSeconds(360)), 207);
    }

    private void score(String course, Instant at) {
        var body = """
                {"instrument": "PHQ-9", "takenAt": "%s", "timepoint": "BASELINE", "answers": [2,2,2,2,2,2,2,2,1]}""".formatted(at);
        Treatment.create(token, "/v1/courses/" + course + "/assessments", body);
        var alert = alert("SUICIDAL_IDEATION", course);
        post("/v1/alerts/" + alert + "/review", """
                {"decision": "CONTINUE", "safetyPlan": true, "note": "Passive thoughts, as before"}""", 200);
    }

    /** The tablet was offline while a dose was given that the protocol does not know, and while the patient left early. */
    private void sent() {
        var course = course(patient("1980-01-03"), "strict");
        post("/v1/courses/" + course + "/activate", null, 200);
        var session = Treatment.create(
                token, "/v1/courses/" + course + "/sessions", "{\"scheduledAt\": \"2026-02-07T09:00:00Z\"}");
        step(session, "check-in", "{\"at\": \"%s\", \"weightKg\": 70}", Instant.parse("2026-02-07T09:00:00Z"));
        post("/v1/sync", """
                {"items": [{"type": "START", "sessionId": "%s", "at": "2026-02-07T09:10:00Z", "mg": 14, "lot": "SP-2"}]}""".formatted(session), 207);
        step(session, "infusion/end", """
                {"at": "%s", "administeredMg": 14}""", Instant.parse("2026-02-07T09:15:00Z"));
        post("/v1/sync", """
                {"items": [{"type": "DISCHARGE", "sessionId": "%s", "at": "2026-02-07T09:40:00Z"}]}""".formatted(session), 207);
    }

    /** A spray to the end, and its form with every answer of staff. */
    private void submitted() {
        var course = course(patient("1980-01-02"), "spray");
        post("/v1/courses/" + course + "/activate", null, 200);
        var session = Treatment.create(
                token, "/v1/courses/" + course + "/sessions", "{\"scheduledAt\": \"2026-02-06T09:00:00Z\"}");
        var at = Instant.parse("2026-02-06T09:00:00Z");
        step(session, "check-in", "{\"at\": \"%s\", \"weightKg\": 70, \"weightConfirmed\": true}", at);
        step(session, "infusion/start", "{\"at\": \"%s\"}", at.plusSeconds(600));
        step(
                session,
                "infusion/end",
                "{\"at\": \"%s\", \"administeredMg\": 56, \"lot\": \"SP-1\"}",
                at.plusSeconds(900));
        step(session, "discharge", """
                {"at": "%s", "criteria": {}, "escort": {"name": "Sam Example", "phone": "+1 555 0100"}}""", at.plusSeconds(9000));
        with(token)
                .contentType("application/merge-patch+json")
                .body("""
                        {"provider": "Dr. E. Example", "firstTreatment": true, "acceptableBefore": true,
                         "acceptableAtCompletion": true, "pulseOximetry": {"done": false}, "readyAfterMinutes": 95}""")
                .patch("/v1/sessions/" + session + "/rems")
                .then()
                .statusCode(200);
        record(session, "rems/submission", """
                {"submittedAt": "%s", "reference": "RM-20260206-17"}""", at.plusSeconds(90_000));
    }

    private void acknowledge(String kind) {
        post("/v1/alerts/" + alert(kind, null) + "/acknowledge", "{\"note\": \"Seen to at once\"}", 200);
    }

    private String alert(String kind, String course) {
        var request = LightClient.with(token).query("kind", kind).query("status", "OPEN");
        return (course == null ? request : request.query("courseId", course))
                .get("/v1/alerts")
                .json()
                .at("/items/0/id")
                .asText();
    }

    private String patient(String birthDate) {
        return Treatment.create(token, "/v1/patients", """
                {"mrn": "%s", "name": {"family": "Example", "given": "Kim"}, "birthDate": "%s", "sex": "MALE"}""".formatted(UUID.randomUUID(), birthDate));
    }

    private String course(String patient, String protocol) {
        return Treatment.create(token, "/v1/courses", """
                {"patientId": "%s", "protocol": "%s",
                 "indication": {"system": "http://hl7.org/fhir/sid/icd-10-cm", "code": "F33.2"}}""".formatted(patient, protocol));
    }

    private void step(String session, String step, String body, Instant at) {
        post("/v1/sessions/" + session + "/" + step, body.formatted(at), 200);
    }

    /** From a tablet whose clock is ten minutes ahead. */
    private void record(String session, String collection, String body, Instant at) {
        with(token)
                .header("Device-Time", Instant.now().plusSeconds(600).toString())
                .body(body.formatted(at.plusSeconds(600)))
                .post("/v1/sessions/" + session + "/" + collection)
                .then()
                .statusCode(201);
    }

    private void post(String path, String body, int status) {
        var request = with(token);
        (body == null ? request : request.body(body)).post(path).then().statusCode(status);
    }

    private void put(String path, String ifMatch, String body, int status) {
        var request = with(token).body(body);
        (ifMatch == null ? request : request.header("If-Match", ifMatch))
                .put(path)
                .then()
                .statusCode(status);
    }
}
