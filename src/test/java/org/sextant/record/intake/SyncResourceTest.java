package org.sextant.record.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.sextant.Api.as;
import static org.sextant.Api.elsewhereAs;
import static org.sextant.Api.isProblem;
import static org.sextant.identity.Role.INTEGRATION;
import static org.sextant.identity.Role.NURSE;
import static org.sextant.identity.Role.PRESCRIBER;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.sextant.Database;
import org.sextant.ImportedTreatment;
import org.sextant.Treatment;
import org.sextant.VirtualClock;

/** A tablet that comes back online sends what it has, as often as it likes, and gets a result for each item. */
@QuarkusTest
class SyncResourceTest {

    @Test
    void takesEveryKindOfSeveralSessionsInAnyOrder() {
        var course = Treatment.activeCourse();
        var first = Treatment.infusing(course);
        var second = Treatment.infusing();
        var items = List.of(
                assessment(course, UUID.randomUUID(), "2026-01-05T08:50:00Z", 19),
                reading(second, UUID.randomUUID(), "2026-01-05T09:30:00Z", 97),
                sideEffect(first, UUID.randomUUID()),
                reading(first, UUID.randomUUID(), "2026-01-05T09:20:00Z", 98),
                medication(first, UUID.randomUUID()),
                dose(first, UUID.randomUUID()),
                reading(second, UUID.randomUUID(), "2026-01-05T09:20:00Z", 96));
        sync(NURSE, items)
                .body("results.index", contains(0, 1, 2, 3, 4, 5, 6))
                .body("results.status", everyItem(equalTo(201)))
                .body("results.outcome", everyItem(equalTo("CREATED")))
                .body("results.retryable", everyItem(nullValue()))
                .body(
                        "results.id",
                        equalTo(items.stream().map(SyncResourceTest::id).toList()));
        list("/v1/sessions/" + second + "/vitals").body("items.spo2", contains(98, 96, 97));
        list("/v1/sessions/" + first + "/side-effects").body("items.effect", contains("NAUSEA"));
        list("/v1/sessions/" + first + "/medications").body("items.drug", contains("Ondansetron"));
        list("/v1/sessions/" + first + "/doses").body("items.mg", contains(2));
        list("/v1/courses/" + course + "/assessments").body("items.total", contains(19));
    }

    @Test
    void theSameBodyAgainIsReplayedAndOtherContentIsNot() throws Exception {
        var session = ImportedTreatment.infusing();
        var id = UUID.randomUUID();
        var items = List.of(reading(session, id, "2026-01-05T09:20:00Z", 98), sideEffect(session, UUID.randomUUID()));
        sync(NURSE, items).body("results.outcome", everyItem(equalTo("CREATED")));
        sync(NURSE, items)
                .body("results.status", contains(200, 200))
                .body("results.outcome", everyItem(equalTo("REPLAYED")))
                .body(
                        "results.id",
                        equalTo(items.stream().map(SyncResourceTest::id).toList()));
        var altered = List.of(
                reading(session, id, "2026-01-05T09:20:00Z", 97),
                reading(session, UUID.randomUUID(), "2026-01-05T09:21:00Z", 96));
        sync(NURSE, altered)
                .body("results.status", contains(409, 201))
                .body("results[0].problem.type", equalTo("/problems/id-reuse"))
                .body("results[0].problem.existing", equalTo("/v1/vitals/" + id))
                .body("results[0].retryable", equalTo(false));
        assertThat(Database.number("SELECT count(*) FROM vitals WHERE session_id = ?", UUID.fromString(session)))
                .isEqualTo(3);
    }

    /** A single create and an item are the same create. */
    @Test
    void whatWasSentAloneIsReplayedAsAnItem() {
        var session = ImportedTreatment.infusing();
        var id = UUID.randomUUID();
        as(NURSE)
                .body("{\"id\": \"%s\", \"takenAt\": \"2026-01-05T09:20:00Z\", \"spo2\": 98}".formatted(id))
                .post("/v1/sessions/{id}/vitals", session)
                .then()
                .statusCode(201);
        sync(NURSE, List.of(reading(session, id, "2026-01-05T10:20:00+01:00", 98)))
                .body("results.outcome", contains("REPLAYED"));
    }

