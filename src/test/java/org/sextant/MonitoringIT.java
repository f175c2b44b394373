package org.sextant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sextant.identity.Role.NURSE;
import static org.sextant.identity.Role.PRESCRIBER;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** The monitoring clock by real time, in two processes of the packaged service on one database. */
@Isolated("It promises a second.")
class MonitoringIT {

    private static final Duration PROMISE = Duration.ofSeconds(1);

    /** By how much a machine that runs other tests meanwhile may be late. */
    private static final Duration BUSY = Duration.ofSeconds(2);

    @TempDir
    Path directory;

    @Test
    void aMissedReadingIsOneAlertWithinASecondAlsoAfterAStandstill() throws Exception {
        try (var replicas = Replicas.start(directory, 2)) {
            replicas.as(PRESCRIBER, 0)
                    .body("""
                            {"name": "Each minute", "drug": "KETAMINE", "route": "IV", "dose": {"mgPerKg": 0.5}, "infusionMinutes": 40,
                             "plannedSessions": 6, "minDaysBetweenSessions": 2,
                             "monitoring": {"everyMinutesDuringInfusion": 1, "graceMinutes": 0}}""")
                    .put("/v1/protocols/each-minute")
                    .then()
                    .statusCode(201);
            var sessions = infusing(replicas, 4, 3);

            for (var session : sessions) {
                assertThat(awaitAlert(replicas, session)).singleElement().satisfies(alert -> {
                    var dueAt = Instant.parse((String) alert.get("dueAt"));
                    assertThat(Instant.parse((String) alert.get("raisedAt")))
                            .isBetween(dueAt, dueAt.plus(PROMISE).plus(BUSY));
                });
            }

            var later = infusing(replicas, 2, 10);
            replicas.killAll();
            Thread.sleep(Duration.ofSeconds(10).toMillis());
            replicas.startOne();
            replicas.startOne();
            for (var session : later) {
                assertThat(awaitAlert(replicas, session)).hasSize(1);
            }
        }
    }

    private static List<String> infusing(Replicas replicas, int count, int secondsToDue) {
        return Stream.generate(() -> infusing(replicas, secondsToDue))
                .limit(count)
                .toList();
    }

    /** A session whose first reading will be missed so many seconds from now. */
    private static String infusing(Replicas replicas, int secondsToDue) {
        var patient = create(replicas, "/v1/patients", """
                {"mrn": "%s", "name": {"family": "E", "given": "A"}, "birthDate": "1984-05-17", "sex": "MALE"}""".formatted(System.nanoTime()));
        var course = create(replicas, "/v1/courses", """
                {"patientId": "%s", "protocol": "each-minute", "indication": {"system": "s", "code": "c"}}""".formatted(patient));
        step(replicas, "/v1/courses/" + course + "/activate", "{}");
        var now = Instant.now();
        var session =
                create(replicas, "/v1/courses/" + course + "/sessions", "{\"scheduledAt\": \"%s\"}".formatted(now));
        step(replicas, "/v1/sessions/" + session + "/check-in", """
                {"at": "%s", "weightKg": 72}""".formatted(now.minusSeconds(120)));
        step(replicas, "/v1/sessions/" + session + "/infusion/start", """
                {"at": "%s"}""".formatted(
                        now.minusSeconds(60 - secondsToDue)));
        return session;
    }

    private static List<Map<String, Object>> awaitAlert(Replicas replicas, String session) throws InterruptedException {
        var deadline = Instant.now().plusSeconds(20);
        while (true) {
            List<Map<String, Object>> alerts = replicas.as(NURSE, 1)
                    .get("/v1/alerts?kind=VITALS_OVERDUE&sessionId=" + session)
                    .jsonPath()
                    .getList("items");
            if (!alerts.isEmpty() || Instant.now().isAfter(deadline)) {
                return alerts;
            }
            Thread.sleep(100);
        }
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
