package org.sextant.clinic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sextant.Api.as;
import static org.sextant.identity.Role.NURSE;
import static org.sextant.identity.Role.PRESCRIBER;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.sextant.Database;
import org.sextant.Treatment;

/** Many callers at one moment: one of them is first, and the others are told so. */
@QuarkusTest
class RaceTest {

    private static final int CALLERS = 12;

    @Test
    void oneIdIsOneRecord() throws Exception {
        var session = Treatment.infusing();
        for (var round = 0; round < 5; round++) {
            var id = UUID.randomUUID();
            var answers = race(caller -> as(NURSE)
                    .body("{\"id\": \"%s\", \"takenAt\": \"2026-01-05T09:20:00Z\", \"spo2\": 98}".formatted(id))
                    .post("/v1/sessions/{id}/vitals", session));

            assertThat(statuses(answers)).containsOnly(200, 201).containsOnlyOnce(201);
            assertThat(answers)
                    .allSatisfy(answer -> assertThat(answer.<String>path("id")).isEqualTo(id.toString()));
            assertThat(Database.number("SELECT count(*) FROM vitals WHERE id = ?", id))
                    .isEqualTo(1);
        }
    }

    @Test
    void numbersHaveNoGapsAndNoCourseHasTooMany() throws Exception {
        var course = Treatment.plannedCourse();

        var answers = race(caller -> as(PRESCRIBER)
                .body("{\"scheduledAt\": \"2026-01-05T09:00:00Z\"}")
                .post("/v1/courses/{id}/sessions", course));

        var made = answers.stream().filter(answer -> answer.statusCode() == 201).toList();
        assertThat(made)
                .extracting(answer -> answer.<Integer>path("number"))
                .containsExactlyInAnyOrder(1, 2, 3, 4, 5, 6);
        assertThat(statuses(answers)).containsOnly(201, 409);
    }

    @Test
    void onlyOneSchedulesACourse() throws Exception {
        var course = Treatment.plannedCourse();

        var answers = race(caller -> as(PRESCRIBER)
                .body("{\"firstAt\": \"2026-01-05T09:00:00Z\", \"everyDays\": 2}")
                .post("/v1/courses/{id}/schedule", course));

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

        assertThat(as(NURSE).get("/v1/sessions/{id}", session).<Integer>path("version"))
                .isEqualTo(5);
    }

    @Test
    void aCourseEndsBeforeOrAfterACheckInAndNeverInBetween() throws Exception {
        for (var round = 0; round < 5; round++) {
            var course = Treatment.activeCourse();
            var session = Treatment.scheduled(course);

            var answers = race(caller -> caller == 0
                    ? as(PRESCRIBER).body("{\"reason\": \"x\"}").post("/v1/courses/{id}/discontinue", course)
                    : as(NURSE).body("{\"weightKg\": 72}").post("/v1/sessions/{id}/check-in", session));

            assertThat(statuses(answers)).containsOnly(200, 409).containsOnlyOnce(200);
        }
    }

    @Test
    void aCourseEndsBesideACancellation() throws Exception {
        for (var round = 0; round < 5; round++) {
            var course = Treatment.activeCourse();
            var session = Treatment.scheduled(course);

            var answers = race(caller -> caller == 0
                    ? as(PRESCRIBER).post("/v1/courses/{id}/complete", course)
                    : as(NURSE).body("{\"reason\": \"x\"}").post("/v1/sessions/{id}/cancel", session));

            assertThat(statuses(answers)).containsOnly(200, 409);
            assertThat(answers.get(0).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aPatientHasOneActiveCourseWhoeverIsFirst() throws Exception {
        var patient = Treatment.newPatient();
        var courses = IntStream.range(0, CALLERS)
                .mapToObj(i -> Treatment.clearedCourse(patient, "iv-ketamine-0.5"))
                .toList();

        var answers = race(caller -> as(PRESCRIBER).post("/v1/courses/{id}/activate", courses.get(caller)));

        assertThat(statuses(answers)).containsOnly(200, 409).containsOnlyOnce(200);
    }

    @Test
    void oneOfManyEditsOfOneVersionIsTaken() throws Exception {
        var patient = Treatment.newPatient();

        var answers = race(caller -> as(PRESCRIBER)
                .contentType("application/merge-patch+json")
                .header("If-Match", "\"1\"")
                .body("{\"name\": {\"given\": \"G%d\"}}".formatted(caller))
                .patch("/v1/patients/{id}", patient));

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
                    .allSatisfy(answer -> assertThat(answer.header("ETag")).isEqualTo(next));
        }
        assertThat(Database.number("SELECT count(*) FROM protocol WHERE code = ?", code))
                .isEqualTo(6);
    }

    /** An alert is seen to before or after the next reading joins it; no reading is turned away for it. */
    @Test
    void anAcknowledgementBesideReadingsTurnsNobodyAway() throws Exception {
        for (var round = 0; round < 5; round++) {
            var session = Treatment.infusing();
            String alert = as(NURSE)
                    .body("{\"takenAt\": \"2026-01-05T09:20:00Z\", \"spo2\": 91}")
                    .post("/v1/sessions/{id}/vitals", session)
                    .path("alerts[0].id");

            var answers = race(caller -> caller < 3
                    ? as(NURSE).post("/v1/alerts/{id}/acknowledge", alert)
                    : as(NURSE)
                            .body("{\"takenAt\": \"2026-01-05T09:%d:00Z\", \"spo2\": 90}".formatted(20 + caller))
                            .post("/v1/sessions/{id}/vitals", session));

            assertThat(statuses(answers.subList(0, 3))).containsOnly(200);
            assertThat(statuses(answers.subList(3, CALLERS))).containsOnly(201);
            List<Integer> sources =
                    as(NURSE).get("/v1/alerts?sessionId=" + session).path("items.collect { it.sources.size() }");
            assertThat(sources.stream().mapToInt(Integer::intValue).sum()).isEqualTo(CALLERS - 2);
        }
    }

    private static Response define(RequestSpecification request, String code, int caller) {
        return request.body("""
                        {"name": "N%d", "drug": "KETAMINE", "route": "ORAL", "dose": {"mg": 50}, "plannedSessions": 6,
                         "minDaysBetweenSessions": 2}""".formatted(caller)).put("/v1/protocols/{code}", code);
    }

    private static void wonByOne(String session, String step, String body) throws Exception {
        var answers = race(caller -> as(NURSE).body(body).post("/v1/sessions/{id}/" + step, session));

        assertThat(statuses(answers)).as(step).containsOnly(200, 409).containsOnlyOnce(200);
        assertThat(answers.stream().filter(answer -> answer.statusCode() == 409))
                .allSatisfy(answer -> assertThat(answer.<String>path("type")).isEqualTo("/problems/wrong-state"));
    }

    private interface Call {
        Response by(int caller);
    }

    private static List<Integer> statuses(List<Response> answers) {
        return answers.stream().map(Response::statusCode).toList();
    }

    private static List<Response> race(Call call) throws Exception {
        var pool = Executors.newFixedThreadPool(CALLERS);
        try {
            var together = new CyclicBarrier(CALLERS);
            var calls = new ArrayList<Callable<Response>>();
            for (var i = 0; i < CALLERS; i++) {
                var caller = i;
                calls.add(() -> {
                    together.await();
                    return call.by(caller);
                });
            }
            var answers = new ArrayList<Response>();
            for (var answer : pool.invokeAll(calls)) {
                answers.add(answer.get());
            }
            return answers;
        } finally {
            pool.shutdown();
        }
    }
}
