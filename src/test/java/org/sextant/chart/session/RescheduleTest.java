package org.sextant.chart.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.sextant.Api.as;
import static org.sextant.Api.elsewhereAs;
import static org.sextant.Api.isProblem;
import static org.sextant.identity.Role.ADMIN;
import static org.sextant.identity.Role.ANALYST;
import static org.sextant.identity.Role.AUDITOR;
import static org.sextant.identity.Role.COORDINATOR;
import static org.sextant.identity.Role.INTEGRATION;
import static org.sextant.identity.Role.NURSE;
import static org.sextant.identity.Role.PRESCRIBER;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.sextant.LightClient;
import org.sextant.Treatment;
import org.sextant.chart.schedule.LocalClinic;

/** Appointments that move, and cancellations that say why. */
@QuarkusTest
class RescheduleTest {

    private static final String TUESDAY = "{\"scheduledAt\": \"2026-01-06T10:00:00Z\", \"reason\": \"No ride\"}";

    private static ValidatableResponse reschedule(String role, String session, String body) {
        return as(role).body(body).post("/v1/sessions/{id}/reschedule", session).then();
    }

    private static ValidatableResponse cancel(String session, String body) {
        return as(NURSE).body(body).post("/v1/sessions/{id}/cancel", session).then();
    }

    @Test
    void theSessionKeepsEachMoveWithItsReason() {
        var session = Treatment.scheduled(Treatment.activeCourse());
        as(NURSE)
                .get("/v1/sessions/{id}", session)
                .then()
                .body("reschedules", equalTo(0))
                .body("rescheduleHistory", nullValue());

        reschedule(NURSE, session, TUESDAY)
                .statusCode(200)
                .header("ETag", "\"2\"")
                .body("scheduledAt", equalTo("2026-01-06T10:00:00Z"))
                .body("scheduledLocal", equalTo("2026-01-06T10:00"))
                .body("reschedules", equalTo(1));
        reschedule(PRESCRIBER, session, """
                {"scheduledLocal": "2026-01-07T08:30", "reason": "Earlier"}""")
                .statusCode(200)
                .body("reschedules", equalTo(2))
                .body("rescheduleHistory.from", contains("2026-01-05T09:00:00Z", "2026-01-06T10:00:00Z"))
                .body("rescheduleHistory.to", contains("2026-01-06T10:00:00Z", "2026-01-07T08:30:00Z"))
                .body("rescheduleHistory.reason", contains("No ride", "Earlier"))
                .body("rescheduleHistory.by", contains("demo-nurse", "demo-prescriber"))
                .body("rescheduleHistory[0].at", not(nullValue()));
        // The session is the one that it was: its steps go on.
        as(NURSE)
                .body("{\"at\": \"2026-01-07T08:30:00Z\", \"weightKg\": 72}")
                .post("/v1/sessions/{id}/check-in", session)
                .then()
                .statusCode(200)
                .body("reschedules", equalTo(2));
    }

    @Test
    void aCoordinatorMovesItAndSeesNoReason() {
        var session = Treatment.scheduled(Treatment.activeCourse());
        reschedule(COORDINATOR, session, TUESDAY)
                .statusCode(200)
                .body("scheduledAt", equalTo("2026-01-06T10:00:00Z"))
                .body("reschedules", equalTo(1))
                .body("rescheduleHistory", nullValue());
        for (var role : List.of(INTEGRATION, ANALYST, AUDITOR, ADMIN)) {
            isProblem(reschedule(role, session, TUESDAY), 403, "forbidden");
        }
        isProblem(
                elsewhereAs(COORDINATOR)
                        .body(TUESDAY)
                        .post("/v1/sessions/{id}/reschedule", session)
                        .then(),
                404,
                "not-found");
    }

    @Test
    void onlyAScheduledSessionMoves() {
        var course = Treatment.activeCourse();
        var checkedIn = Treatment.checkedIn(course);
        isProblem(reschedule(NURSE, checkedIn, TUESDAY), 409, "wrong-state")
                .body("currentStatus", equalTo("CHECKED_IN"));
        cancel(checkedIn, "{\"reason\": \"x\"}").statusCode(200);
        isProblem(reschedule(NURSE, checkedIn, TUESDAY), 409, "wrong-state")
                .body("currentStatus", equalTo("CANCELLED"));
    }

    @Test
    void aRetryChangesNothing() {
        var session = Treatment.scheduled(Treatment.activeCourse());
        reschedule(NURSE, session, TUESDAY).header("ETag", "\"2\"");
        reschedule(NURSE, session, TUESDAY)
                .statusCode(200)
                .header("ETag", "\"2\"")
                .body("reschedules", equalTo(1));

        var key = UUID.randomUUID().toString();
        for (var replayed : new String[] {null, "true"}) {
            as(NURSE)
                    .header("Idempotency-Key", key)
                    .body("{\"scheduledAt\": \"2026-01-08T10:00:00Z\", \"reason\": \"Ill\"}")
                    .post("/v1/sessions/{id}/reschedule", session)
                    .then()
                    .statusCode(200)
                    .header("Idempotent-Replayed", equalTo(replayed))
                    .body("rescheduleHistory", hasSize(2));
        }
    }

