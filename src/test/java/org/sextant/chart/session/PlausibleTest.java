package org.sextant.chart.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.sextant.Api.as;
import static org.sextant.Api.isProblem;
import static org.sextant.identity.Role.COORDINATOR;
import static org.sextant.identity.Role.NURSE;
import static org.sextant.identity.Role.PRESCRIBER;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sextant.ImportedTreatment;
import org.sextant.LightClient;
import org.sextant.Treatment;
import org.sextant.exchange.imports.Exports;

/** What cannot be, or hardly, is refused or asked about: weights, ages, times before the birth, two visits at once. */
@QuarkusTest
class PlausibleTest {

    @Test
    void aWeightThatChangedMuchIsAskedAbout() {
        var course = activeCourse(LIMITS);
        visit(course, "2026-01-05", "\"weightKg\": 70");
        var session = checkedIn(course, "2026-01-11", "\"weightKg\": 78");
        weightChange(session)
                .body("verdicts.find {it.rule == 'WEIGHT_CHANGE'}.outcome", equalTo("WARN"))
                .body("verdicts.find {it.rule == 'WEIGHT_CHANGE'}.inputs.lastWeightKg", equalTo(70))
                .body("verdicts.find {it.rule == 'WEIGHT_CHANGE'}.limit.weightHoldPercent", equalTo(25))
                .body("verdicts.find {it.rule == 'WEIGHT_CHANGE'}.source", containsString("revision 1"));
        amend(session, "\"weightKg\": 90").statusCode(200);
        Treatment.goodReading(session, "2026-01-11T09:10:00Z");
        isProblem(start(session, "2026-01-11"), 409, "safety-rule").body("rules.rule", contains("WEIGHT_CHANGE"));
        amend(session, "\"weightConfirmed\": true").statusCode(200).body("weightConfirmed", equalTo(true));
        start(session, "2026-01-11").statusCode(200).body("startVerdicts.rule", not(hasItem("WEIGHT_CHANGE")));
    }

    @Test
    void aConfirmedWeightPassesAndPoundsAreNamed() {
        var course = activeCourse(LIMITS);
        visit(course, "2026-01-05", "\"weightKg\": 70");
        var pounds = checkedIn(course, "2026-01-11", "\"weightKg\": 154");
        weightChange(pounds)
                .body("verdicts.find {it.rule == 'WEIGHT_CHANGE'}.outcome", equalTo("BLOCK"))
                .body(
                        "verdicts.find {it.rule == 'WEIGHT_CHANGE'}.detail",
                        containsString("The weight looks like pounds: 154 lb are 69.9 kg."));
        cancel(pounds);
        // The patient was weighed at a visit that was cancelled too: that weight is the last one.
        var confirmed = checkedIn(course, "2026-01-12", "\"weightKg\": 90, \"weightConfirmed\": true");
        weightChange(confirmed)
                .body("verdicts.find {it.rule == 'WEIGHT_CHANGE'}.outcome", equalTo("PASS"))
                .body("verdicts.find {it.rule == 'WEIGHT_CHANGE'}.inputs.lastWeightKg", equalTo(154));
    }

    @Test
    void theWeightOfAnotherCourseCountsForSixtyDays() {
        var course = activeCourse(LIMITS);
        visit(course, "2026-01-05", "\"weightKg\": 70");
        as(PRESCRIBER).post("/v1/courses/{id}/complete", course).then().statusCode(200);
        String patient = as(NURSE).get("/v1/courses/{id}", course).path("patientId");
        var next = activeCourse(patient, LIMITS);

        var after60 = checkedIn(next, "2026-03-06", "\"weightKg\": 90");
        weightChange(after60).body("verdicts.find {it.rule == 'WEIGHT_CHANGE'}.outcome", equalTo("BLOCK"));
        cancel(after60);
        var after61 = checkedIn(activeCourseAfter(course), "2026-03-07", "\"weightKg\": 90");
        weightChange(after61).body("verdicts.find {it.rule == 'WEIGHT_CHANGE'}.outcome", equalTo("PASS"));
    }

