package org.sextant.reporting.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sextant.identity.Role.ANALYST;
import static org.sextant.identity.Role.NURSE;
import static org.sextant.identity.Role.PRESCRIBER;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.sextant.Api;
import org.sextant.Database;
import org.sextant.Endurance;
import org.sextant.LightClient;
import org.sextant.LightClient.Answer;
import org.sextant.Treatment;
import org.sextant.reporting.EpisodeLines;

/** A client that has a summary gets it again whenever anything in it has changed, whatever was written and in which order. */
@QuarkusTest
class SummaryVersionTest {

    private static final int WRITES = 40;

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);

    /** The courses whose summaries are watched: two of one episode, because each shows something of the other. */
    private final List<String> courses = new ArrayList<>();

    private final List<String> sessions = new ArrayList<>();
    private int minute;

    /** A summary as a client keeps it. */
    private record Kept(String tag, String body) {}

    @Test
    void theTagChangesWheneverTheSummaryDoes() {
        for (var round = 0; round < Endurance.rounds(); round++) {
            courses.clear();
            sessions.clear();
            minute = 0;
            watch();
        }
    }

    private void watch() {
        var first = new EpisodeLines().induction("2025-03-01T08:00:00Z");
        first.score("2025-03-20T09:15:00Z", 10).send(Api.token(PRESCRIBER));
        courses.add(first.course());
        courses.add(continued(first.course()));
        sessions.add(Treatment.infusing(courses.get(1)));
        var kept = courses.stream().map(this::read).toList();
        var changed = 0;
        for (var write = 0; write < WRITES; write++) {
            var what = write().status();
            var now = courses.stream().map(this::read).toList();
            for (var course = 0; course < courses.size(); course++) {
                var before = kept.get(course);
                var after = now.get(course);
                var status = conditional(courses.get(course), before.tag()).status();
                if (!before.body().equals(after.body())) {
                    changed++;
                    assertThat(after.tag())
                            .as("write %d (%d), seed %d", write, what, seed)
                            .isNotEqualTo(before.tag());
                    assertThat(status).as("write %d, seed %d", write, seed).isEqualTo(200);
                } else {
                    assertThat(status).isEqualTo(before.tag().equals(after.tag()) ? 304 : 200);
                }
            }
            kept = now;
        }
        assertThat(changed).as("seed %d", seed).isPositive();
    }

    /** An active course that continues another. */
    private static String continued(String previous) {
        var patient = LightClient.as(PRESCRIBER)
                .get("/v1/courses/" + previous)
                .json()
                .path("patientId")
                .asText();
        var course = Treatment.create("/v1/courses", """
                {"patientId": "%s", "protocol": "iv-ketamine-0.5", "phase": "MAINTENANCE", "previousCourseId": "%s",
                 "indication": {"system": "http://hl7.org/fhir/sid/icd-10-cm", "code": "F33.2"}}""".formatted(patient, previous));
        Treatment.CLEARANCES.forEach(kind -> Treatment.create(
                "/v1/courses/" + course + "/clearances",
                "{\"kind\": \"%s\", \"clearedOn\": \"%s\", \"clearedBy\": \"Dr. Example\"}"
                        .formatted(kind, Treatment.today())));
        assertThat(post(PRESCRIBER, "/v1/courses/" + course + "/activate", "").status())
                .isEqualTo(200);
        return course;
    }

    /** Any write to the chart. Some are refused, and then nothing may change. */
    private Answer write() {
        List<Supplier<Answer>> writes = List.of(
                () -> post(
                        NURSE,
                        session() + "/vitals",
                        taken(", \"systolic\": %d, \"diastolic\": 60".formatted(100 + random.nextInt(100)))),
                () -> post(
                        NURSE,
                        session() + "/vitals/batch",
                        "{\"readings\": [%s, %s]}".formatted(taken(", \"spo2\": 97"), taken(", \"spo2\": 90"))),
                () -> post(
                        NURSE,
                        one(session() + "/vitals", "/v1/vitals/") + "/amend",
                        "{\"spo2\": %d, \"reason\": \"Typed in wrong\"}".formatted(85 + random.nextInt(15))),
                () -> post(
                        PRESCRIBER,
                        one(session() + "/vitals", "/v1/vitals/") + "/retract",
                        "{\"reason\": \"Another patient's\"}"),
                () -> post(
                        NURSE,
                        session() + "/side-effects",
                        "{\"effect\": \"NAUSEA\", \"severity\": \"SEVERE\", \"onsetAt\": \"%s\"}".formatted(moment())),
                () -> post(
                        NURSE,
                        one(session() + "/side-effects", "/v1/side-effects/") + "/resolve",
                        "{\"resolvedAt\": \"2026-01-05T13:00:00Z\"}"),
                () -> post(
                        PRESCRIBER,
                        one(session() + "/side-effects", "/v1/side-effects/") + "/retract",
                        "{\"reason\": \"Another patient's\"}"),
                () -> post(
                        PRESCRIBER,
                        session() + "/doses",
                        "{\"mg\": 5, \"givenAt\": \"%s\", \"reason\": \"As ordered\"}".formatted(moment())),
                () -> post(
                        PRESCRIBER,
                        session() + "/infusion/rate",
                        "{\"mgPerHour\": %d, \"reason\": \"As ordered\"}".formatted(40 + random.nextInt(20))),
                () -> post(NURSE, session() + "/infusion/end", "{\"administeredMg\": 36}"),
                () -> post(
                        PRESCRIBER,
                        session() + "/discharge",
                        "{\"disposition\": \"HOSPITAL\", \"reason\": \"Chest pain\"}"),
                () -> post(
                        NURSE,
                        course() + "/assessments",
                        "{\"instrument\": \"PHQ-9\", \"takenAt\": \"2026-01-%02dT08:00:00Z\", \"timepoint\": \"FOLLOW_UP\", \"total\": %d}"
                                .formatted(6 + random.nextInt(20), random.nextInt(27))),
                () -> post(
                        PRESCRIBER,
                        one(course() + "/assessments", "/v1/assessments/") + "/retract",
                        "{\"reason\": \"Another patient's\"}"),
                () -> post(
                        PRESCRIBER,
                        course() + "/sessions",
                        "{\"scheduledAt\": \"2026-02-%02dT09:00:00Z\"}".formatted(1 + random.nextInt(25))),
                () -> post(
                        PRESCRIBER,
                        one(course() + "/sessions", "/v1/sessions/") + "/cancel",
                        "{\"reason\": \"Ill\", \"by\": \"PATIENT\", \"cause\": \"ILL\"}"),
                () -> post(
                        PRESCRIBER,
                        one("/v1/alerts?sessionId=" + sessions.get(0), "/v1/alerts/") + "/acknowledge",
                        "{\"note\": \"Seen\"}"),
                () -> LightClient.as(PRESCRIBER)
                        .header("Content-Type", "application/merge-patch+json")
                        .header("If-Match", "*")
                        .body("{\"plannedSessions\": %d}".formatted(6 + random.nextInt(20)))
                        .send("PATCH", course()),
                () -> post(PRESCRIBER, course() + "/complete", ""));
        return writes.get(random.nextInt(writes.size())).get();
    }

    private static Answer post(String role, String path, String body) {
        return LightClient.as(role).body(body).post(path);
    }

    private String session() {
        return "/v1/sessions/" + sessions.get(random.nextInt(sessions.size()));
    }

    private String course() {
        return "/v1/courses/" + courses.get(random.nextInt(courses.size()));
    }

    private String taken(String measured) {
        return "{\"takenAt\": \"%s\"%s}".formatted(moment(), measured);
    }

    /** Mostly later than all before, and now and then earlier. */
    private String moment() {
        minute += random.nextInt(4) - 1;
        return "2026-01-05T%02d:%02d:00Z".formatted(9 + (20 + minute) / 60, (20 + minute) % 60);
    }

    /** The path of one of the records of a list; of none where it is empty. */
    private String one(String list, String path) {
        JsonNode items = LightClient.as(PRESCRIBER).get(list).json().path("items");
        return path
                + (items.isEmpty()
                        ? UUID.randomUUID()
                        : items.get(random.nextInt(items.size())).path("id").asText());
    }

    private Kept read(String course) {
        var answer = LightClient.as(NURSE).get("/v1/courses/" + course + "/summary");
        assertThat(answer.status()).isEqualTo(200);
        return new Kept(answer.headers().firstValue("ETag").orElseThrow(), answer.body());
    }

    private static Answer conditional(String course, String tag) {
        return LightClient.as(NURSE).header("If-None-Match", tag).get("/v1/courses/" + course + "/summary");
    }

    /** One row in the trail, with the status of the answer, its caller and the patient; and only for the form they see. */
    @Test
    void a304HasOneRowAndIsOnlyForWhoSeesTheSame() throws Exception {
        var course = Treatment.activeCourse();
        var kept = read(course);
        var requestId = UUID.randomUUID().toString();

        var answer = LightClient.as(NURSE)
                .header("If-None-Match", "\"other\", " + kept.tag())
                .header("X-Request-Id", requestId)
                .get("/v1/courses/" + course + "/summary");

        assertThat(answer.status()).isEqualTo(304);
        assertThat(answer.headers().firstValue("ETag")).hasValue(kept.tag());
        assertThat(Database.number("""
                        SELECT count(*) FROM call_log WHERE request_id = ? AND status = 304 AND subject = 'demo-nurse' AND role = 'NURSE'
                          AND patient_id = (SELECT patient_id FROM course WHERE id = CAST(? AS uuid))""", requestId, course)).isOne();
        assertThat(Database.number("SELECT count(*) FROM call_log WHERE request_id = ?", requestId))
                .isOne();
        assertThat(LightClient.as(ANALYST)
                        .header("If-None-Match", kept.tag())
                        .get("/v1/courses/" + course + "/summary")
                        .status())
                .isEqualTo(200);
        assertThat(LightClient.elsewhereAs(NURSE)
                        .header("If-None-Match", kept.tag())
                        .get("/v1/courses/" + course + "/summary")
                        .status())
                .isEqualTo(404);
    }
}
