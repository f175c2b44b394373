package org.sextant.exchange.imports;

import static org.sextant.Api.with;
import static org.sextant.identity.Role.ADMIN;
import static org.sextant.identity.Role.PRESCRIBER;

import java.time.Instant;
import java.util.UUID;
import org.sextant.Clinics;
import org.sextant.Treatment;

/** A clinic of its own whose records come from the API, step by step. */
final class LiveClinic {

    private static final String HOUSE_RULES = """
            {"name": "=House rules", "drug": "KETAMINE", "route": "IV", "dose": {"mgPerKg": 0.50, "weightWithinDays": 20},
             "infusionMinutes": 1, "plannedSessions": 4, "minDaysBetweenSessions": 1, "limits": {"holdSystolicAbove": 150},
             "discharge": ["ORIENTED"], "sources": {"/limits/holdSystolicAbove": "Our committee", "/code": "Ours"}, "code": "%s"}""";

    private static final String OVERRIDE = "\"overrideReason\": \"Known, and accepted by the prescriber\"";

    private final UUID clinic = UUID.randomUUID();
    private final String token = Clinics.token(clinic, PRESCRIBER, ADMIN);

    UUID clinic() {
        return clinic;
    }

    String token() {
        return token;
    }

    /** A patient with a course on the first revision and one on the second, and others whose courses came to less. */
    void live() {
        var patient = patient();
        var first = course(patient, "iv-ketamine-0.5", "\"labels\": [\"trial-7\", \"arm-a\"]");
        Treatment.CLEARANCES.forEach(kind -> create(
                "/v1/courses/" + first + "/clearances",
                "{\"kind\": \"%s\", \"clearedOn\": \"%s\", \"clearedBy\": \"Dr. Example\"}"
                        .formatted(kind, Treatment.today())));
        post("/v1/courses/" + first + "/activate", "{}");
        sessions(first);
        post("/v1/courses/" + first + "/complete", "{}");

        define("iv-ketamine-0.5", "\"1\"");
        define("house-iv", null);
        var second = course(
                patient, "iv-ketamine-0.5", "\"previousCourseId\": \"%s\", \"reason\": \"RELAPSE\"".formatted(first));
        post("/v1/courses/" + second + "/activate", "{}");
        underWay(second);
        sprayed();
        var discontinued = course(patient(), "iv-ketamine-0.5", "\"phase\": \"MAINTENANCE\"");
        post(
                "/v1/courses/" + discontinued + "/discontinue",
                "{\"reason\": \"Moved away\", \"endReason\": \"TRANSFERRED\"}");
        var moved = course(patient(), "house-iv", "\"plannedSessions\": 60");
        define("house-iv", "\"1\"");
        scheduled(moved, "2026-03-05");
        post("/v1/courses/" + moved + "/protocol", "{\"revision\": 2, \"reason\": \"The limit was wrong\"}");
        cleared(patient);
    }

    /** Beside the clearances of the courses, one of the patient alone that has every member, amended; one is retracted. */
    private void cleared(String patient) {
        var path = "/v1/patients/" + patient + "/clearances";
        var ecg = create(path, """
                {"kind": "ECG", "outcome": "CONDITIONAL", "condition": "=Repeat in May", "clearedOn": "2026-01-02",
                 "clearedBy": "Dr. Example", "expiresOn": "2026-05-31", "note": "-QTc 440 ms",
                 "results": [{"code": "8636-3", "value": 440.0, "unit": "ms", "high": 450}, {"code": "Rhythm", "value": 1, "unit": "1"}],
                 "document": {"title": "ECG", "version": "1", "sha256": "%s", "storedAt": "https://files.example.org/8c1f",
                              "signedAt": "2026-01-02T10:00:00.123456Z", "signedBy": "Dr. Example"}}""".formatted("ab".repeat(32)));
        post("/v1/clearances/" + ecg + "/amend", "{\"note\": \"Amended: 441 ms\", \"reason\": \"Misread\"}");
        var wrong = create(path, """
                {"kind": "PREGNANCY_TEST", "outcome": "NOT_CLEARED", "clearedOn": "2026-01-02", "clearedBy": "Dr. E", "note": "Retracted"}""");
        post("/v1/clearances/" + wrong + "/retract", "{\"reason\": \"Another patient\"}");
    }