    @Test
    void aChildIsNotTreatedWithoutAReason() {
        var patient = Treatment.newPatient(
                Instant.now().minus(8 * 365 + 100, ChronoUnit.DAYS).toString().substring(0, 10));
        var course = plannedCourse(patient, "\"ageFrom\": 18, \"ageTo\": 65");
        isProblem(as(PRESCRIBER).post("/v1/courses/{id}/activate", course).then(), 409, "safety-rule")
                .body("rules.rule", contains("AGE_LIMIT"))
                .body("rules[0].detail", equalTo("The age of 8 years is below 18."))
                .body("rules[0].overridableBy", equalTo("PRESCRIBER"));
        isProblem(
                        as(PRESCRIBER)
                                .body("{\"overrideReason\": \"short\"}")
                                .post("/v1/courses/{id}/activate", course)
                                .then(),
                        422,
                        "invalid")
                .body("errors.pointer", contains("/overrideReason"));
        as(PRESCRIBER)
                .body("{\"overrideReason\": \"Compassionate use, agreed\"}")
                .post("/v1/courses/{id}/activate", course)
                .then()
                .statusCode(200)
                .body("status", equalTo("ACTIVE"))
                .body("activationOverrideReason", equalTo("Compassionate use, agreed"))
                .body("activationVerdicts.rule", contains("AGE_LIMIT"));

        var session = Treatment.scheduled(course);
        Treatment.step(session, "check-in", "{\"weightKg\": 30}");
        Treatment.goodReading(session, Instant.now());
        isProblem(as(NURSE).post("/v1/sessions/{id}/infusion/start", session).then(), 409, "safety-rule")
                .body("rules.rule", contains("AGE_LIMIT"));
    }

    @ParameterizedTest
    @CsvSource({"1950-01-01, 28", "1984-05-17, 56"})
    void theUsualFixedDoseIsThatOfTheAge(String birthDate, int mg) {
        var code = "zz-by-age-" + UUID.randomUUID();
        as(PRESCRIBER).body("""
                        {"name": "By age", "drug": "ESKETAMINE", "route": "INTRANASAL", "plannedSessions": 8,
                         "dose": {"mg": 56, "options": [28, 56, 84], "fromAge": [{"age": 65, "mg": 28}]},
                         "minDaysBetweenSessions": 2}""").put("/v1/protocols/{code}", code).then().statusCode(201);
        var course = Treatment.plannedCourse(Treatment.newPatient(birthDate), code);
        as(PRESCRIBER).post("/v1/courses/{id}/activate", course).then().statusCode(200);
        var session = Treatment.ready(course, "2026-01-05");

        start(session, "2026-01-05")
                .statusCode(200)
                .body("plannedDoseMg", equalTo(mg))
                .body("dosedOnWeightKg", nullValue());
    }

    @Test
    void nothingIsRecordedBeforeTheBirth() {
        var course = activeCourse(Treatment.newPatient("1984-05-17"), "");
        var session = Treatment.scheduled(course);
        refused(
                "/at",
                as(NURSE)
                        .body("{\"at\": \"1984-05-16T23:59:59Z\", \"weightKg\": 20}")
                        .post("/v1/sessions/{id}/check-in", session)
                        .then());
        Treatment.step(session, "check-in", "{\"at\": \"2026-01-05T09:00:00Z\", \"weightKg\": 72}");
        var before = "1984-05-16T23:59:59Z";
        refused("/takenAt", post("sessions/" + session + "/vitals", "\"takenAt\": \"%s\", \"spo2\": 98", before));
        refused(
                "/onsetAt",
                post(
                        "sessions/" + session + "/side-effects",
                        "\"effect\": \"NAUSEA\", \"severity\": \"MILD\", \"onsetAt\": \"%s\", \"historic\": true",
                        before));
        refused(
                "/givenAt",
                post(
                        "sessions/" + session + "/medications",
                        "\"drug\": \"x\", \"dose\": 1, \"unit\": \"mg\", \"route\": \"IV\", \"givenAt\": \"%s\"",
                        before));
        refused(
                "/takenAt",
                post(
                        "courses/" + course + "/assessments",
                        "\"instrument\": \"PHQ-9\", \"timepoint\": \"BASELINE\", \"total\": 20, \"takenAt\": \"%s\"",
                        before));
        refused(
                "/clearedOn",
                as(PRESCRIBER)
                        .body("{\"kind\": \"CONSENT\", \"clearedOn\": \"1984-05-16\", \"clearedBy\": \"Dr. Example\"}")
                        .post("/v1/courses/{id}/clearances", course)
                        .then());
        post("sessions/" + session + "/vitals", "\"takenAt\": \"%s\", \"spo2\": 98", "1984-05-17T00:00:00Z")
                .statusCode(201);
        as(NURSE)
                .body(
                        "{\"readings\": [{\"takenAt\": \"%s\", \"spo2\": 98}, {\"takenAt\": \"2026-01-05T09:20:00Z\", \"spo2\": 98}]}"
                                .formatted(before))
                .post("/v1/sessions/{id}/vitals/batch", session)
                .then()
                .statusCode(207)
                .body("results.status", contains(422, 201));
    }

