package org.sextant.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sextant.LightClient.as;
import static org.sextant.identity.Role.NURSE;
import static org.sextant.identity.Role.PRESCRIBER;

import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.sextant.Database;
import org.sextant.ImportedTreatment;
import org.sextant.LightClient;
import org.sextant.LightClient.Answer;
import org.sextant.Treatment;

/** Many callers at one moment: one of them is first, and the others are told so. */
@QuarkusTest
class RaceTest {

    private static final int CALLERS = 12;

    @Test
    void oneIdIsOneRecord() throws Exception {
        var session = ImportedTreatment.infusing();
        for (var round = 0; round < 5; round++) {
            var id = UUID.randomUUID();
            var answers = race(caller -> as(NURSE)
                    .body("{\"id\": \"%s\", \"takenAt\": \"2026-01-05T09:20:00Z\", \"spo2\": 98}".formatted(id))
                    .post("/v1/sessions/" + session + "/vitals"));

            assertThat(statuses(answers)).containsOnly(200, 201).containsOnlyOnce(201);
            assertThat(answers).allSatisfy(answer -> assertThat(answer.id()).isEqualTo(id.toString()));
            assertThat(Database.number("SELECT count(*) FROM vitals WHERE id = ?", id))
                    .isEqualTo(1);
        }
    }

    @Test
    void numbersHaveNoGapsAndNoCourseHasTooMany() throws Exception {
        var course = Treatment.plannedCourse();

        var answers = race(caller -> as(PRESCRIBER)
                .body("{\"scheduledAt\": \"2026-01-05T09:00:00Z\"}")
                .post("/v1/courses/" + course + "/sessions"));

        var made = answers.stream().filter(answer -> answer.status() == 201).toList();
        assertThat(made)
                .extracting(answer -> answer.json().get("number").intValue())
                .containsExactlyInAnyOrder(1, 2, 3, 4, 5, 6);
        assertThat(statuses(answers)).containsOnly(201, 409);
    }

    @Test
    void onlyOneSchedulesACourse() throws Exception {
        var course = Treatment.plannedCourse();

        var answers = race(caller -> as(PRESCRIBER)
                .body("{\"firstAt\": \"2026-01-05T09:00:00Z\", \"everyDays\": 2}")
                .post("/v1/courses/" + course + "/schedule"));

        assertThat(statuses(answers)).containsOnly(201, 409).containsOnlyOnce(201);
        assertThat(Database.number("SELECT count(*) FROM session WHERE course_id = ?::uuid", course))
                .isEqualTo(6);
    }

    @Test
    void everyStepHasOneWinner() throws Exception {
        var session = Treatment.scheduled(Treatment.activeCourse());
        wonByOne(session, "check-in", "{\"weightKg\": 72, \"at\": \"2026-01-05T09:00:00Z\"}");
        Treatment.goodReading(session, "2026-01-05T09:10:00Z");
        wonByOne(session, "infusion/start", "{\"at\": \"2026-01-05T09:15:00Z\"}");
        wonByOne(session, "infusion/end", "{\"at\": \"2026-01-05T09:55:00Z\", \"administeredMg\": 36}");
        Treatment.goodReading(session, "2026-01-05T10:55:00Z");
        wonByOne(
                session,
                "discharge",
                "{\"at\": \"2026-01-05T11:00:00Z\", \"criteria\": " + Treatment.CRITERIA_MET + "}");

        assertThat(as(NURSE)
                        .get("/v1/sessions/" + session)
                        .json()
                        .get("version")
                        .intValue())
                .isEqualTo(5);
    }

    @Test
    void ofManyFirstAnswersOnAFormOneIsTheFirst() throws Exception {
        var session = Treatment.infusing(Treatment.activeCourse("intranasal-esketamine-56"));

        var answers = race(caller -> as(NURSE)
                .header("Content-Type", "application/merge-patch+json")
                .header("If-Match", "\"0\"")
                .body("{\"provider\": \"Dr. %d\"}".formatted(caller))
                .send("PATCH", "/v1/sessions/" + session + "/rems"));

        assertThat(statuses(answers)).containsOnly(200, 412).containsOnlyOnce(200);
        assertThat(Database.number("SELECT count(*) FROM rems_answers WHERE session_id = ?::uuid", session))
                .isEqualTo(1);
    }

