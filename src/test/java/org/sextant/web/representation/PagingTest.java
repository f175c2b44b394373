package org.sextant.web.representation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.sextant.Api.as;
import static org.sextant.Api.elsewhereAs;
import static org.sextant.Api.isProblem;
import static org.sextant.Api.unchecked;
import static org.sextant.identity.Role.NURSE;
import static org.sextant.identity.Role.PRESCRIBER;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sextant.Api;
import org.sextant.LightClient;
import org.sextant.Treatment;

@QuarkusTest
class PagingTest {

    private static final String POSSIBLE = "2026-01-05T09:00:00Z";

    private static String emptySession;

    @Test
    void whatAFilterIsMadeOfIsCarriedOnAsItIs() {
        for (var i = 0; i < 2; i++) {
            Treatment.create("/v1/courses", """
                    {"patientId": "%s", "protocol": "iv-ketamine-0.5", "labels": ["{x} & 50 %%+"],
                     "indication": {"system": "s", "code": "c"}}""".formatted(Treatment.newPatient()));
        }
        var first = as(NURSE)
                .queryParam("label", "{x} & 50 %+")
                .queryParam("limit", 1)
                .get("/v1/courses")
                .then()
                .statusCode(200)
                .extract();
        var next = first.header("Link").replaceFirst("<(.*)>.*", "$1");
        as(NURSE)
                .urlEncodingEnabled(false)
                .get(next)
                .then()
                .statusCode(200)
                .body("items.size()", equalTo(1))
                .body("items[0].labels[0]", equalTo("{x} & 50 %+"));
    }

    @Test
    void everyRowIsShownOnceAlsoWhileOthersAreInserted() {
        var session = Treatment.checkedIn();
        var first = new ArrayList<String>();
        for (var minute = 10; minute < 40; minute++) {
            first.add(reading(session, minute));
        }
        var seen = new ArrayList<String>();
        String cursor = null;
        var inserted = 10;
        do {
            var page = page(session, 7, cursor);
            seen.addAll(page.jsonPath().getList("items.id", String.class));
            cursor = page.path("next");
            reading(session, inserted++);
        } while (cursor != null);

        assertThat(seen).doesNotHaveDuplicates().containsAll(first);
    }

    @Test
    void rowsOfOneMomentAreAllShownInTheOrderOfRecording() {
        var session = Treatment.checkedIn();
        var made = new ArrayList<String>();
        for (var i = 0; i < 5; i++) {
            made.add(reading(session, 20));
        }
        var seen = new ArrayList<String>();
        String cursor = null;
        do {
            var page = page(session, 2, cursor);
            seen.addAll(page.jsonPath().getList("items.id", String.class));
            cursor = page.path("next");
        } while (cursor != null);

        assertThat(seen).isEqualTo(made);
    }

    @Test
    void aLimitOverTheMaximumIsLoweredAndTheDefaultIsFifty() {
        var session = Treatment.checkedIn();
        var readings = IntStream.range(50, 101)
                .mapToObj("{\"takenAt\": \"2026-01-05T09:20:00Z\", \"heartRate\": %d}"::formatted)
                .collect(Collectors.joining(","));
        as(NURSE)
                .body("{\"readings\": [%s]}".formatted(readings))
                .post("/v1/sessions/{id}/vitals/batch", session)
                .then()
                .statusCode(207);

        page(session, 5000, null).then().body("items", hasSize(51)).body("next", equalTo(null));
        as(NURSE).get("/v1/sessions/{id}/vitals", session).then().body("items", hasSize(50));
    }