    private void sessions(String course) {
        var visit = scheduled(course, "2026-01-05");
        treated(visit);
        recorded(visit);
        scored(course, visit);
        var moved = scheduled(course, "2026-01-08");
        step(moved, "reschedule", """
                {"scheduledLocal": "2026-01-08T10:30", "timeZone": "America/New_York", "reason": "No ride"}""");
        step(moved, "cancel", "{\"reason\": \"Ill\", \"noShow\": true, \"by\": \"PATIENT\", \"cause\": \"NO_SHOW\"}");
        var sick = scheduled(course, "2026-01-12");
        step(sick, "check-in", "{\"at\": \"2026-01-12T09:00:00Z\", \"weightKg\": 72}");
        step(sick, "infusion/start", "{\"at\": \"2026-01-12T09:15:00Z\", %s}".formatted(OVERRIDE));
        step(
                sick,
                "infusion/end",
                "{\"at\": \"2026-01-12T09:20:00Z\", \"administeredMg\": 2, \"stopReason\": \"Pain\"}");
        create("/v1/sessions/" + sick + "/side-effects", """
                {"effect": "CHEST_PAIN", "severity": "SEVERE", "onsetAt": "2026-01-12T09:18:00Z"}""");
        step(sick, "discharge", """
                {"at": "2026-01-12T09:40:00Z", "disposition": "HOSPITAL", "reason": "Chest pain"}""");
        var came = scheduled(course, "2026-01-09");
        step(came, "check-in", "{\"at\": \"2026-01-09T09:00:00Z\", \"weightKg\": 72.25}");
        post("/v1/sessions/" + came + "/cancel", "{\"reason\": \"Not fasted\"}");
    }

    /** The rate changes, the drug is stopped early, and rules are overridden. The tablet of the check-in is ahead. */
    private void treated(String visit) {
        onAFastTablet("/v1/sessions/" + visit + "/check-in", """
                {"at": "2026-01-05T09:10:00Z", "weightKg": 72, "escort": {"name": "Sam Example", "phone": "+1 555 0100"}, "fasted": true,
                 "concomitantMedications": ["BENZODIAZEPINE"], "note": "-2 kg since the last visit"}""", 200);
        step(visit, "infusion/start", """
                {"at": "2026-01-05T09:15:00Z", "lot": "KT-1", "concentrationMgPerMl": 1.5, "doseReason": "As referred", %s}""".formatted(OVERRIDE));
        step(visit, "infusion/rate", "{\"at\": \"2026-01-05T09:25:00Z\", \"mlPerHour\": 18, \"reason\": \"Nausea\"}");
        step(visit, "infusion/pause", "{\"at\": \"2026-01-05T09:30:00Z\", \"reason\": \"Dissociation\"}");
        step(visit, "infusion/resume", "{\"at\": \"2026-01-05T09:35:00Z\"}");
        var doses = "/v1/sessions/" + visit + "/doses";
        onAFastTablet(doses, """
                {"mg": 1.25, "givenAt": "2026-01-05T09:36:00Z", "lot": "KT-2", "route": "IM", "reason": "Line lost"}""", 201);
        var wrong = create(doses, "{\"mg\": 3, \"givenAt\": \"2026-01-05T09:37:00Z\", \"reason\": \"Retracted\"}");
        post("/v1/doses/" + wrong + "/retract", "{\"reason\": \"Another patient\"}");
        step(visit, "infusion/end", """
                {"at": "2026-01-05T09:40:00Z", "administeredMg": 12.5, "wastedMg": 2.25, "wasteWitness": "RN Two", "stopReason": "Distress"}""");
    }

