package org.sextant.reporting.summary;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.sextant.Api.as;
import static org.sextant.Api.elsewhereAs;
import static org.sextant.Api.isProblem;
import static org.sextant.Api.token;
import static org.sextant.identity.Role.ANALYST;
import static org.sextant.identity.Role.INTEGRATION;
import static org.sextant.identity.Role.NURSE;
import static org.sextant.identity.Role.PRESCRIBER;

import io.quarkus.test.junit.QuarkusTest;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.sextant.Treatment;
import org.sextant.reporting.EpisodeLines;

@QuarkusTest
class EpisodeSummaryResourceTest {

    /** Induction from 20 to 4, maintenance, 16 and 17, and another induction. */
    @Test
    void tellsTheWholeEpisodeInOrder() {
        var lines = new EpisodeLines()
                .induction("2025-03-01T08:00:00Z")
                .score("2025-03-02T08:50:00Z", 20)
                .session("2025-03-02T09:15:00Z")
                .session("2025-03-05T09:15:00Z")
                .score("2025-03-09T08:50:00Z", 4);
        var induction = lines.course();
        lines.then("MAINTENANCE", "MAINTENANCE", "2025-04-01T08:00:00Z")
                .session("2025-04-02T09:15:00Z")
                .score("2025-04-10T08:50:00Z", 16)
                .score("2025-04-30T08:50:00Z", 17);
        var maintenance = lines.course();
        var again = lines.then("INDUCTION", "RELAPSE", "2025-05-10T08:00:00Z")
                .score("2025-05-11T08:50:00Z", 18)
                .send(token(PRESCRIBER))
                .course();

        as(NURSE)
                .get("/v1/episodes/{id}/summary", induction)
                .then()
                .statusCode(200)
                .body("episodeId", equalTo(induction))
                .body("givenMg", equalTo(108))
                .body("given.drug", contains("KETAMINE"))
                .body("reinductions", equalTo(1))
                .body("courses.courseId", contains(induction, maintenance, again))
                .body("courses.phase", contains("INDUCTION", "MAINTENANCE", "INDUCTION"))
                .body("courses.reason", contains(null, "MAINTENANCE", "RELAPSE"))
                .body("courses.doses", contains(2, 1, 0))
                .body("courses[0].outcomes[0].latest", equalTo(4))
                .body("courses[0].outcomes[0].relapse", equalTo(true))
                .body("courses[0].outcomes[0].relapsedAt", equalTo("2025-04-10T08:50:00Z"))
                .body("courses[0].outcomes[0].relapsedBy", equalTo("SCORES"))
                .body("courses[1].outcomes[0].baseline", equalTo(20))
                .body("courses[1].outcomes[0].baselineCourseId", equalTo(induction))
                .body("courses[1].outcomes[0].worsened", equalTo(false))
                .body("courses[1].outcomes[0]", not(hasKey("hoursToResponse")))
                .body("relapses.courseId", contains(induction))
                .body("relapses.at", contains("2025-04-10T08:50:00Z"))
                .body(
                        "timeline.kind",
                        contains(
                                "ACTIVATION",
                                "SCORE",
                                "DOSE",
                                "DOSE",
                                "SCORE",
                                "ACTIVATION",
                                "DOSE",
                                "SCORE",
                                "RELAPSE",
                                "SCORE",
                                "ACTIVATION",
                                "SCORE"))
                .body("timeline.total", contains(null, 20, null, null, 4, null, null, 16, null, 17, null, 18))
                .body("timeline[2].givenMg", equalTo(36));
        as(INTEGRATION)
                .get("/v1/courses/{id}/summary", maintenance)
                .then()
                .statusCode(200)
                .body("episodeId", equalTo(induction))
                .body("outcomes[0].baseline", equalTo(20))
                .body("outcomes[0].latest", equalTo(17))
                .body("outcomes[0].worsened", equalTo(false));
        as(ANALYST)
                .get("/v1/courses/{id}/summary", maintenance)
                .then()
                .statusCode(200)
                .body("$", not(hasKey("episodeId")))
                .body("outcomes[0].baseline", equalTo(20))
                .body("outcomes[0]", not(hasKey("baselineCourseId")));
        as(NURSE)
                .get("/v1/courses/{id}/assessments", maintenance)
                .then()
                .statusCode(200)
                .body("items.changeFromBaseline", contains(-4, -3));
        for (var course : new String[] {maintenance, again}) {
            isProblem(as(NURSE).get("/v1/episodes/{id}/summary", course).then(), 404, "not-found");
        }
    }

    /** The activation for a relapse ends the response where no second score showed it before. */
    @Test
    void anInductionForRelapseIsTheRelapse() {
        var lines = new EpisodeLines()
                .induction("2025-03-01T08:00:00Z")
                .score("2025-03-02T08:50:00Z", 20)
                .session("2025-03-02T09:15:00Z")
                .score("2025-03-09T08:50:00Z", 4)
                .score("2025-04-10T08:50:00Z", 16);
        var induction = lines.course();
        lines.then("INDUCTION", "RELAPSE", "2025-04-20T08:00:00Z")
                .score("2025-04-30T08:50:00Z", 17)
                .send(token(PRESCRIBER));

        as(NURSE)
                .get("/v1/courses/{id}/summary", induction)
                .then()
                .statusCode(200)
                .body("outcomes[0].relapse", equalTo(true))
                .body("outcomes[0].relapsedAt", equalTo("2025-04-20T08:00:00Z"))
                .body("outcomes[0].relapsedBy", equalTo("REINDUCTION"));
    }

    @Test
    void aCourseAloneIsAnEpisode() {
        var course = Treatment.plannedCourse();

        as(PRESCRIBER)
                .get("/v1/episodes/{id}/summary", course)
                .then()
                .statusCode(200)
                .body("courses", hasSize(1))
                .body("courses[0].doses", equalTo(0))
                .body("givenMg", equalTo(0))
                .body("reinductions", equalTo(0))
                .body("relapses", empty())
                .body("timeline", empty());
        var tag = as(PRESCRIBER).get("/v1/episodes/{id}/summary", course).header("ETag");
        as(PRESCRIBER)
                .header("If-None-Match", tag)
                .get("/v1/episodes/{id}/summary", course)
                .then()
                .statusCode(304);
        isProblem(
                elsewhereAs(PRESCRIBER).get("/v1/episodes/{id}/summary", course).then(), 404, "not-found");
        isProblem(as(NURSE).get("/v1/episodes/{id}/summary", UUID.randomUUID()).then(), 404, "not-found");
    }
}
