package org.sextant.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.sextant.Api.as;
import static org.sextant.Api.token;
import static org.sextant.identity.Role.NURSE;
import static org.sextant.identity.Role.PRESCRIBER;

import io.quarkus.hibernate.orm.PersistenceUnitExtension;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.sextant.Treatment;
import org.sextant.reporting.EpisodeLines;

/** What a request costs is counted, and does not grow with what is stored. The journal's rows cost no statement. */
@QuarkusTest
class StatementCountTest {

    @Inject
    @PersistenceUnitExtension
    StatementCounter statements;

    /**
     * A plain reading needs five: whose transaction it is, the lock of the session, what the reading depends on, the
     * reading, and the session's clock with the row of the call. How many readings the session has makes no difference.
     */
    @Test
    void aPlainReadingNeedsFiveHoweverManyThereAre() {
        var session = Treatment.infusing();
        for (var minute = 20; minute < 26; minute++) {
            var id = minute % 2 == 0 ? "" : "\"id\": \"%s\", ".formatted(UUID.randomUUID());
            var body = "{%s\"takenAt\": \"2026-01-05T09:%d:00Z\", \"spo2\": 98}".formatted(id, minute);
            var seen = statements.of(() -> as(NURSE)
                    .body(body)
                    .post("/v1/sessions/{id}/vitals", session)
                    .then()
                    .statusCode(201));

            assertThat(seen).hasSize(5).anyMatch(sql -> sql.startsWith("INSERT INTO vitals"));
        }
    }

    /**
     * Three show that a reading is not plain. Then its own transaction: whose it is, the session (locked), the reading,
     * the readings and the alerts beside it, and the session's clock. The protocol is in memory. An alert is one more.
     */
    @Test
    void anyOtherReadingNeedsNineAndOneMoreForAnAlert() {
        var session = Treatment.infusing();
        var early = statements.of(() -> as(NURSE)
                .body("{\"takenAt\": \"2026-01-05T09:05:00Z\", \"spo2\": 98}")
                .post("/v1/sessions/{id}/vitals", session)
                .then()
                .statusCode(201));
        assertThat(early).hasSizeLessThanOrEqualTo(9).anyMatch(sql -> sql.startsWith("insert into vitals"));
        var alarming = statements.of(() -> as(NURSE)
                .body("{\"takenAt\": \"2026-01-05T09:21:00Z\", \"spo2\": 90}")
                .post("/v1/sessions/{id}/vitals", session)
                .then()
                .statusCode(201));
        assertThat(alarming).hasSizeLessThanOrEqualTo(10).anyMatch(sql -> sql.startsWith("insert into alert"));
    }

    /** One more for the birth date, which only a record from before the check-in is compared with. */
    @Test
    void aReadingOfBeforeTheCheckInNeedsOneMore() {
        var session = Treatment.infusing();
        var seen = statements.of(() -> as(NURSE)
                .body("{\"takenAt\": \"2026-01-05T08:20:00Z\", \"spo2\": 98}")
                .post("/v1/sessions/{id}/vitals", session)
                .then()
                .statusCode(201));

        assertThat(seen).hasSizeLessThanOrEqualTo(10).anyMatch(sql -> sql.contains("FOR KEY SHARE"));
    }

    /** However many sessions have a measure of their own already. */
    @Test
    void aMeasureOfASessionNeedsAsManyAsTheFirst() {
        var course = Treatment.activeCourse();
        var first = measured(course, Treatment.discharged(course, "2026-01-05"));
        for (var day = 8; day < 17; day += 3) {
            measured(course, Treatment.discharged(course, "2026-01-%02d".formatted(day)));
        }

        assertThat(measured(course, Treatment.discharged(course, "2026-01-17"))).isLessThanOrEqualTo(first);
    }

    private int measured(String course, String session) {
        return statements
                .of(() -> as(NURSE)
                        .body("""
                                {"instrument": "CADSS", "takenAt": "2026-01-20T10:00:00Z", "timepoint": "POST_SESSION", "total": 25,
                                 "sessionId": "%s"}""".formatted(session))
                        .post("/v1/courses/{id}/assessments", course)
                        .then()
                        .statusCode(201))
                .size();
    }