    @Test
    void theBirthCannotComeAfterARecord() {
        var patient = Treatment.newPatient("1984-05-17");
        birthDate(patient, "1990-01-01").statusCode(200);
        var course = activeCourse(patient, "");
        post(
                        "courses/" + course + "/assessments",
                        "\"instrument\": \"PHQ-9\", \"timepoint\": \"BASELINE\", \"total\": 20, \"takenAt\": \"%s\"",
                        "2020-06-01T12:00:00Z")
                .statusCode(201);

        isProblem(birthDate(patient, "2020-06-02"), 422, "invalid")
                .body("errors.pointer", contains("/birthDate"))
                .body("errors[0].detail", equalTo("must not lie after the patient's first record, of 2020-06-01"));
        birthDate(patient, "2020-06-01").statusCode(200);
        birthDate(patient, "1984-05-17").statusCode(200);
    }

    /** An appointment counts while it is open, and not once it is cancelled. */
    @Test
    void theBirthCannotComeAfterAnAppointment() {
        var patient = Treatment.newPatient("1984-05-17");
        var session = Treatment.scheduled(plannedCourse(patient, ""), "2021-03-04");

        isProblem(birthDate(patient, "2021-03-05"), 422, "invalid")
                .body("errors[0].detail", equalTo("must not lie after the patient's first record, of 2021-03-04"));
        cancel(session);
        birthDate(patient, "2021-03-05").statusCode(200);
    }

    @Test
    void anImportedLineDoesNotLieBeforeTheBirth() {
        var course = UUID.randomUUID();
        var session = UUID.randomUUID();
        var lines = Stream.of(
                        """
                        {"type": "COURSE", "id": "%1$s", "patientId": "%1$s", "mrn": "%1$s", "family": "Example", "given": "Alex",
                         "birthDate": "1984-05-17", "sex": "FEMALE", "protocol": "iv-ketamine-0.5", "phase": "INDUCTION",
                         "indicationSystem": "http://hl7.org/fhir/sid/icd-10-cm", "indicationCode": "F33.2", "plannedSessions": 6,
                         "status": "ACTIVE", "activatedAt": "2026-01-02T09:00:00Z"}""".formatted(course),
                        session(UUID.randomUUID(), course, 1, "1984-05-01"),
                        session(session, course, 2, "2026-01-05"),
                        vitals(session, "1984-05-01"),
                        vitals(session, "2026-01-05"),
                        """
                        {"type": "ASSESSMENT", "id": "%s", "courseId": "%s", "instrument": "PHQ-9", "timepoint": "BASELINE",
                         "total": 20, "takenAt": "1984-05-01T09:00:00Z"}""".formatted(UUID.randomUUID(), course))
                .map(line -> line.replace("\n", ""))
                .toList();

        var verdicts = Exports.send(org.sextant.Api.token(PRESCRIBER), String.join("\n", lines));

        assertThat(Exports.outcomes(verdicts))
                .containsExactly("CREATED", "REJECTED", "CREATED", "REJECTED", "CREATED", "REJECTED");
        assertThat(verdicts.toString()).contains("must not lie before the patient's birth");
    }

    /** The clinic has the patient, so the line does not say when the patient was born. */
    @Test
    void anImportedCourseIsNotActivatedBeforeTheBirth() {
        var patient = Treatment.newPatient("1984-05-17");
        var line = """
                {"type": "COURSE", "id": "%s", "patientId": "%s", "protocol": "iv-ketamine-0.5", "phase": "INDUCTION", \
                "indicationSystem": "http://hl7.org/fhir/sid/icd-10-cm", "indicationCode": "F33.2", "plannedSessions": 6, \
                "status": "ACTIVE", "activatedAt": "1984-05-01T09:00:00Z"}""".formatted(UUID.randomUUID(), patient);

        assertThat(Exports.send(org.sextant.Api.token(PRESCRIBER), line))
                .contains("\"status\":422", "\"pointer\":\"/activatedAt\"", "must not lie before the patient's birth");
    }

