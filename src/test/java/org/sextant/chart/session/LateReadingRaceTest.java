package org.sextant.chart.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sextant.identity.Role.NURSE;
import static org.sextant.identity.Role.PRESCRIBER;

import io.quarkus.test.junit.QuarkusTest;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.sextant.CarefulTreatment;
import org.sextant.LightClient;
import org.sextant.LightClient.Answer;
import org.sextant.Treatment;

/** Something bad is recorded while somebody discharges: one comes first, and the discharge sees what came before it. */
@QuarkusTest
class LateReadingRaceTest {

    private static final int ROUNDS = 12;

    @Test
    void noDischargeIgnoresAReadingThatWasThere() throws Exception {
        for (var round = 0; round < ROUNDS; round++) {
            var session = CarefulTreatment.observing(CarefulTreatment.activeCourse());
            Treatment.goodReading(session, "2026-01-05T10:50:00Z");

            var answers = race(
                    () -> discharge(session),
                    () -> LightClient.as(NURSE).body("""
                                    {"takenAt": "2026-01-05T10:58:00Z", "systolic": 120, "diastolic": 80,
                                     "respiratoryRate": 7, "spo2": 98, "sedation": 5}""").post("/v1/sessions/" + session + "/vitals"));

            assertThat(answers[1].status()).as(answers[1].body()).isEqualTo(201);
            // Whether it came in late is decided under the lock: late means after the discharge.
            var after = answers[1].json().path("late").asBoolean();
            assertThat(answers[0].status()).as(answers[0].body()).isEqualTo(after ? 200 : 409);
        }
    }

    @Test
    void noDischargeIgnoresAnAnswerThatWasThere() throws Exception {
        for (var round = 0; round < ROUNDS; round++) {
            var course = CarefulTreatment.activeCourse();
            var session = CarefulTreatment.observing(course);
            Treatment.goodReading(session, "2026-01-05T10:50:00Z");

            var answers = race(
                    () -> discharge(session),
                    () -> LightClient.as(NURSE).body("""
                                    {"instrument": "PHQ-9", "takenAt": "2026-01-05T10:58:00Z", "timepoint": "POST_SESSION",
                                     "answers": [1,1,1,1,1,1,1,1,3]}""").post("/v1/courses/" + course + "/assessments"));

            assertThat(answers[1].status()).as(answers[1].body()).isEqualTo(201);
            assertThat(answers[0].status()).as(answers[0].body()).isIn(200, 409);
            if (answers[0].status() == 200) {
                var left = LightClient.as(PRESCRIBER)
                        .get("/v1/sessions/" + session)
                        .json();
                assertThat(left.path("dischargeVerdicts").findValuesAsText("rule"))
                        .doesNotContain("SUICIDE_RISK_REVIEWED");
            } else {
                assertThat(answers[0].json().path("rules").findValuesAsText("rule"))
                        .containsExactly("SUICIDE_RISK_REVIEWED");
            }
        }
    }

    private static Answer discharge(String session) {
        return LightClient.as(NURSE)
                .body("{\"at\": \"2026-01-05T11:00:00Z\", \"criteria\": %s}".formatted(CarefulTreatment.STATED))
                .post("/v1/sessions/" + session + "/discharge");
    }

    private static Answer[] race(Callable<Answer> one, Callable<Answer> other) throws Exception {
        var pool = Executors.newFixedThreadPool(2);
        var together = new CountDownLatch(2);
        try {
            Future<Answer> first = pool.submit(() -> at(together, one));
            Future<Answer> second = pool.submit(() -> at(together, other));
            return new Answer[] {first.get(), second.get()};
        } finally {
            pool.shutdown();
        }
    }

    private static Answer at(CountDownLatch together, Callable<Answer> call) throws Exception {
        together.countDown();
        together.await();
        return call.call();
    }
}
