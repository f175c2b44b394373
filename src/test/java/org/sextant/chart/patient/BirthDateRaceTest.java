package org.sextant.chart.patient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sextant.LightClient.as;
import static org.sextant.identity.Role.COORDINATOR;
import static org.sextant.identity.Role.NURSE;
import static org.sextant.identity.Role.PRESCRIBER;

import io.quarkus.test.junit.QuarkusTest;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sextant.LightClient.Answer;
import org.sextant.Treatment;

/**
 * The birth date moves to 2026-01-05 at the moment at which somebody records something of 2026-01-04: one of the two is
 * told that it cannot be, whichever comes first.
 */
@QuarkusTest
class BirthDateRaceTest {

    private static final int ROUNDS = 8;
    private static final String BEFORE = "2026-01-04T12:00:00Z";
    private static final String PROTOCOL = "zz-birth-date-" + UUID.randomUUID();

    private static ExecutorService pool;
    private static boolean defined;

    @BeforeAll
    static void begin() {
        pool = Executors.newFixedThreadPool(2);
    }

    @AfterAll
    static void end() {
        pool.shutdown();
    }

    /** What may lie before all other records of a patient. */
    private enum EarlyRecord {
        CHECK_IN {
            @Override
            Callable<Answer> of(String patient) {
                var session = Treatment.scheduled(activeCourse(patient), "2026-01-06");
                return () -> as(NURSE)
                        .body("{\"at\": \"%s\", \"weightKg\": 72}".formatted(BEFORE))
                        .post("/v1/sessions/" + session + "/check-in");
            }
        },
        READING {
            @Override
            Callable<Answer> of(String patient) {
                return ofVisit(patient, "vitals", "\"takenAt\": \"%s\", \"spo2\": 98");
            }
        },
        SYNC {
            @Override
            Callable<Answer> of(String patient) {
                var session = Treatment.checkedIn(activeCourse(patient), "2026-01-06");
                return () -> ofOneItem(as(NURSE)
                        .body(
                                "{\"items\": [{\"type\": \"VITALS\", \"sessionId\": \"%s\", \"takenAt\": \"%s\", \"spo2\": 98}]}"
                                        .formatted(session, BEFORE))
                        .post("/v1/sync"));
            }
        },
        SIDE_EFFECT {
            @Override
            Callable<Answer> of(String patient) {
                return ofVisit(
                        patient, "side-effects", "\"effect\": \"NAUSEA\", \"severity\": \"MILD\", \"onsetAt\": \"%s\"");
            }
        },
        MEDICATION {
            @Override
            Callable<Answer> of(String patient) {
                return ofVisit(
                        patient,
                        "medications",
                        "\"drug\": \"x\", \"dose\": 1, \"unit\": \"mg\", \"route\": \"IV\", \"givenAt\": \"%s\"");
            }
        },
        ASSESSMENT {
            @Override
            Callable<Answer> of(String patient) {
                var course = Treatment.plannedCourse(patient, PROTOCOL);
                return () -> as(NURSE).body("""
                                {"instrument": "PHQ-9", "timepoint": "BASELINE", "total": 20, "takenAt": "%s"}""".formatted(BEFORE)).post("/v1/courses/" + course + "/assessments");
            }
        },
        CLEARANCE {
            @Override
            Callable<Answer> of(String patient) {
                return () -> as(PRESCRIBER).body("""
                                {"kind": "ECG", "outcome": "CLEARED", "clearedOn": "2026-01-04", "clearedBy": "Dr. Example"}""").post("/v1/patients/" + patient + "/clearances");
            }
        },
        APPOINTMENT {
            @Override
            Callable<Answer> of(String patient) {
                var course = Treatment.plannedCourse(patient, PROTOCOL);
                return () -> as(PRESCRIBER)
                        .body("{\"scheduledAt\": \"%s\"}".formatted(BEFORE))
                        .post("/v1/courses/" + course + "/sessions");
            }
        },
        RESCHEDULE {
            @Override
            Callable<Answer> of(String patient) {
                var session = Treatment.scheduled(Treatment.plannedCourse(patient, PROTOCOL), "2026-01-06");
                return () -> as(NURSE)
                        .body("{\"scheduledAt\": \"%s\", \"reason\": \"Earlier\"}".formatted(BEFORE))
                        .post("/v1/sessions/" + session + "/reschedule");
            }
        },
        IMPORTED_LINE {
            @Override
            Callable<Answer> of(String patient) {
                var course = Treatment.plannedCourse(patient, PROTOCOL);
                var line = """
                        {"type": "ASSESSMENT", "id": "%s", "courseId": "%s", "instrument": "PHQ-9", "timepoint": "BASELINE", \
                        "total": 20, "takenAt": "%s"}""".formatted(UUID.randomUUID(), course, BEFORE);
                return () -> {
                    var answer = as(PRESCRIBER)
                            .header("Content-Type", "application/x-ndjson")
                            .body(line)
                            .post("/v1/imports");
                    return new Answer(answer.json().path("status").asInt(), answer.headers(), answer.body());
                };
            }
        };

        /** What the patient needs for the record, now; the answer records it. */
        abstract Callable<Answer> of(String patient);

        private static Callable<Answer> ofVisit(String patient, String path, String members) {
            var session = Treatment.checkedIn(activeCourse(patient), "2026-01-06");
            return () -> as(NURSE)
                    .body("{%s}".formatted(members.formatted(BEFORE)))
                    .post("/v1/sessions/" + session + "/" + path);
        }

        private static Answer ofOneItem(Answer answer) {
            return new Answer(answer.json().at("/results/0/status").asInt(), answer.headers(), answer.body());
        }
    }

    @ParameterizedTest
    @EnumSource
    void eitherTheRecordOrTheBirthDateIsTaken(EarlyRecord kind) throws Exception {
        define();
        for (var round = 0; round < ROUNDS; round++) {
            var patient = Treatment.newPatient();
            var record = kind.of(patient);
            var together = new CyclicBarrier(2);
            var recorded = pool.submit(() -> after(together, record));
            var moved = pool.submit(() -> after(together, () -> birthDate(patient)));

            var recordStatus = recorded.get().status();
            var birthStatus = moved.get().status();

            assertThat(recordStatus).as(recorded.get().body()).isIn(200, 201, 422);
            assertThat(birthStatus).as(moved.get().body()).isEqualTo(recordStatus == 422 ? 200 : 422);
        }
    }

    private static Answer after(CyclicBarrier together, Callable<Answer> call) throws Exception {
        together.await();
        return call.call();
    }

    private static Answer birthDate(String patient) {
        return as(COORDINATOR)
                .header("Content-Type", "application/merge-patch+json")
                .header("If-Match", "*")
                .body("{\"birthDate\": \"2026-01-05\"}")
                .send("PATCH", "/v1/patients/" + patient);
    }

    private static String activeCourse(String patient) {
        var course = Treatment.plannedCourse(patient, PROTOCOL);
        assertThat(as(PRESCRIBER).post("/v1/courses/" + course + "/activate").status())
                .isEqualTo(200);
        return course;
    }

    /** A protocol that needs no clearance and has no limits of age. */
    private static void define() {
        if (!defined) {
            var answer = as(PRESCRIBER).body("""
                            {"name": "Birth date", "drug": "KETAMINE", "route": "IV", "dose": {"mgPerKg": 0.5}, "infusionMinutes": 40,
                             "plannedSessions": 6, "minDaysBetweenSessions": 0}""").send("PUT", "/v1/protocols/" + PROTOCOL);
            assertThat(answer.status()).as(answer.body()).isEqualTo(201);
            defined = true;
        }
    }
}