    /** As one: readings go in as rows of one statement. */
    @Test
    void aBatchOfTwentyPlainReadingsNeedsFive() {
        for (var path : List.of("/v1/sessions/%s/vitals/batch", "/v1/sync")) {
            var session = Treatment.infusing();
            var readings = IntStream.range(20, 40)
                    .mapToObj(minute -> "{%s\"takenAt\": \"2026-01-05T09:%d:00Z\", \"spo2\": 98}"
                            .formatted(
                                    path.endsWith("sync")
                                            ? "\"type\": \"VITALS\", \"sessionId\": \"%s\", ".formatted(session)
                                            : "",
                                    minute))
                    .collect(Collectors.joining(","));
            var seen = statements.of(() -> as(NURSE)
                    .body("{\"%s\": [%s]}".formatted(path.endsWith("sync") ? "items" : "readings", readings))
                    .post(path.formatted(session))
                    .then()
                    .statusCode(207)
                    .body("results.status", everyItem(equalTo(201))));
            assertThat(seen).hasSize(5).anyMatch(sql -> sql.startsWith("INSERT INTO vitals"));
        }
    }

    /** For whom it is and the row of the call are one statement, and all that the summary shows is the other. */
    @Test
    void aSummaryNeedsTwoHoweverMuchThereIs() {
        var course = Treatment.activeCourse();
        assertThat(summary(course)).isEqualTo(2);

        for (var visit = 0; visit < 3; visit++) {
            var day = "2026-01-%02d".formatted(5 + 3 * visit);
            var session = Treatment.discharged(course, day);
            for (var minute = 20; minute < 30; minute++) {
                Treatment.create(
                        "/v1/sessions/" + session + "/vitals",
                        "{\"takenAt\": \"%sT09:%d:00Z\", \"systolic\": 130, \"diastolic\": 80}".formatted(day, minute));
            }
        }
        assertThat(summary(course)).isEqualTo(2);
    }

    /** For whom it is with the row of the call, the session, and the status that the row states: one transaction. */
    @Test
    void aReadThatIsNotAnsweredBySuccessNeedsOneStatementMoreAndNoSecondTransaction() {
        var course = Treatment.plannedCourse();
        var tag = as(NURSE).get("/v1/courses/{id}", course).header("ETag");
        var success = statements.of(
                () -> as(NURSE).get("/v1/courses/{id}", course).then().statusCode(200));

        assertThat(statements.of(() -> as(NURSE)
                        .header("If-None-Match", tag)
                        .get("/v1/courses/{id}", course)
                        .then()
                        .statusCode(304)))
                .hasSize(success.size() + 1)
                .filteredOn(sql -> sql.contains("set_config"))
                .hasSize(1);
        assertThat(statements.of(() -> as(NURSE)
                        .get("/v1/courses/{id}", UUID.randomUUID())
                        .then()
                        .statusCode(404)))
                .hasSizeLessThanOrEqualTo(success.size() + 1)
                .filteredOn(sql -> sql.contains("set_config"))
                .hasSize(1);
    }

    /** For whom it is, the version of the chart and the row of the call are one statement. */
    @Test
    void aSummaryThatTheClientHasNeedsOne() {
        var course = Treatment.activeCourse();
        var tag = as(NURSE).get("/v1/courses/{id}/summary", course).header("ETag");

        assertThat(statements.of(() -> as(NURSE)
                        .header("If-None-Match", tag)
                        .get("/v1/courses/{id}/summary", course)
                        .then()
                        .statusCode(304)))
                .hasSize(1);
    }