    private void recorded(String visit) {
        var vitals = "/v1/sessions/" + visit + "/vitals";
        create(vitals, """
                {"takenAt": "2026-01-05T09:12:00.123456Z", "systolic": 120, "diastolic": 80, "temperatureC": 36.70, "pain": 0, "source": "MANUAL"}""");
        onAFastTablet(vitals, "{\"takenAt\": \"2026-01-05T09:50:00Z\", \"spo2\": 97, \"deviceId\": \"cuff-1\"}", 201);
        create(vitals, "{\"takenAt\": \"2026-01-05T09:55:00Z\", \"absentReason\": \"REFUSED\", \"note\": \"Asleep\"}");
        create(vitals, """
                {"takenAt": "2026-01-05T09:56:00Z", "heartRate": 66, "absentReason": "DEVICE_ERROR", "absentKinds": ["SEDATION", "SPO2"]}""");
        var misread = create(vitals, "{\"takenAt\": \"2026-01-05T10:00:00Z\", \"systolic\": 210, \"diastolic\": 80}");
        post("/v1/vitals/" + misread + "/amend", "{\"systolic\": 120, \"note\": \"Amended\", \"reason\": \"Misread\"}");
        var wrong = create(vitals, "{\"takenAt\": \"2026-01-05T10:05:00Z\", \"spo2\": 50, \"note\": \"Retracted\"}");
        post("/v1/vitals/" + wrong + "/retract", "{\"reason\": \"Another patient\"}");

        var effects = "/v1/sessions/" + visit + "/side-effects";
        var nausea = create(effects, """
                {"effect": "NAUSEA", "severity": "SEVERE", "onsetAt": "2026-01-05T09:30:00Z", "serious": true, "action": "Ondansetron"}""");
        onAFastTablet("/v1/side-effects/" + nausea + "/resolve", "{\"resolvedAt\": \"2026-01-05T09:45:00Z\"}", 200);
        var other = create(effects, """
                {"effect": "OTHER", "severity": "MILD", "onsetAt": "2026-01-05T09:31:00Z", "note": "Itch"}""");
        post("/v1/side-effects/" + other + "/amend", "{\"note\": \"Amended: warmth\", \"reason\": \"Asked again\"}");
        var none = create(effects, """
                {"effect": "OTHER", "severity": "MILD", "onsetAt": "2026-01-05T09:32:00Z", "note": "Retracted"}""");
        post("/v1/side-effects/" + none + "/retract", "{\"reason\": \"Another patient\"}");

        step(visit, "discharge", """
                {"at": "2026-01-05T11:00:00Z", "criteria": %s, "escort": {"name": "Kim Example"}, %s}""".formatted(
                        Treatment.CRITERIA_MET.replace("\"ORIENTED\": true", "\"ORIENTED\": false"), OVERRIDE));
        create(
                vitals,
                "{\"takenAt\": \"2026-01-05T10:50:00Z\", \"heartRate\": 66, \"note\": \"The tablet was offline\"}");
    }

    private void scored(String course, String visit) {
        var assessments = "/v1/courses/" + course + "/assessments";
        create(assessments, """
                {"instrument": "C-SSRS-SCREEN", "takenAt": "2026-01-05T08:40:00Z", "timepoint": "BASELINE",
                 "answers": [1, 0, null, null, null, 0, null]}""");
        create(assessments, """
                {"instrument": "PHQ-9", "takenAt": "2026-01-05T08:50:00Z", "timepoint": "BASELINE", "answers": [2,2,2,2,2,2,2,2,3]}""");
        onAFastTablet(assessments, """
                {"instrument": "PHQ-9", "takenAt": "2026-01-07T08:50:00Z", "timepoint": "FOLLOW_UP", "total": 7}""", 201);
        create(assessments, """
                {"instrument": "CADSS", "takenAt": "2026-01-05T09:55:00Z", "timepoint": "POST_SESSION", "total": 14, "sessionId": "%s"}""".formatted(visit));
        var amended = create(assessments, """
                {"instrument": "GAD-7", "takenAt": "2026-01-05T08:55:00Z", "timepoint": "BASELINE", "answers": [1,1,1,1,1,1,1]}""");
        post("/v1/assessments/" + amended + "/amend", "{\"answers\": [1,1,1,1,1,1,2], \"reason\": \"Misread\"}");
        var retracted = create(assessments, """
                {"instrument": "MADRS", "takenAt": "2026-01-06T08:55:00Z", "timepoint": "FOLLOW_UP", "total": 60}""");
        post("/v1/assessments/" + retracted + "/retract", "{\"reason\": \"Another patient\"}");
    }