    @Test
    void refusesWhatIsNoOtherTimeAndTellsWhere() {
        var session = Treatment.scheduled(Treatment.activeCourse());
        invalid(session, "{\"reason\": \"x\"}", "/scheduledAt");
        invalid(session, "{\"scheduledAt\": \"2026-01-06T10:00:00Z\"}", "/reason");
        invalid(session, "{\"scheduledAt\": \"2026-01-06T10:00:00Z\", \"reason\": \" \"}", "/reason");
        invalid(session, "{\"scheduledAt\": \"2026-01-05T09:00:00Z\", \"reason\": \"x\"}", "/scheduledAt");
        invalid(session, "{\"scheduledLocal\": \"2026-01-05T09:00\", \"reason\": \"x\"}", "/scheduledLocal");
        invalid(session, "{\"scheduledLocal\": \"2026-01-05T10:00Z\", \"reason\": \"x\"}", "/scheduledLocal");
        invalid(session, """
                {"scheduledAt": "2026-01-06T10:00:00Z", "scheduledLocal": "2026-01-06T10:00", "reason": "x"}""", "/scheduledLocal");
        invalid(session, """
                {"scheduledAt": "2026-01-06T10:00:00Z", "timeZone": "UTC", "reason": "x"}""", "/timeZone");
        invalid(session, """
                {"scheduledLocal": "2026-01-06T10:00", "timeZone": "Mars/Olympus", "reason": "x"}""", "/timeZone");
        invalid(session, "{\"scheduledAt\": \"1900-01-01T00:00:00Z\", \"reason\": \"Born in 1984\"}", "/scheduledAt");
    }

    @Test
    void aLocalTimeIsThatOfTheClinicAcrossAChangeOfTheClock() {
        var clinic = LocalClinic.in("America/New_York");
        var session = clinic.session(clinic.course(2), "2027-03-12T14:00:00Z");
        for (var time : List.of("2027-03-14T02:30 2027-03-14T03:30 07:30", "2027-03-15T09:00 2027-03-15T09:00 13:00")) {
            var parts = time.split(" ", -1);
            clinic.as(COORDINATOR)
                    .body("{\"scheduledLocal\": \"%s\", \"reason\": \"x\"}".formatted(parts[0]))
                    .post("/v1/sessions/{id}/reschedule", session)
                    .then()
                    .statusCode(200)
                    .body("scheduledLocal", equalTo(parts[1]))
                    .body("scheduledAt", equalTo(parts[1].substring(0, 11) + parts[2] + ":00Z"));
        }
    }

    /** Whoever decided on an appointment that is no longer there decides again. */
    @Test
    void oneOfTwoWithTheSameEtagMovesIt() {
        var session = Treatment.scheduled(Treatment.activeCourse());
        var running = Stream.of("06", "07")
                .map(day -> CompletableFuture.supplyAsync(() -> LightClient.as(COORDINATOR)
                        .header("If-Match", "\"1\"")
                        .body("{\"scheduledAt\": \"2026-01-%sT10:00:00Z\", \"reason\": \"Moved\"}".formatted(day))
                        .send("POST", "/v1/sessions/" + session + "/reschedule")))
                .toList();
        var answers = running.stream().map(CompletableFuture::join).toList();

        assertThat(answers.stream().map(LightClient.Answer::status)).containsExactlyInAnyOrder(200, 412);
        as(NURSE)
                .get("/v1/sessions/{id}", session)
                .then()
                .header("ETag", "\"2\"")
                .body("reschedules", equalTo(1));
    }

    @Test
    void aCancellationSaysOnWhoseSideTheCauseLies() {
        var course = Treatment.activeCourse();
        cancel(Treatment.scheduled(course), "{\"reason\": \"Cold\", \"by\": \"PATIENT\", \"cause\": \"ILL\"}")
                .statusCode(200)
                .body("cancelBy", equalTo("PATIENT"))
                .body("cancelCause", equalTo("ILL"))
                .body("noShow", equalTo(false));
        cancel(Treatment.scheduled(course), "{\"reason\": \"Missed\", \"noShow\": true, \"cause\": \"NO_SHOW\"}")
                .statusCode(200)
                .body("cancelCause", equalTo("NO_SHOW"))
                .body("cancelBy", nullValue());
        var session = Treatment.scheduled(course);
        for (var contradiction : List.of(
                "\"cause\": \"NO_SHOW\"",
                "\"noShow\": false, \"cause\": \"NO_SHOW\"",
                "\"noShow\": true, \"cause\": \"ILL\"",
                "\"cause\": \"LATE\"")) {
            isProblem(cancel(session, "{\"reason\": \"x\", %s}".formatted(contradiction)), 422, "invalid")
                    .body("errors.pointer", contains("/cause"));
        }
        isProblem(cancel(session, "{\"reason\": \"x\", \"by\": \"NOBODY\"}"), 422, "invalid")
                .body("errors.pointer", contains("/by"));
    }

    private static void invalid(String session, String body, String pointer) {
        isProblem(reschedule(NURSE, session, body), 422, "invalid").body("errors.pointer", contains(pointer));
    }
}