    @Test
    void anItemTwiceInOneBodyIsOne() {
        var session = ImportedTreatment.infusing();
        var id = UUID.randomUUID();
        sync(
                        NURSE,
                        List.of(
                                reading(session, id, "2026-01-05T09:20:00Z", 98),
                                reading(session, id, "2026-01-05T09:20:00Z", 98),
                                reading(session, id, "2026-01-05T09:20:00Z", 90)))
                .body("results.outcome", contains("CREATED", "REPLAYED", "REJECTED"))
                .body("results.status", contains(201, 200, 409));
    }

    @Test
    void anItemWithoutAnIdGetsOneFromItsContent() {
        var session = ImportedTreatment.infusing();
        var items = List.of(
                reading(session, null, "2026-01-05T09:20:00Z", 98), reading(session, null, "2026-01-05T09:21:00Z", 98));
        List<String> ids = sync(NURSE, items)
                .body("results.outcome", contains("CREATED", "CREATED"))
                .extract()
                .path("results.id");
        assertThat(ids)
                .doesNotHaveDuplicates()
                .allSatisfy(id -> assertThat(UUID.fromString(id).version()).isEqualTo(8));
        sync(NURSE, items)
                .body("results.outcome", contains("REPLAYED", "REPLAYED"))
                .body("results.id", equalTo(ids));
        as(NURSE).get("/v1/vitals/{id}", ids.get(0)).then().statusCode(200);
    }

    @Test
    void aBadItemHarmsNoNeighbour() {
        var session = ImportedTreatment.infusing();
        var course = Treatment.activeCourse();
        var good = reading(session, UUID.randomUUID(), "2026-01-05T09:20:00Z", 98);
        sync(
                        NURSE,
                        List.of(
                                "5",
                                "{}",
                                "{\"type\": \"PATIENT\"}",
                                "{\"type\": \"VITALS\", \"takenAt\": \"2026-01-05T09:20:00Z\", \"spo2\": 98}",
                                good.replace(": 98", ": 1000"),
                                good.replace("spo2", "spo3"),
                                good.replace("\"spo2\": 98", "\"spo2\": \"98\""),
                                good.replace(": 98", ": 98, \"note\": \"\\u0000\""),
                                good.replace(": 98", ": 98, \"systolic\": 120"),
                                reading(session, UUID.randomUUID(), "2126-01-05T09:20:00Z", 98),
                                reading("no-uuid", UUID.randomUUID(), "2026-01-05T09:20:00Z", 98),
                                good.replaceFirst("\"id\": \"[^\"]*\"", "\"id\": 7"),
                                assessment(course, UUID.randomUUID(), "2026-01-05T08:50:00Z", 99),
                                assessment(course, UUID.randomUUID(), "2026-01-05T08:50:00Z", 9)
                                        .replace("}", ", \"sessionId\": \"" + session + "\"}"),
                                good))
                .body(
                        "results.status",
                        contains(422, 422, 422, 422, 422, 422, 422, 400, 422, 422, 422, 422, 422, 422, 201))
                // A time in the future comes.
                .body("results.findAll { it.retryable }.index", contains(9))
                .body("results[0].problem.errors.pointer", contains("/items/0"))
                .body("results[1].problem.errors.pointer", contains("/items/1/type"))
                .body(
                        "results[1].problem.errors.detail",
                        contains(
                                "must be one of VITALS, SIDE_EFFECT, MEDICATION, START, DOSE, RATE, DISCHARGE, ASSESSMENT"))
                .body("results[3].problem.errors.pointer", contains("/items/3/sessionId"))
                .body("results[4].problem.errors.pointer", contains("/items/4/spo2"))
                .body("results[5].problem.errors.pointer", contains("/items/5/spo3"))
                .body("results[8].problem.errors.pointer", contains("/items/8/diastolic"))
                .body("results[9].problem.errors.pointer", contains("/items/9/takenAt"))
                .body("results[11].problem.errors.pointer", contains("/items/11/id"))
                .body("results[12].problem.errors.pointer", contains("/items/12/total"))
                .body("results[13].problem.errors.pointer", contains("/items/13/sessionId"))
                .body("results.problem.instance", everyItem(equalTo("/v1/sync")));
        list("/v1/sessions/" + session + "/vitals").body("items", hasSize(2));
    }