    /** The highest dose that there can be, at the highest rate. */
    private void underWay(String course) {
        var visit = scheduled(course, "2026-02-05");
        step(visit, "check-in", "{\"at\": \"2026-02-05T09:00:00Z\", \"weightKg\": 400, \"weightConfirmed\": true}");
        create("/v1/sessions/" + visit + "/vitals", """
                {"takenAt": "2026-02-05T09:05:00Z", "systolic": 120, "diastolic": 80, "heartRate": 70, "spo2": 98}""");
        step(visit, "infusion/start", "{\"at\": \"2026-02-05T09:10:00Z\", \"mgPerKg\": 10}");
        post("/v1/sessions/" + visit + "/check-in/amend", "{\"weightKg\": 399, \"reason\": \"Shoes\"}");
        scheduled(course, "2026-02-12");
    }

    /** A spray, with what staff answered on its REMS form. */
    private void sprayed() {
        with(token).body("""
                {"name": "House spray", "drug": "ESKETAMINE", "route": "INTRANASAL", "dose": {"mg": 56},
                 "plannedSessions": 8, "minDaysBetweenSessions": 2}""").put("/v1/protocols/house-spray").then().statusCode(201);
        var course = course(patient(), "house-spray", "\"labels\": []");
        post("/v1/courses/" + course + "/activate", "{}");
        var visit = scheduled(course, "2026-02-06");
        step(visit, "check-in", "{\"at\": \"2026-02-06T09:00:00Z\", \"weightKg\": 70}");
        step(visit, "infusion/start", "{\"at\": \"2026-02-06T09:10:00Z\"}");
        with(token)
                .contentType("application/merge-patch+json")
                .body("{\"provider\": \"Dr. E. Example\", \"firstTreatment\": true, \"readyAfterMinutes\": 95}")
                .patch("/v1/sessions/" + visit + "/rems")
                .then()
                .statusCode(200);
    }

    private String patient() {
        return create("/v1/patients", """
                {"mrn": "%s", "name": {"family": "Example", "given": "Alex"}, "birthDate": "1984-05-17", "sex": "FEMALE", "childbearing": "YES"}""".formatted(UUID.randomUUID()));
    }

    private String course(String patient, String protocol, String more) {
        return create("/v1/courses", """
                {"patientId": "%s", "protocol": "%s", %s,
                 "indication": {"system": "http://hl7.org/fhir/sid/icd-10-cm", "code": "F33.2", "display": "Severe"}}""".formatted(patient, protocol, more));
    }

    private String scheduled(String course, String day) {
        return create("/v1/courses/" + course + "/sessions", "{\"scheduledAt\": \"%sT09:00:00Z\"}".formatted(day));
    }

    private void define(String code, String ifMatch) {
        var request = with(token).body(HOUSE_RULES.formatted(code));
        (ifMatch == null ? request : request.header("If-Match", ifMatch))
                .put("/v1/protocols/" + code)
                .then()
                .statusCode(ifMatch == null ? 201 : 200);
    }

    /** From a tablet whose clock is ten minutes ahead. */
    private void onAFastTablet(String path, String body, int status) {
        with(token)
                .header("Device-Time", Instant.now().plusSeconds(600).toString())
                .body(body)
                .post(path)
                .then()
                .statusCode(status);
    }

    private void step(String session, String step, String body) {
        post("/v1/sessions/" + session + "/" + step, body);
    }

    private void post(String path, String body) {
        with(token).body(body).post(path).then().statusCode(200);
    }

    private String create(String path, String body) {
        return Treatment.create(token, path, body);
    }
}