    @Test
    void aCourseEndsBeforeOrAfterACheckInAndNeverInBetween() throws Exception {
        for (var round = 0; round < 5; round++) {
            var course = ImportedTreatment.activeCourse();
            var session = Treatment.scheduled(course);

            var answers = race(caller -> caller == 0
                    ? as(PRESCRIBER).body("{\"reason\": \"x\"}").post("/v1/courses/" + course + "/discontinue")
                    : as(NURSE).body("{\"weightKg\": 72}").post("/v1/sessions/" + session + "/check-in"));

            assertThat(statuses(answers)).containsOnly(200, 409).containsOnlyOnce(200);
        }
    }

    @Test
    void aCourseEndsBesideACancellation() throws Exception {
        for (var round = 0; round < 5; round++) {
            var course = ImportedTreatment.activeCourse();
            var session = Treatment.scheduled(course);

            var answers = race(caller -> caller == 0
                    ? as(PRESCRIBER).post("/v1/courses/" + course + "/complete")
                    : as(NURSE).body("{\"reason\": \"x\"}").post("/v1/sessions/" + session + "/cancel"));

            assertThat(statuses(answers)).containsOnly(200, 409);
            assertThat(answers.get(0).status()).isEqualTo(200);
        }
    }

    @Test
    void aPatientHasOneActiveCourseWhoeverIsFirst() throws Exception {
        var withoutClearances = "zz-" + UUID.randomUUID();
        assertThat(define(as(PRESCRIBER), withoutClearances, 0).status()).isEqualTo(201);
        var patient = Treatment.newPatient();
        var courses = IntStream.range(0, CALLERS)
                .mapToObj(i -> Treatment.plannedCourse(patient, withoutClearances))
                .toList();

        var answers = race(caller -> as(PRESCRIBER).post("/v1/courses/" + courses.get(caller) + "/activate"));

        assertThat(statuses(answers)).containsOnly(200, 409).containsOnlyOnce(200);
    }

    @Test
    void oneCourseContinuesACourseWhoeverIsFirst() throws Exception {
        var patient = Treatment.newPatient();
        var first = Treatment.plannedCourse(patient, "iv-ketamine-0.5");

        var answers = race(
                caller -> as(PRESCRIBER).body("""
                        {"patientId": "%s", "protocol": "iv-ketamine-0.5", "previousCourseId": "%s",
                         "indication": {"system": "http://hl7.org/fhir/sid/icd-10-cm", "code": "F33.2"}}""".formatted(patient, first)).post("/v1/courses"));

        assertThat(statuses(answers)).containsOnly(201, 409).containsOnlyOnce(201);
        assertThat(answers.stream().filter(answer -> answer.status() == 409))
                .allMatch(answer -> answer.isProblem(409, "course-has-successor"));
        assertThat(Database.number("SELECT count(*) FROM course WHERE previous_course_id = ?::uuid", first))
                .isEqualTo(1);
    }

    @Test
    void oneOfManyEditsOfOneVersionIsTaken() throws Exception {
        var patient = Treatment.newPatient();

        var answers = race(caller -> as(PRESCRIBER)
                .header("Content-Type", "application/merge-patch+json")
                .header("If-Match", "\"1\"")
                .body("{\"name\": {\"given\": \"G%d\"}}".formatted(caller))
                .send("PATCH", "/v1/patients/" + patient));

        assertThat(statuses(answers)).containsOnly(200, 412).containsOnlyOnce(200);
    }

    @Test
    void oneOfManyRevisionsOfAProtocolIsMade() throws Exception {
        var code = "zz-" + UUID.randomUUID();
        var first = race(caller -> define(as(PRESCRIBER), code, caller));
        assertThat(statuses(first)).isSubsetOf(201, 412, 428).containsOnlyOnce(201);

        for (var revision = 1; revision <= 5; revision++) {
            var present = "\"%d\"".formatted(revision);
            var next = "\"%d\"".formatted(revision + 1);
            var answers = race(caller -> define(as(PRESCRIBER).header("If-Match", present), code, caller));

            assertThat(statuses(answers)).containsOnly(200, 412).containsOnlyOnce(200);
            assertThat(answers)
                    .allSatisfy(answer ->
                            assertThat(answer.headers().firstValue("ETag")).contains(next));
        }
        assertThat(Database.number("SELECT count(*) FROM protocol WHERE code = ?", code))
                .isEqualTo(6);
    }