    @Test
    void theLinkLeadsToTheNextPage() {
        var session = Treatment.checkedIn();
        reading(session, 20);
        reading(session, 21);
        var link = page(session, 1, null).header("Link");

        assertThat(link).startsWith("</v1/sessions/" + session + "/vitals?").endsWith(">; rel=\"next\"");
        unchecked()
                .header("Authorization", "Bearer " + Api.token(NURSE))
                .get(link.substring(1, link.indexOf('>')))
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].takenAt", equalTo("2026-01-05T09:21:00Z"));
    }

    @Test
    void aTamperedOrForeignCursorIsRefused() {
        var session = Treatment.checkedIn();
        reading(session, 20);
        reading(session, 21);
        String cursor = page(session, 1, null).path("next");
        var tampered = new ArrayList<>(List.of(cursor + "A", cursor.substring(1), cursor + "=", "A".repeat(80)));
        for (var i = 0; i < cursor.length(); i++) {
            var other = cursor.charAt(i) == 'A' ? 'B' : 'A';
            tampered.add(cursor.substring(0, i) + other + cursor.substring(i + 1));
        }

        for (var bad : tampered) {
            assertThat(LightClient.as(NURSE)
                            .query("limit", "1")
                            .query("cursor", bad)
                            .get("/v1/sessions/" + session + "/vitals"))
                    .matches(answer -> answer.isProblem(400, "bad-request"), "400 bad-request");
        }
        isProblem(page(session, 1, cursor + "A").then(), 400, "bad-request");
        isProblem(page(Treatment.checkedIn(), 1, cursor).then(), 400, "bad-request");
        isProblem(
                elsewhereAs(NURSE)
                        .queryParam("cursor", cursor)
                        .get("/v1/patients")
                        .then(),
                400,
                "bad-request");
    }

    /** Whoever knows how cursors are made can make one that no list ever gave. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "+1000000000-12-31T23:59:59Z",
                "+294277-01-01T00:00:00Z",
                "+10000-01-01T00:00:00Z",
                "0000-12-31T23:59:59Z",
                "-0001-01-01T00:00:00Z",
                "-1000000000-01-01T00:00:00Z",
                "2026-01-05T09:00:00",
                "2026",
                ""
            })
    void aForgedCursorOfAnImpossibleTimeIsRefused(String time) {
        var session = anySession();
        for (var path : List.of(
                "/v1/sessions/" + session + "/vitals",
                "/v1/patients",
                "/v1/courses",
                "/v1/sessions",
                "/v1/alerts",
                "/v1/rems",
                "/v1/drug-account",
                "/v1/reports/courses",
                "/v1/reports/vitals")) {
            var sort = path.equals("/v1/reports/courses")
                    ? "- " + time
                    : path.equals("/v1/reports/vitals")
                            ? session + " " + time + " " + POSSIBLE
                            : path.endsWith("/vitals") || path.equals("/v1/drug-account")
                                    ? POSSIBLE + " " + time
                                    : time;
            var forged = new Position(sort, UUID.randomUUID().toString()).toCursor(path + "{}");
            isProblem(as(PRESCRIBER).queryParam("cursor", forged).get(path).then(), 400, "bad-request")
                    .body("errors.pointer", contains("cursor"));
        }
    }

    @Test
    void aForgedCursorOfAnotherReportIsRefused() {
        for (var path : List.of("/v1/reports/courses", "/v1/reports/vitals")) {
            var parent = path.equals("/v1/reports/courses") ? UUID.randomUUID() : "-";
            var of = path.equals("/v1/reports/courses") ? "" : " " + POSSIBLE;
            for (var sort : List.of(parent + " " + POSSIBLE + of, "x " + POSSIBLE + of, "x", "")) {
                var forged = new Position(sort, UUID.randomUUID().toString()).toCursor(path + "{}");
                isProblem(as(PRESCRIBER).queryParam("cursor", forged).get(path).then(), 400, "bad-request");
            }
        }
    }

    @Test
    void aForgedCursorOfTextThatTheDatabaseCannotReadIsRefused() {
        for (var path : List.of("/v1/protocols", "/v1/instruments")) {
            var forged = new Position("iv\u0000", "").toCursor(path + "{}");
            isProblem(as(PRESCRIBER).queryParam("cursor", forged).get(path).then(), 400, "bad-request");
        }
    }

    /** They told the time and the id of the last row, and not when it was recorded. */
    @Test
    void aCursorThatWasGivenBeforeRecordingTimesCountedIsRefused() {
        var session = Treatment.checkedIn();
        var course = as(NURSE).get("/v1/sessions/{id}", session).<String>path("courseId");
        for (var path : List.of(
                "/v1/sessions/" + session + "/vitals",
                "/v1/sessions/" + session + "/side-effects",
                "/v1/sessions/" + session + "/medications",
                "/v1/courses/" + course + "/assessments",
                "/v1/drug-account",
                "/v1/reports/vitals",
                "/v1/reports/side-effects",
                "/v1/reports/doses",
                "/v1/reports/medications",
                "/v1/reports/assessments")) {
            var sort = path.startsWith("/v1/reports") ? session + " " + POSSIBLE : POSSIBLE;
            for (var more : List.of("", " ", " " + POSSIBLE + " " + POSSIBLE)) {
                var before = new Position(sort + more, UUID.randomUUID().toString()).toCursor(path + "{}");
                isProblem(as(PRESCRIBER).queryParam("cursor", before).get(path).then(), 400, "bad-request")
                        .body("errors.pointer", contains("cursor"));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z"})
    void aCursorOfAPossibleTimeIsTaken(String time) {
        var path = "/v1/sessions/" + anySession() + "/vitals";
        var cursor = new Position(time + " " + time, UUID.randomUUID().toString()).toCursor(path + "{}");
        as(NURSE).queryParam("cursor", cursor).get(path).then().statusCode(200).body("items", hasSize(0));
    }

    /** One that nobody records in: for cursors that lead nowhere. */
    private static synchronized String anySession() {
        if (emptySession == null) {
            emptySession = Treatment.checkedIn();
        }
        return emptySession;
    }

    private static Response page(String session, int limit, String cursor) {
        var request = as(NURSE).queryParam("limit", limit);
        if (cursor != null) {
            request.queryParam("cursor", cursor);
        }
        return request.get("/v1/sessions/{id}/vitals", session);
    }

    private static String reading(String session, int minute) {
        return Treatment.create(
                "/v1/sessions/" + session + "/vitals",
                "{\"takenAt\": \"2026-01-05T09:%d:00Z\", \"spo2\": 98}".formatted(minute));
    }
}
