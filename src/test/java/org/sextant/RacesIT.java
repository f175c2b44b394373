package org.sextant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sextant.Callers.Call.get;
import static org.sextant.Callers.Call.post;
import static org.sextant.identity.Role.NURSE;
import static org.sextant.identity.Role.PRESCRIBER;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.sextant.Callers.Answer;
import org.sextant.Callers.Call;

/** Two to sixteen callers of two processes want the same thing at one moment: one has it, the others are told so. */
@Tag("endurance")
@ExtendWith(TwoReplicas.class)
@ResourceLock(TwoReplicas.LOCK)
class RacesIT {

    private static final int MOST_CALLERS = 16;

    private final Random random = new Random(1);
    private Replicas replicas;
    private Callers callers;
    private LongCourse treatment;

    @BeforeEach
    void connect(Replicas replicas) {
        this.replicas = replicas;
        callers = new Callers(replicas);
        treatment = new LongCourse(callers);
    }

    @Test
    void everyStepOfASessionIsTakenOnce() {
        for (var round = 0; round < Endurance.rounds(); round++) {
            var visit = treatment.checkedIn();
            wonByOne(visit, "infusion/start", 15, "", "INFUSING");
            wonByOne(visit, "infusion/end", 55, ", \"administeredMg\": 36", "OBSERVING");
            wonByOne(visit, "discharge", 90, ", \"criteria\": {}", "DISCHARGED");

            assertThat(callers.call(get(NURSE, visit.path()), round)
                            .body()
                            .get("version")
                            .asInt())
                    .isEqualTo(5);
        }
    }

    private void wonByOne(LongCourse.Visit visit, String step, int minute, String more, String status) {
        var body = "{\"at\": \"%s\"%s}".formatted(visit.minute(minute), more);

        var losers = losers(200, caller -> post(NURSE, visit.path() + "/" + step, body));

        assertThat(losers).as(step).allSatisfy(answer -> {
            assertThat(answer.problem()).isEqualTo("/problems/wrong-state");
            assertThat(answer.text("/currentStatus")).isEqualTo(status);
        });
    }

    @Test
    void theLastFreeSessionOfACourseIsGivenOnce() {
        var course = treatment.planned(treatment.patient(), 6);
        var sessions = "/v1/courses/" + course + "/sessions";
        treatment.schedule(course);
        var last = callers.done(get(NURSE, sessions)).at("/items/5/id").asText();
        for (var round = 0; round < Endurance.rounds(); round++) {
            callers.done(post(NURSE, "/v1/sessions/" + last + "/cancel", "{\"reason\": \"postponed\"}"));

            var answers = race(caller -> post(PRESCRIBER, sessions, "{\"scheduledAt\": \"2026-01-05T09:00:00Z\"}"));

            assertThat(losersOf(answers, 201))
                    .allSatisfy(answer -> assertThat(answer.problem()).isEqualTo("/problems/course-full"));
            last = winnerOf(answers, 201).text("/id");
            assertThat(winnerOf(answers, 201).text("/number")).isEqualTo("6");
        }
        assertThat(live(course)).isEqualTo(6);
    }

    @Test
    void aPatientHasOneActiveCourse() {
        var patient = treatment.patient();
        var courses = IntStream.range(0, MOST_CALLERS)
                .mapToObj(i -> treatment.planned(patient, 6))
                .toArray(String[]::new);
        for (var round = 0; round < Endurance.rounds(); round++) {
            var answers = race(caller -> post(PRESCRIBER, "/v1/courses/" + courses[caller] + "/activate", ""));

            assertThat(losersOf(answers, 200))
                    .allSatisfy(answer -> assertThat(answer.problem()).isEqualTo("/problems/active-course-exists"));
            var winner = answers.indexOf(winnerOf(answers, 200));
            assertThat(replicas.count(
                            "SELECT count(*) FROM course WHERE patient_id = ?::uuid AND status = 'ACTIVE'", patient))
                    .isEqualTo(1);
            callers.done(post(PRESCRIBER, "/v1/courses/" + courses[winner] + "/complete", ""));
            courses[winner] = treatment.planned(patient, 6);
        }
    }

    @Test
    void aCourseIsScheduledOnce() {
        var patient = treatment.patient();
        for (var round = 0; round < Endurance.rounds(); round++) {
            var course = treatment.planned(patient, 6);

            var losers = losers(201, caller -> treatment.scheduling(course));

            assertThat(losers).allSatisfy(answer -> assertThat(answer.problem()).isEqualTo("/problems/course-full"));
            assertThat(live(course)).isEqualTo(6);
        }
    }

    @Test
    void aReadingIsEitherAmendedOrRetracted() {
        for (var round = 0; round < Endurance.rounds(); round++) {
            var visit = treatment.checkedIn();
            var reading = callers.done(post(NURSE, visit.path() + "/vitals", """
                    {"takenAt": "%s", "spo2": 98}""".formatted(visit.minute(5))))
                    .get("id")
                    .asText();
            var path = "/v1/vitals/" + reading;

            // For the same reason they would be one retraction, sent again.
            var losers = losers(
                    200,
                    caller -> (caller % 2 == 0
                                    ? post(
                                            NURSE,
                                            path + "/retract",
                                            "{\"reason\": \"wrong patient %d\"}".formatted(caller))
                                    : post(NURSE, path + "/amend", "{\"spo2\": 97, \"reason\": \"misread\"}"))
                            .with("If-Match", "\"1\""));

            assertThat(losers).allSatisfy(answer -> {
                assertThat(answer.problem()).isEqualTo("/problems/stale");
                assertThat(answer.response().headers().firstValue("ETag")).contains("\"2\"");
            });
            assertThat(callers.done(get(NURSE, path + "/history")).get("items")).hasSize(2);
        }
    }

    private long live(String course) {
        return replicas.count(
                "SELECT count(DISTINCT number) FROM session WHERE course_id = ?::uuid AND status <> 'CANCELLED'",
                course);
    }

    /** The answers of those who come too late, after making sure that one caller did not. */
    private List<Answer> losers(int won, IntFunction<Call> call) {
        return losersOf(race(call), won);
    }

    private List<Answer> race(IntFunction<Call> call) {
        return callers.race(random.nextInt(2, MOST_CALLERS + 1), call);
    }

    private static Answer winnerOf(List<Answer> answers, int won) {
        var winners = answers.stream().filter(answer -> answer.status() == won).toList();
        assertThat(winners).as("winners of %s", answers).hasSize(1);
        return winners.get(0);
    }

    private static List<Answer> losersOf(List<Answer> answers, int won) {
        var losers = new ArrayList<>(answers);
        losers.remove(winnerOf(answers, won));
        return losers;
    }
}
