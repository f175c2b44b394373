package org.sextant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.oneOf;
import static org.sextant.identity.Role.NURSE;
import static org.sextant.identity.Role.PRESCRIBER;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The monitoring clock by real time, in two processes of the packaged service on one database. */
@ExtendWith(TwoReplicas.class)
@ResourceLock(TwoReplicas.LOCK)
class MonitoringIT {

    private static final Duration LIMIT = Duration.ofMinutes(5);

    /** The next reading, whose alert would be a second one, is missed only when each limit of a test here is long over. */
    private static final Duration BETWEEN_READINGS = Duration.ofHours(1);

    /** How soon it comes, is in {@link PromisesIT}: on a busy machine that says nothing. */
    @Test
    void aMissedReadingIsOneAlert(Replicas replicas) throws Exception {
        var sessions = List.of(checkedIn(replicas), checkedIn(replicas), checkedIn(replicas));
        var due = soon(Duration.ofSeconds(2));
        sessions.forEach(session -> infuse(replicas, session, due));

        for (var session : sessions) {
            awaitAlert(replicas, session);
        }
        // Only now, when both replicas have had the time to raise one.
        for (var session : sessions) {
            assertThat(alerts(replicas, session)).singleElement().satisfies(alert -> {
                assertThat(time(alert, "dueAt")).isEqualTo(due);
                assertThat(time(alert, "raisedAt")).isAfterOrEqualTo(due);
            });
        }
    }

    @Test
    void aReadingThatIsMissedInAStandstillIsOneAlertAfterIt(Replicas replicas) throws Exception {
        var missed = false;
        // On a busy machine readings may be due before all is down: then others, which have more time.
        for (var seconds = 5; seconds <= 80 && !missed; seconds *= 4) {
            missed = isMissedInAStandstill(replicas, Duration.ofSeconds(seconds));
        }
        assertThat(missed).isTrue();
    }

    /** False where an alert was raised before the standstill. */
    private static boolean isMissedInAStandstill(Replicas replicas, Duration time) throws Exception {
        var sessions = List.of(checkedIn(replicas), checkedIn(replicas));
        var due = soon(time);
        sessions.forEach(session -> infuse(replicas, session, due));
        replicas.killAll();
        try {
            if (replicas.count("SELECT count(*) FROM alert WHERE session_id IN (?::uuid, ?::uuid)", sessions.toArray())
                    > 0) {
                return false;
            }
            while (!Instant.now().isAfter(due)) {
                Thread.sleep(100);
            }
        } finally {
            replicas.startAgain();
        }

        for (var session : sessions) {
            awaitAlert(replicas, session);
        }
        for (var session : sessions) {
            assertThat(alerts(replicas, session))
                    .singleElement()
                    .satisfies(alert -> assertThat(time(alert, "dueAt")).isEqualTo(due));
        }
        return true;
    }

    /** In whole seconds, as devices tell times. */
    static Instant soon(Duration time) {
        return Instant.now().plus(time).truncatedTo(ChronoUnit.SECONDS);
    }

    /** Begins an infusion whose first reading will be missed then. */
    static void infuse(Replicas replicas, String session, Instant due) {
        step(replicas, "/v1/sessions/" + session + "/infusion/start", """
                {"at": "%s"}""".formatted(due.minus(BETWEEN_READINGS)));
    }

    /** A session whose patient has come. */
    static String checkedIn(Replicas replicas) {
        defineProtocol(replicas);
        var patient = create(replicas, "/v1/patients", """
                {"mrn": "%s", "name": {"family": "E", "given": "A"}, "birthDate": "1984-05-17", "sex": "MALE"}""".formatted(UUID.randomUUID()));
        var course = create(replicas, "/v1/courses", """
                {"patientId": "%s", "protocol": "each-hour", "indication": {"system": "s", "code": "c"}}""".formatted(patient));
        step(replicas, "/v1/courses/" + course + "/activate", "{}");
        var now = Instant.now();
        var session =
                create(replicas, "/v1/courses/" + course + "/sessions", "{\"scheduledAt\": \"%s\"}".formatted(now));
        step(replicas, "/v1/sessions/" + session + "/check-in", """
                {"at": "%s", "weightKg": 72}""".formatted(
                        now.minus(BETWEEN_READINGS).minusSeconds(300)));
        return session;
    }

    /** Once: after that it is refused to be written without its version. */
    private static void defineProtocol(Replicas replicas) {
        replicas.as(PRESCRIBER, 0)
                .body("""
                        {"name": "Each hour", "drug": "KETAMINE", "route": "IV", "dose": {"mgPerKg": 0.5}, "infusionMinutes": 40,
                         "plannedSessions": 6, "minDaysBetweenSessions": 2,
                         "monitoring": {"everyMinutesDuringInfusion": %d, "graceMinutes": 0}}""".formatted(BETWEEN_READINGS.toMinutes()))
                .put("/v1/protocols/each-hour")
                .then()
                .statusCode(oneOf(201, 428));
    }

    static void awaitAlert(Replicas replicas, String session) throws InterruptedException {
        var deadline = Instant.now().plus(LIMIT);
        while (alerts(replicas, session).isEmpty()) {
            assertThat(Instant.now()).isBefore(deadline);
            Thread.sleep(100);
        }
    }

    static List<Map<String, Object>> alerts(Replicas replicas, String session) {
        return replicas.as(NURSE, 1)
                .get("/v1/alerts?kind=VITALS_OVERDUE&sessionId=" + session)
                .jsonPath()
                .getList("items");
    }

    static Instant time(Map<String, Object> alert, String name) {
        return Instant.parse((String) alert.get(name));
    }

    private static String create(Replicas replicas, String path, String body) {
        return replicas.as(PRESCRIBER, 0)
                .body(body)
                .post(path)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static void step(Replicas replicas, String path, String body) {
        replicas.as(PRESCRIBER, 1).body(body).post(path).then().statusCode(200);
    }
}