    @Test
    void whatIsOlderThanTheCourseIsStatedToBe() {
        var course = activeCourse(Treatment.newPatient("1984-05-17"), "\"historyDays\": 30");
        var old = Instant.now().minus(Duration.ofDays(31)).truncatedTo(ChronoUnit.SECONDS);
        var recent = Instant.now().minus(Duration.ofDays(29)).truncatedTo(ChronoUnit.SECONDS);
        var session = Treatment.scheduled(course, Instant.now().toString().substring(0, 10));
        refused("/at", post("sessions/" + session + "/check-in", "\"weightKg\": 72, \"at\": \"%s\"", old))
                .body("errors[0].detail", containsString("send historic: true"));
        refused("/takenAt", post("courses/" + course + "/assessments", SCORE, old));
        post("courses/" + course + "/assessments", SCORE, recent).statusCode(201);
        post("courses/" + course + "/assessments", SCORE + ", \"historic\": true", old)
                .statusCode(201)
                .body("historic", nullValue());

        Treatment.step(session, "check-in", "{\"weightKg\": 72}");
        refused("/takenAt", post("sessions/" + session + "/vitals", "\"takenAt\": \"%s\", \"spo2\": 98", old));
        var reading = post("sessions/" + session + "/vitals", "\"takenAt\": \"%s\", \"spo2\": 98", recent)
                .statusCode(201)
                .extract()
                .path("id");
        refused("/takenAt", post("vitals/" + reading + "/amend", "\"reason\": \"x\", \"takenAt\": \"%s\"", old));
        post("vitals/" + reading + "/amend", "\"reason\": \"x\", \"takenAt\": \"%s\", \"historic\": true", old)
                .statusCode(200);
        post("vitals/" + reading + "/amend", "\"reason\": \"%s\", \"spo2\": 97", "y")
                .statusCode(200);
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void aPatientIsInOneVisit(boolean started) {
        var course = Treatment.activeCourse();
        var first = started ? Treatment.infusing(course) : Treatment.checkedIn(course);
        var second = Treatment.scheduled(course, "2026-01-08");
        isProblem(checkIn(second), 409, "session-running").body("existing", equalTo("/v1/sessions/" + first));

        if (started) {
            Treatment.step(first, "infusion/end", "{\"at\": \"2026-01-05T09:55:00Z\", \"administeredMg\": 36}");
            isProblem(checkIn(second), 409, "session-running");
        } else {
            cancel(first);
            checkIn(second).statusCode(200);
        }
    }

    @Test
    void ofTwoCheckInsOfOnePatientOneWins() throws Exception {
        var pool = Executors.newFixedThreadPool(2);
        try {
            for (var round = 0; round < 10; round++) {
                var course = ImportedTreatment.activeCourse();
                var together = new CyclicBarrier(2);
                var answers = Stream.of(Treatment.scheduled(course), Treatment.scheduled(course, "2026-01-08"))
                        .map(session -> CompletableFuture.supplyAsync(
                                () -> {
                                    await(together);
                                    return LightClient.as(NURSE)
                                            .body("{\"weightKg\": 72}")
                                            .post("/v1/sessions/" + session + "/check-in");
                                },
                                pool))
                        .toList()
                        .stream()
                        .map(CompletableFuture::join)
                        .toList();

                assertThat(answers.stream().map(LightClient.Answer::status)).containsExactlyInAnyOrder(200, 409);
                assertThat(answers)
                        .filteredOn(answer -> answer.status() == 409)
                        .allMatch(answer -> answer.isProblem(409, "session-running"));
            }
        } finally {
            pool.shutdown();
        }
    }

    private static final String LIMITS = "\"weightWarnPercent\": 10, \"weightHoldPercent\": 25";
    private static final String SCORE =
            "\"instrument\": \"PHQ-9\", \"timepoint\": \"BASELINE\", \"total\": 20, \"takenAt\": \"%s\"";

    private static void await(CyclicBarrier together) {
        try {
            together.await();
        } catch (InterruptedException | java.util.concurrent.BrokenBarrierException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static String activeCourse(String limits) {
        return activeCourse(Treatment.newPatient(), limits);
    }

    private static String activeCourse(String patient, String limits) {
        var course = plannedCourse(patient, limits);
        as(PRESCRIBER).post("/v1/courses/{id}/activate", course).then().statusCode(200);
        return course;
    }

    /** Completes the patient's active course, and begins another. */
    private static String activeCourseAfter(String course) {
        String patient = as(NURSE).get("/v1/courses/{id}", course).path("patientId");
        String active = as(NURSE)
                .queryParam("patientId", patient)
                .queryParam("status", "ACTIVE")
                .get("/v1/courses")
                .path("items[0].id");
        as(PRESCRIBER).post("/v1/courses/{id}/complete", active).then().statusCode(200);
        return activeCourse(patient, LIMITS);
    }

    /** A course under a protocol that needs no clearance and has these members. */
    private static String plannedCourse(String patient, String limits) {
        var code = "zz-plausible-" + UUID.randomUUID();
        as(PRESCRIBER)
                .body("""
                        {"name": "Plausible", "drug": "KETAMINE", "route": "IV", "dose": {"mgPerKg": 0.5}, "infusionMinutes": 40,
                         "plannedSessions": 6, "minDaysBetweenSessions": 0 %s}""".formatted(limits.isEmpty() ? "" : ", " + limits))
                .put("/v1/protocols/{code}", code)
                .then()
                .statusCode(201);
        return Treatment.plannedCourse(patient, code);
    }

    private static ValidatableResponse birthDate(String patient, String date) {
        return as(COORDINATOR)
                .contentType("application/merge-patch+json")
                .header("If-Match", "*")
                .body("{\"birthDate\": \"%s\"}".formatted(date))
                .patch("/v1/patients/{id}", patient)
                .then();
    }

    private static String checkedIn(String course, String day, String members) {
        var session = Treatment.scheduled(course, day);
        Treatment.step(session, "check-in", "{\"at\": \"%sT09:00:00Z\", %s}".formatted(day, members));
        return session;
    }

    /** A whole visit, so that the next one can begin. */
    private static void visit(String course, String day, String members) {
        var session = checkedIn(course, day, members);
        Treatment.goodReading(session, day + "T09:10:00Z");
        start(session, day).statusCode(200);
        Treatment.step(session, "infusion/end", "{\"at\": \"%sT09:55:00Z\", \"administeredMg\": 35}".formatted(day));
        Treatment.step(session, "discharge", "{\"at\": \"%sT11:00:00Z\", \"criteria\": {}}".formatted(day));
    }

    private static ValidatableResponse start(String session, String day) {
        return as(NURSE)
                .body("{\"at\": \"%sT09:15:00Z\"}".formatted(day))
                .post("/v1/sessions/{id}/infusion/start", session)
                .then();
    }

    private static ValidatableResponse weightChange(String session) {
        return as(NURSE)
                .queryParam("step", "start")
                .get("/v1/sessions/{id}/checks", session)
                .then()
                .statusCode(200);
    }

    private static ValidatableResponse amend(String session, String members) {
        return as(NURSE)
                .body("{%s, \"reason\": \"Weighed again\"}".formatted(members))
                .post("/v1/sessions/{id}/check-in/amend", session)
                .then();
    }

    private static ValidatableResponse checkIn(String session) {
        return as(NURSE)
                .body("{\"at\": \"2026-01-08T09:00:00Z\", \"weightKg\": 72}")
                .post("/v1/sessions/{id}/check-in", session)
                .then();
    }

    private static void cancel(String session) {
        Treatment.step(session, "cancel", "{\"reason\": \"Not today\"}");
    }

    private static ValidatableResponse post(String path, String members, Object value) {
        return as(NURSE)
                .body("{" + members.formatted(value) + "}")
                .post("/v1/" + path)
                .then();
    }

    private static ValidatableResponse refused(String pointer, ValidatableResponse answer) {
        return isProblem(answer, 422, "invalid").body("errors.pointer", contains(pointer));
    }

    private static String session(UUID id, UUID course, int number, String day) {
        return """
                {"type": "SESSION", "id": "%1$s", "courseId": "%2$s", "number": %3$d, "status": "CHECKED_IN",
                 "scheduledAt": "%4$sT09:00:00Z", "checkedInAt": "%4$sT09:00:00Z", "weightKg": 72, "weightConfirmed": true}""".formatted(id, course, number, day);
    }

    private static String vitals(UUID session, String day) {
        return "{\"type\": \"VITALS\", \"id\": \"%s\", \"sessionId\": \"%s\", \"takenAt\": \"%sT09:10:00Z\", \"spo2\": 98}"
                .formatted(UUID.randomUUID(), session, day);
    }
}
