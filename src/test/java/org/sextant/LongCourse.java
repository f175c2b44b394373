package org.sextant;

import static org.sextant.Callers.Call.post;
import static org.sextant.identity.Role.NURSE;
import static org.sextant.identity.Role.PRESCRIBER;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import org.sextant.Callers.Call;

/** Sessions for tests that need many: of long courses in years gone by, whose protocol asks for nothing. */
public final class LongCourse {

    private static final String PROTOCOL = "no-rules";
    private static final int SESSIONS = 60;
    private static final Instant FIRST_AT = Instant.parse("2024-01-01T09:00:00Z");

    private final Callers callers;
    private final Queue<Visit> scheduled = new ArrayDeque<>();

    public LongCourse(Callers callers) {
        this.callers = callers;
        define();
    }

    /** A session by its times. */
    public record Visit(String courseId, String id, Instant scheduledAt) {

        public String path() {
            return "/v1/sessions/" + id;
        }

        /** So many minutes after the patient came. */
        public Instant minute(int minute) {
            return scheduledAt.plus(Duration.ofMinutes(minute));
        }
    }

    private void define() {
        var put = new Call(PRESCRIBER, "PUT", "/v1/protocols/" + PROTOCOL, """
                {"name": "No rules", "drug": "KETAMINE", "route": "IV", "dose": {"mgPerKg": 0.5}, "infusionMinutes": 40,
                 "plannedSessions": 6, "minDaysBetweenSessions": 0}""", Map.of());
        var answer = callers.call(put, 0);
        if (answer.status() != 201 && answer.status() != 428) {
            throw new AssertionError(answer.response().body());
        }
    }

    String patient() {
        return created("/v1/patients", """
                {"mrn": "%s", "name": {"family": "Example", "given": "Alex"}, "birthDate": "1984-05-17", "sex": "FEMALE"}""".formatted(UUID.randomUUID()));
    }

    String planned(String patient, int sessions) {
        return created("/v1/courses", """
                {"patientId": "%s", "protocol": "%s", "plannedSessions": %d, "indication": {"system": "s", "code": "c"}}""".formatted(patient, PROTOCOL, sessions));
    }

    Call scheduling(String course) {
        return post(
                PRESCRIBER,
                "/v1/courses/" + course + "/schedule",
                "{\"firstAt\": \"%s\", \"everyDays\": 3}".formatted(FIRST_AT));
    }

    JsonNode schedule(String course) {
        return callers.done(scheduling(course));
    }

    /** A session that is only scheduled, of an active course. */
    Visit scheduled() {
        if (scheduled.isEmpty()) {
            var course = planned(patient(), SESSIONS);
            activate(course);
            for (var one : schedule(course).get("items")) {
                scheduled.add(new Visit(
                        course,
                        one.get("id").asText(),
                        Instant.parse(one.get("scheduledAt").asText())));
            }
        }
        return scheduled.remove();
    }

    /** A session that is only scheduled, of a patient who has no other. */
    public Visit scheduledAt(Instant at) {
        var course = planned(patient(), 1);
        activate(course);
        var id = created("/v1/courses/" + course + "/sessions", "{\"scheduledAt\": \"%s\"}".formatted(at));
        return new Visit(course, id, at);
    }

    /** A session whose patient of 72 kg has come. A patient is in one visit at a time, so each has its own. */
    Visit checkedIn() {
        var visit = scheduledAt(FIRST_AT);
        checkIn(visit);
        return visit;
    }

    public void checkIn(Visit visit) {
        step(visit, "check-in", 0, ", \"weightKg\": 72");
    }

    /** A session whose infusion ran from the 15th to the 55th minute. */
    public void infuse(Visit visit) {
        step(visit, "infusion/start", 15, "");
        step(visit, "infusion/end", 55, ", \"administeredMg\": 36");
    }

    /** Begins an infusion, which does not end, so long after the patient came. */
    void start(Visit visit, Duration after) {
        callers.done(post(
                NURSE,
                visit.path() + "/infusion/start",
                "{\"at\": \"%s\"}".formatted(visit.scheduledAt().plus(after))));
    }

    private void step(Visit visit, String step, int minute, String more) {
        callers.done(
                post(NURSE, visit.path() + "/" + step, "{\"at\": \"%s\"%s}".formatted(visit.minute(minute), more)));
    }

    private void activate(String course) {
        callers.done(post(PRESCRIBER, "/v1/courses/" + course + "/activate", ""));
    }

    private String created(String path, String body) {
        return callers.done(post(PRESCRIBER, path, body)).get("id").asText();
    }
}