    /** An alert is seen to before or after the next reading joins it; no reading is turned away for it. */
    @Test
    void anAcknowledgementBesideReadingsTurnsNobodyAway() throws Exception {
        for (var round = 0; round < 5; round++) {
            var session = ImportedTreatment.infusing();
            var alert = as(NURSE)
                    .body("{\"takenAt\": \"2026-01-05T09:20:00Z\", \"spo2\": 91}")
                    .post("/v1/sessions/" + session + "/vitals")
                    .json()
                    .at("/alerts/0/id")
                    .asText();

            var answers = race(caller -> caller < 3
                    ? as(NURSE).post("/v1/alerts/" + alert + "/acknowledge")
                    : as(NURSE)
                            .body("{\"takenAt\": \"2026-01-05T09:%d:00Z\", \"spo2\": 90}".formatted(20 + caller))
                            .post("/v1/sessions/" + session + "/vitals"));

            assertThat(statuses(answers.subList(0, 3))).containsOnly(200);
            assertThat(statuses(answers.subList(3, CALLERS))).containsOnly(201);
            var sources = 0;
            for (var item : as(NURSE)
                    .query("sessionId", session)
                    .get("/v1/alerts")
                    .json()
                    .get("items")) {
                sources += item.get("sources").size();
            }
            assertThat(sources).isEqualTo(CALLERS - 2);
        }
    }

    private static Answer define(LightClient request, String code, int caller) {
        return request.body("""
                        {"name": "N%d", "drug": "KETAMINE", "route": "ORAL", "dose": {"mg": 50}, "plannedSessions": 6,
                         "minDaysBetweenSessions": 2}""".formatted(caller)).send("PUT", "/v1/protocols/" + code);
    }

    private static void wonByOne(String session, String step, String body) throws Exception {
        var answers = race(caller -> as(NURSE).body(body).post("/v1/sessions/" + session + "/" + step));

        assertThat(statuses(answers)).as(step).containsOnly(200, 409).containsOnlyOnce(200);
        assertThat(answers.stream().filter(answer -> answer.status() == 409))
                .allMatch(answer -> answer.isProblem(409, "wrong-state"));
    }

    /** Each dose alone is allowed, and both together are above the limit: 36 mg + 2 × 40 mg of a patient of 72 kg. */
    @Test
    void ofTwoDosesThatComeToTooMuchOneIsRefused() throws Exception {
        for (var round = 0; round < 5; round++) {
            var session = ImportedTreatment.infusing();
            var answers = race(caller -> as(NURSE)
                    .body("{\"mg\": 40, \"givenAt\": \"2026-01-05T09:20:00Z\", \"reason\": \"Little effect\"}")
                    .post("/v1/sessions/" + session + "/doses"));

            assertThat(statuses(answers)).containsOnly(201, 409).containsOnlyOnce(201);
            assertThat(as(NURSE)
                            .get("/v1/sessions/" + session)
                            .json()
                            .get("furtherMg")
                            .intValue())
                    .isEqualTo(40);
        }
    }

    /** 150 mg/h from minute 5 on come to 92 mg, and 40 mg more are above the limit of 108 mg, as 36 mg + 40 mg are not. */
    @Test
    void ofARateAndADoseThatComeToTooMuchOneIsRefused() throws Exception {
        for (var round = 0; round < 5; round++) {
            var session = ImportedTreatment.infusing();
            var answers = race(caller -> caller % 2 == 0
                    ? as(NURSE)
                            .body("{\"at\": \"2026-01-05T09:20:00Z\", \"mgPerHour\": 150, \"reason\": \"As ordered\"}")
                            .post("/v1/sessions/" + session + "/infusion/rate")
                    : as(NURSE)
                            .body("{\"mg\": 40, \"givenAt\": \"2026-01-05T09:20:00Z\", \"reason\": \"Little effect\"}")
                            .post("/v1/sessions/" + session + "/doses"));

            var doses =
                    statuses(answers).stream().filter(status -> status == 201).count();
            var rates =
                    statuses(answers).stream().filter(status -> status == 200).count();
            assertThat(statuses(answers)).isSubsetOf(200, 201, 409).contains(409);
            assertThat(doses).isLessThanOrEqualTo(1);
            assertThat(doses == 0 || rates == 0)
                    .as(doses + " doses, " + rates + " rates")
                    .isTrue();
        }
    }

    private interface Call {
        Answer by(int caller);
    }

    private static List<Integer> statuses(List<Answer> answers) {
        return answers.stream().map(Answer::status).toList();
    }

    private static List<Answer> race(Call call) throws Exception {
        var pool = Executors.newFixedThreadPool(CALLERS);
        try {
            var together = new CyclicBarrier(CALLERS);
            var calls = new ArrayList<Callable<Answer>>();
            for (var i = 0; i < CALLERS; i++) {
                var caller = i;
                calls.add(() -> {
                    together.await();
                    return call.by(caller);
                });
            }
            var answers = new ArrayList<Answer>();
            for (var answer : pool.invokeAll(calls)) {
                answers.add(answer.get());
            }
            return answers;
        } finally {
            pool.shutdown();
        }
    }
}