    /** The moment, for whom it is, the chain of courses, their sessions and their scores, however long the chain is. */
    @Test
    void anEpisodeNeedsFiveHoweverManyCoursesItHas() {
        var lines = new EpisodeLines().induction("2025-03-01T08:00:00Z");
        var episode = lines.course();
        for (var more = 0; more < 3; more++) {
            lines.session("2025-0%d-02T09:15:00Z".formatted(3 + more))
                    .score("2025-0%d-20T09:15:00Z".formatted(3 + more), 10)
                    .then("MAINTENANCE", null, "2025-0%d-01T08:00:00Z".formatted(4 + more))
                    .send(token(PRESCRIBER));

            assertThat(statements.of(() -> as(NURSE)
                            .get("/v1/episodes/{id}/summary", episode)
                            .then()
                            .statusCode(200)))
                    .hasSize(5);
            assertThat(summary(episode)).isEqualTo(2);
            assertThat(summary(lines.course())).isEqualTo(2);
        }
    }

    /**
     * For whom it is and the row of the call, the course, its open sessions, the open alerts, the patient's other starts and
     * what the rules know of the patient: however long the history is.
     */
    @Test
    void aReadinessNeedsNineHoweverMuchThereIs() {
        var course = Treatment.activeCourse();
        assertThat(readiness(course)).isLessThanOrEqualTo(9);

        for (var visit = 0; visit < 3; visit++) {
            Treatment.discharged(course, "2026-01-%02d".formatted(5 + 3 * visit));
        }
        assertThat(readiness(course)).isLessThanOrEqualTo(9);
    }

    /**
     * The snapshot, for whom it is, and one pass, of courses also how it is to be planned; of sessions one for each kind of
     * thing, and with labels one more of each.
     */
    @Test
    void aReportNeedsAsManyAsItDidWithOneCourse() {
        for (var more = 0; more < 2; more++) {
            Treatment.infusing();
            assertThat(report("outcomes?instrument=PHQ-9")).isEqualTo(4);
            assertThat(report("outcomes?instrument=PHQ-9&groupBy=phase&window=days:14-31"))
                    .isEqualTo(4);
            assertThat(report("durability?instrument=PHQ-9&groupBy=label")).isEqualTo(4);
            assertThat(report("durability?instrument=PHQ-9&maintenance=with")).isEqualTo(4);
            assertThat(report("safety?groupBy=sessionNumber")).isEqualTo(8);
            assertThat(report("safety?groupBy=label")).isEqualTo(14);
        }
    }

    /** Each has one more than it reads: for whom it is, and the row of the call. */
    @Test
    void listsDoNotAskForEachRow() {
        var session = Treatment.infusing();
        for (var minute = 20; minute < 30; minute++) {
            Treatment.create(
                    "/v1/sessions/" + session + "/vitals",
                    "{\"takenAt\": \"2026-01-05T09:%d:00Z\", \"spo2\": 98}".formatted(minute));
        }

        assertThat(statements.of(() -> as(NURSE)
                        .get("/v1/sessions/{id}/vitals", session)
                        .then()
                        .statusCode(200)))
                .hasSize(4);
        assertThat(statements.of(() -> as(NURSE).get("/v1/sessions").then().statusCode(200)))
                .hasSize(3);
    }

    private int report(String query) {
        return statements
                .of(() -> as(PRESCRIBER).get("/v1/reports/" + query).then().statusCode(200))
                .size();
    }

    private int readiness(String course) {
        return statements
                .of(() -> as(NURSE)
                        .get("/v1/courses/{id}/readiness", course)
                        .then()
                        .statusCode(200))
                .size();
    }

    private int summary(String course) {
        return statements
                .of(() ->
                        as(NURSE).get("/v1/courses/{id}/summary", course).then().statusCode(200))
                .size();
    }

    /** The snapshot, for whom it is, how it joins, the rows; and for courses their episodes and the scores of these. */
    @Test
    void aPageOfAReportNeedsFourOrSixHoweverManyRowsItHas() {
        Treatment.discharged(Treatment.activeCourse());
        for (var limit : new int[] {1, 200}) {
            assertThat(report("courses?limit=" + limit)).isEqualTo(6);
            assertThat(report("vitals?limit=" + limit)).isEqualTo(4);
        }
    }
}