    @Test
    void aWrongClockHoldsForEachItem() {
        var course = Treatment.activeCourse();
        var session = Treatment.infusing(course);
        // However long the request takes, the tablet is ahead by as much.
        var clock = VirtualClock.stoppedAt(
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        var ahead = clock.instant().plusSeconds(1200);
        var items = List.of(
                reading(session, UUID.randomUUID(), "2026-01-05T09:40:00Z", 98),
                sideEffect(session, UUID.randomUUID()),
                medication(session, UUID.randomUUID()),
                assessment(course, UUID.randomUUID(), "2026-01-05T09:10:00Z", 19),
                reading(session, UUID.randomUUID(), ahead.toString(), 97));
        results(as(NURSE).header("Device-Time", ahead.toString()).body(body(items)))
                .body("results.outcome", everyItem(equalTo("CREATED")));
        list("/v1/sessions/" + session + "/vitals")
                .body("items.spo2", contains(98, 98, 97))
                .body("items[1].takenAt", equalTo("2026-01-05T09:40:00Z"))
                .body("items[1].minutesFromStart", equalTo(5))
                .body("items[1].clockOffsetSeconds", equalTo(1200));
        for (var path : List.of(
                "/v1/sessions/" + session + "/side-effects",
                "/v1/sessions/" + session + "/medications",
                "/v1/courses/" + course + "/assessments")) {
            list(path).body("items[0].clockOffsetSeconds", equalTo(1200));
        }
    }

    /** What is wrong with the request is no item's fault, and nothing that a tablet would give its items up for. */
    @Test
    void aClockThatTellsNoTimeIsTheRequestsFault() {
        var session = ImportedTreatment.infusing();
        var items = List.of(reading(session, UUID.randomUUID(), "2026-01-05T09:20:00Z", 98));
        isProblem(
                        as(NURSE)
                                .header("Device-Time", "2026-01-05T10:20:00")
                                .body(body(items))
                                .post("/v1/sync")
                                .then(),
                        400,
                        "bad-request")
                .body("errors.pointer", contains("Device-Time"));
        sync(NURSE, items).body("results.outcome", contains("CREATED"));
    }

    /** A reading is no change of its session: what another nurse has decided on it stays good. */
    @Test
    void readingsLeaveTheVersionOfTheirSession() {
        var session = ImportedTreatment.infusing();
        int version = as(NURSE).get("/v1/sessions/{id}", session).path("version");
        results(as(NURSE)
                        .header("Device-Time", Instant.now().plusSeconds(600).toString())
                        .body(body(List.of(reading(session, UUID.randomUUID(), "2026-01-05T09:40:00Z", 98)))))
                .body("results.outcome", contains("CREATED"));
        as(NURSE).get("/v1/sessions/{id}", session).then().body("version", equalTo(version));
    }

    @Test
    void eachKindIsForWhomItsOwnPostIs() {
        var nobodys = UUID.randomUUID().toString();
        var items = List.of(
                reading(nobodys, UUID.randomUUID(), "2026-01-05T09:20:00Z", 98),
                sideEffect(nobodys, UUID.randomUUID()),
                medication(nobodys, UUID.randomUUID()),
                assessment(nobodys, UUID.randomUUID(), "2026-01-05T08:50:00Z", 19));
        var paths = List.of(
                "/v1/sessions/{id}/vitals",
                "/v1/sessions/{id}/side-effects",
                "/v1/sessions/{id}/medications",
                "/v1/courses/{id}/assessments");
        for (var role : List.of(NURSE, PRESCRIBER, INTEGRATION)) {
            var alone = IntStream.range(0, items.size())
                    .mapToObj(i -> as(role).body(
                                    items.get(i).replaceAll("\"(type|sessionId|courseId)\": \"[^\"]*\",", ""))
                            .post(paths.get(i), nobodys)
                            .statusCode())
                    .toList();
            sync(role, items).body("results.status", equalTo(alone));
        }
    }

    /** What waits for a step that has not arrived is kept by the tablet and sent again; what waits for nothing is not. */
    @Test
    void anItemWhoseStepHasNotArrivedMayBeSentAgain() {
        var session = Treatment.scheduled(Treatment.activeCourse());
        var items = List.of(reading(session, UUID.randomUUID(), "2026-01-05T09:20:00Z", 98));
        sync(NURSE, items)
                .body("results.status", contains(409))
                .body("results.retryable", contains(true))
                .body("results[0].problem.type", equalTo("/problems/wrong-state"))
                .body("results[0].problem.currentStatus", equalTo("SCHEDULED"));
        Treatment.step(session, "check-in", "{\"at\": \"2026-01-05T09:00:00Z\", \"weightKg\": 72}");
        sync(NURSE, items).body("results.outcome", contains("CREATED"));

        var cancelled = Treatment.scheduled(Treatment.activeCourse());
        Treatment.step(cancelled, "cancel", "{\"reason\": \"Cold\"}");
        sync(NURSE, List.of(reading(cancelled, UUID.randomUUID(), "2026-01-05T09:20:00Z", 98)))
                .body("results.status", contains(409))
                .body("results.retryable", contains(false));
    }

    @Test
    void anotherClinicsSessionsAndIdsAreNobodys() {
        var course = Treatment.activeCourse();
        var session = Treatment.infusing(course);
        var id = UUID.randomUUID();
        sync(NURSE, List.of(reading(session, id, "2026-01-05T09:20:00Z", 98)));
        var foreign = results(elsewhereAs(NURSE)
                .body(body(List.of(
                        reading(session, id, "2026-01-05T09:20:00Z", 98),
                        assessment(course, UUID.randomUUID(), "2026-01-05T08:50:00Z", 9)))));
        var unknown = results(elsewhereAs(NURSE)
                .body(body(List.of(
                        reading(UUID.randomUUID().toString(), id, "2026-01-05T09:20:00Z", 98),
                        assessment(UUID.randomUUID().toString(), UUID.randomUUID(), "2026-01-05T08:50:00Z", 9)))));
        foreign.body("results.status", contains(404, 404)).body("results.retryable", contains(false, false));
        assertThat(foreign.extract().asString().replaceAll("\"id\":\"[^\"]*\"", ""))
                .isEqualTo(unknown.extract().asString().replaceAll("\"id\":\"[^\"]*\"", ""));
    }

    /** The id of a record of another session can neither change it nor be told from one of other content. */
    @Test
    void anIdOfAnotherSessionIsTaken() {
        var session = ImportedTreatment.infusing();
        var other = ImportedTreatment.infusing();
        var id = UUID.randomUUID();
        sync(NURSE, List.of(reading(session, id, "2026-01-05T09:20:00Z", 98)));
        sync(NURSE, List.of(reading(other, id, "2026-01-05T09:20:00Z", 98)))
                .body("results.status", contains(409))
                .body("results[0].problem.type", equalTo("/problems/id-reuse"));
        as(NURSE).get("/v1/vitals/{id}", id).then().body("sessionId", equalTo(session));
    }

    /** Whoever is faster has them; the other one is told so, or to come back, and never that the service failed. */
    @Test
    void idsThatTwoSessionsTakeAtOnceAreOnesOrTheOthers() throws Exception {
        var sessions = List.of(ImportedTreatment.infusing(), ImportedTreatment.infusing());
        var callers = Executors.newFixedThreadPool(4);
        try {
            for (var round = 0; round < 5; round++) {
                var ids = Stream.generate(UUID::randomUUID).limit(10).toList();
                var calls = IntStream.range(0, 4)
                        .<Callable<List<Integer>>>mapToObj(i -> () -> taken(sessions.get(i % 2), ids, i < 2))
                        .toList();
                for (var answer : callers.invokeAll(calls)) {
                    assertThat(answer.get()).isSubsetOf(200, 201, 409, 503);
                }
                assertThat(ids)
                        .allSatisfy(id -> assertThat(Database.number("SELECT count(*) FROM vitals WHERE id = ?", id))
                                .isEqualTo(1));
            }
        } finally {
            callers.shutdown();
        }
    }

    private static List<Integer> taken(String session, List<UUID> ids, boolean keyed) {
        var items = ids.stream()
                .map(id -> reading(session, id, "2026-01-05T09:20:00Z", 98))
                .toList();
        var request = as(NURSE).body(body(items));
        if (keyed) {
            request.header("Idempotency-Key", UUID.randomUUID().toString());
        }
        var answer = request.post("/v1/sync");
        return answer.statusCode() == 207 ? answer.path("results.status") : List.of(answer.statusCode());
    }

    @Test
    void anEhrSendsWhatItMaySendAlone() {
        var session = ImportedTreatment.infusing();
        sync(
                        INTEGRATION,
                        List.of(
                                sideEffect(session, UUID.randomUUID()),
                                medication(session, UUID.randomUUID()),
                                reading(session, UUID.randomUUID(), "2026-01-05T09:20:00Z", 98)))
                .body("results.status", contains(403, 403, 201))
                .body("results[0].problem.type", equalTo("/problems/forbidden"));
    }

    @Test
    void alertsFollow() {
        var course = Treatment.activeCourse();
        var session = Treatment.infusing(course);
        sync(
                NURSE,
                List.of(
                        "{\"type\": \"VITALS\", \"sessionId\": \"%s\", \"takenAt\": \"2026-01-05T09:30:00Z\", \"systolic\": 190, \"diastolic\": 90}"
                                .formatted(session),
                        sideEffect(session, UUID.randomUUID()).replace("MODERATE", "LIFE_THREATENING"),
                        """
                        {"type": "ASSESSMENT", "courseId": "%s", "instrument": "PHQ-9", "takenAt": "2026-01-05T08:50:00Z",
                         "timepoint": "BASELINE", "answers": [0, 0, 0, 0, 0, 0, 0, 0, 1]}""".formatted(course)));
        as(NURSE)
                .get("/v1/alerts?courseId=" + course)
                .then()
                .body(
                        "items.findAll { it.kind != 'VITALS_OVERDUE' }.kind.sort()",
                        contains("SERIOUS_SIDE_EFFECT", "SUICIDAL_IDEATION", "SYSTOLIC_HIGH"));
    }

    /** Kept under the key only where nothing would come of a repetition. */
    @Test
    void aKeyKeepsResultsThatAreFinal() {
        var session = Treatment.scheduled(Treatment.activeCourse());
        var key = UUID.randomUUID().toString();
        var items = List.of(reading(session, UUID.randomUUID(), "2026-01-05T09:20:00Z", 98));
        keyed(key, items).header("Idempotent-Replayed", nullValue()).body("results.status", contains(409));
        Treatment.step(session, "check-in", "{\"at\": \"2026-01-05T09:00:00Z\", \"weightKg\": 72}");
        keyed(key, items).header("Idempotent-Replayed", nullValue()).body("results.status", contains(201));
        keyed(key, items).header("Idempotent-Replayed", equalTo("true")).body("results.status", contains(201));
        isProblem(
                as(NURSE)
                        .header("Idempotency-Key", key)
                        .body(body(Stream.concat(items.stream(), items.stream()).toList()))
                        .post("/v1/sync")
                        .then(),
                422,
                "idempotency-key-reuse");
    }

    @Test
    void holdsOneToFiveHundredItems() {
        var session = ImportedTreatment.infusing();
        isProblem(as(NURSE).body(body(List.of())).post("/v1/sync").then(), 422, "invalid")
                .body("errors.pointer", contains("/items"));
        var many = IntStream.range(0, 501)
                .mapToObj(i -> reading(session, null, "2026-01-05T09:%02d:%02dZ".formatted(20 + i / 60, i % 60), 98))
                .toList();
        isProblem(as(NURSE).body(body(many)).post("/v1/sync").then(), 422, "invalid")
                .body("errors.pointer", contains("/items"));
        sync(NURSE, many.subList(0, 500))
                .body("results", hasSize(500))
                .body("results.outcome", everyItem(equalTo("CREATED")));
        isProblem(as(NURSE).body("{}").post("/v1/sync").then(), 422, "invalid");
        isProblem(as(NURSE).body("{\"items\": 5}").post("/v1/sync").then(), 422, "invalid")
                .body("errors.detail", contains(containsString("array")));
    }

    @Test
    void aBatchIsOfOneSession() {
        var session = ImportedTreatment.infusing();
        var id = UUID.randomUUID();
        as(PRESCRIBER)
                .body("""
                        {"readings": [{"id": "%s", "takenAt": "2026-01-05T09:25:00Z", "spo2": 98}, {"takenAt": "x"},
                                      {"type": "VITALS", "takenAt": "2026-01-05T09:20:00Z", "spo2": 97}]}""".formatted(id))
                .post("/v1/sessions/{id}/vitals/batch", session)
                .then()
                .statusCode(207)
                .body("results.status", contains(201, 422, 422))
                .body("results[1].problem.errors.pointer", contains("/readings/1/takenAt"))
                .body("results[2].problem.errors.pointer", contains("/readings/2/type"));
        as(NURSE).get("/v1/vitals/{id}", id).then().body("minutesFromStart", equalTo(10));
        as(NURSE)
                .body("{\"readings\": [{\"takenAt\": \"2026-01-05T09:20:00Z\", \"spo2\": 98}]}")
                .post("/v1/sessions/{id}/vitals/batch", UUID.randomUUID())
                .then()
                .statusCode(207)
                .body("results.status", contains(404));
    }

    private static ValidatableResponse sync(String role, List<String> items) {
        return results(as(role).body(body(items)));
    }

    private static ValidatableResponse keyed(String key, List<String> items) {
        return results(as(NURSE).header("Idempotency-Key", key).body(body(items)));
    }

    private static ValidatableResponse results(RequestSpecification request) {
        return request.post("/v1/sync").then().statusCode(207);
    }

    private static ValidatableResponse list(String path) {
        return as(NURSE).get(path).then().statusCode(200);
    }

    private static String body(List<String> items) {
        return items.stream().collect(Collectors.joining(",", "{\"items\": [", "]}"));
    }

    private static String id(String item) {
        return item.replaceFirst("(?s).*\"id\": \"([^\"]*)\".*", "$1");
    }

    private static String reading(String session, UUID id, String takenAt, int spo2) {
        return "{\"type\": \"VITALS\", \"sessionId\": \"%s\", %s\"takenAt\": \"%s\", \"spo2\": %d}"
                .formatted(session, id == null ? "" : "\"id\": \"%s\", ".formatted(id), takenAt, spo2);
    }

    private static String sideEffect(String session, UUID id) {
        return """
                {"type": "SIDE_EFFECT", "sessionId": "%s", "id": "%s", "effect": "NAUSEA", "severity": "MODERATE",
                 "onsetAt": "2026-01-05T09:20:00Z"}""".formatted(session, id);
    }

    private static String medication(String session, UUID id) {
        return """
                {"type": "MEDICATION", "sessionId": "%s", "id": "%s", "drug": "Ondansetron", "dose": 4, "unit": "mg", "route": "IV",
                 "givenAt": "2026-01-05T09:20:00Z"}""".formatted(session, id);
    }

    private static String dose(String session, UUID id) {
        return """
                {"type": "DOSE", "sessionId": "%s", "id": "%s", "mg": 2, "givenAt": "2026-01-05T09:20:00Z",
                 "reason": "Primed"}""".formatted(session, id);
    }

    private static String assessment(String course, UUID id, String takenAt, int total) {
        return """
                {"type": "ASSESSMENT", "courseId": "%s", "id": "%s", "instrument": "PHQ-9", "takenAt": "%s", "timepoint": "BASELINE",
                 "total": %d}""".formatted(course, id, takenAt, total);
    }
}
