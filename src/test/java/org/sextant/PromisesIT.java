package org.sextant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sextant.identity.Role.AUDITOR;
import static org.sextant.identity.Role.NURSE;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * The seconds that the documentation promises, by real time, in two processes of the packaged service. That the same comes
 * at all, whatever else the machine does, is in {@link MonitoringIT} and {@link AuditTrailIT}.
 */
@Tag("endurance")
@Tag("measurement")
@Isolated("It measures seconds.")
@ExtendWith(TwoReplicas.class)
class PromisesIT {

    private static final Duration ALERT = Duration.ofSeconds(1);
    private static final Duration SEAL = Duration.ofSeconds(2);

    @Test
    void aMissedReadingIsAnAlertWithinASecond(Replicas replicas) throws Exception {
        var sessions =
                Stream.generate(() -> MonitoringIT.checkedIn(replicas)).limit(4).toList();
        var due = MonitoringIT.soon(Duration.ofSeconds(4));
        sessions.forEach(session -> MonitoringIT.infuse(replicas, session, due));

        for (var session : sessions) {
            MonitoringIT.awaitAlert(replicas, session);
            assertThat(MonitoringIT.alerts(replicas, session))
                    .singleElement()
                    .satisfies(alert ->
                            assertThat(MonitoringIT.time(alert, "raisedAt")).isBetween(due, due.plus(ALERT)));
        }
    }

    @Test
    void aCallIsInTheSealedTrailWithinTwoSeconds(Replicas replicas) throws Exception {
        for (var round = 0; round < 5; round++) {
            var id = UUID.randomUUID().toString();
            var from = Instant.now();
            replicas.as(NURSE, round)
                    .header("X-Request-Id", id)
                    .get("/v1/patients")
                    .then()
                    .statusCode(200);
            var answered = Instant.now();
            while (!trail(replicas, from).contains(id)) {
                assertThat(Duration.between(answered, Instant.now())).isLessThan(SEAL);
                Thread.sleep(50);
            }
        }
    }

    private static String trail(Replicas replicas, Instant from) {
        return replicas.as(AUDITOR, 1)
                .queryParam("from", from.minusSeconds(1).toString())
                .queryParam("subject", "demo-nurse")
                .queryParam("limit", 200)
                .get("/v1/audit")
                .asString();
    }
}
