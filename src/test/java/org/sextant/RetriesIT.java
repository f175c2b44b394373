package org.sextant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sextant.Callers.Call.post;
import static org.sextant.identity.Role.NURSE;
import static org.sextant.identity.Role.PRESCRIBER;

import java.util.List;
import java.util.UUID;
import java.util.function.IntFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.sextant.Callers.Call;

/** Up to sixty-four copies of one request reach two processes at one moment, and there is one record. */
@Tag("endurance")
@ExtendWith(TwoReplicas.class)
@ResourceLock(TwoReplicas.LOCK)
class RetriesIT {

    private static final int COPIES = 64;

    /** Who finds one of its kind being answered comes again a second later: many of them take long. */
    private static final int COPIES_OF_A_KEY = Math.min(COPIES, Math.max(24, Endurance.rounds()));

    private Replicas replicas;
    private Callers callers;
    private LongCourse treatment;
    private List<Create> creates;

    /** A create of each kind, whose body lacks the closing brace; {@code %d} makes one round differ from the next. */
    private record Create(String table, String path, String body) {

        Call call(int round, String more) {
            return post(PRESCRIBER, path, body.formatted(round) + more + "}");
        }
    }

    @BeforeEach
    void connect(Replicas replicas) {
        this.replicas = replicas;
        callers = new Callers(replicas);
        treatment = new LongCourse(callers);
        var visit = treatment.checkedIn();
        var at = visit.minute(5);
        creates = List.of(
                new Create("vitals", visit.path() + "/vitals", """
                    {"takenAt": "%s", "spo2": 98, "note": "%%d" """.formatted(at)),
                new Create("side_effect", visit.path() + "/side-effects", """
                    {"onsetAt": "%s", "effect": "NAUSEA", "severity": "MILD", "note": "%%d" """.formatted(at)),
                new Create("medication", visit.path() + "/medications", """
                    {"givenAt": "%s", "drug": "Ondansetron", "dose": 4, "unit": "mg", "route": "IV", "reason": "%%d" """.formatted(at)),
                new Create("assessment", "/v1/courses/" + visit.courseId() + "/assessments", """
                    {"takenAt": "%s", "instrument": "PHQ-9", "timepoint": "FOLLOW_UP", "total": 9 """.formatted(at)),
                new Create("patient", "/v1/patients", """
                    {"mrn": "%s-%%d", "name": {"family": "E", "given": "A"}, "birthDate": "1984-05-17", "sex": "MALE" """.formatted(UUID.randomUUID())));
    }

    @Test
    void oneIdIsOneRecord() {
        for (var round = 0; round < Endurance.rounds(5, creates.size()); round++) {
            var create = creates.get(round % creates.size());
            var id = UUID.randomUUID();

            var call = create.call(round, ", \"id\": \"%s\"".formatted(id));
            oneRecord(create, COPIES, caller -> call);

            assertThat(replicas.count("SELECT count(*) FROM " + create.table() + " WHERE id = ?", id))
                    .isEqualTo(1);
        }
    }

    @Test
    void oneKeyIsOneRecord() {
        for (var round = 0; round < Endurance.rounds(5, 3); round++) {
            var create = creates.get(round % creates.size());

            var call = create.call(round, "").with("Idempotency-Key", "round-" + UUID.randomUUID());

            oneRecord(create, COPIES_OF_A_KEY, caller -> call);
        }
    }

    @Test
    void oneKeyIsOneStep() {
        for (var round = 0; round < Endurance.rounds(20, 1); round++) {
            var visit = treatment.checkedIn();
            var start = post(NURSE, visit.path() + "/infusion/start", "{\"at\": \"%s\"}".formatted(visit.minute(15)))
                    .with("Idempotency-Key", UUID.randomUUID().toString());

            assertThat(callers.race(COPIES_OF_A_KEY, caller -> start)).allSatisfy(answer -> {
                assertThat(answer.status()).isEqualTo(200);
                assertThat(answer.text("/status")).isEqualTo("INFUSING");
                assertThat(answer.text("/version")).isEqualTo("3");
            });
        }
    }

    /** Every second copy has lost its key on the way. */
    @Test
    void aKeyAndAnIdTogetherAreOneRecord() {
        for (var round = 0; round < Endurance.rounds(20, 1); round++) {
            var create = creates.get(round % creates.size());
            var bare = create.call(round, ", \"id\": \"%s\"".formatted(UUID.randomUUID()));
            var keyed = bare.with("Idempotency-Key", UUID.randomUUID().toString());

            oneRecord(create, COPIES_OF_A_KEY, caller -> caller / 2 % 2 == 0 ? bare : keyed);
        }
    }

    private void oneRecord(Create create, int copies, IntFunction<Call> call) {
        var before = replicas.count("SELECT count(*) FROM " + create.table());

        var answers = callers.race(copies, call);

        assertThat(answers).as(create.path()).allSatisfy(answer -> {
            assertThat(answer.status()).isIn(200, 201);
            assertThat(answer.text("/id")).isEqualTo(answers.get(0).text("/id"));
            assertThat(answer.text("/version")).isEqualTo("1");
            assertThat(answer.response().headers().firstValue("ETag")).contains("\"1\"");
        });
        assertThat(answers.stream().filter(answer -> !answer.replayed())).hasSize(1);
        assertThat(replicas.count("SELECT count(*) FROM " + create.table())).isEqualTo(before + 1);
    }
}
