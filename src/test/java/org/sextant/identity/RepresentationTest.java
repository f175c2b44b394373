package org.sextant.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sextant.Api.as;
import static org.sextant.identity.Role.ANALYST;
import static org.sextant.identity.Role.COORDINATOR;
import static org.sextant.identity.Role.NURSE;
import static org.sextant.identity.Role.PRESCRIBER;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.sextant.Treatment;

/** What a coordinator and an analyst get to see, member by member, of a chart that is full of what they must not. */
@QuarkusTest
class RepresentationTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Set<String> PATIENT = Set.of(
            "id",
            "mrn",
            "name",
            "name/family",
            "name/given",
            "birthDate",
            "sex",
            "childbearing",
            "recordedAt",
            "version");
    private static final Set<String> COURSE_PLAN = Set.of("id", "patientId", "plannedSessions", "status", "version");
    private static final Set<String> APPOINTMENT = Set.of(
            "id",
            "courseId",
            "patientId",
            "number",
            "status",
            "scheduledAt",
            "scheduledLocal",
            "timeZone",
            "reschedules",
            "version");

    /** Of the board; the coordinator may read the patients too. */
    private static final Set<String> APPOINTMENT_ON_BOARD =
            with(APPOINTMENT, "patient", "patient/mrn", "patient/name", "patient/name/family", "patient/name/given");

    /** Of the summary; courseId is what they asked for. */
    private static final Set<String> ANALYSTS_SUMMARY = Set.of(
            "courseId",
            "status",
            "protocol",
            "phase",
            "sessions",
            "sessions/planned",
            "sessions/completed",
            "sessions/cancelled",
            "sessions/overrides",
            "sessions/dispositions",
            "overrides",
            "overrides/starts",
            "overrides/doses",
            "overrides/discharges",
            "doses",
            "doses/number",
            "doses/mgPerKg",
            "doses/givenMgPerKg",
            "doses/administeredMg",
            "doses/minutes",
            "doses/verdicts",
            "vitals",
            "vitals/readings",
            "vitals/maxSystolic",
            "vitals/maxDiastolic",
            "vitals/minSpo2",
            "vitals/maxSystolicRisePercent",
            "sideEffects",
            "sideEffects/effect",
            "sideEffects/sessions",
            "sideEffects/occurrences",
            "sideEffects/worst",
            "sideEffects/medianMinutes",
            "outcomes",
            "outcomes/instrument",
            "outcomes/baseline",
            "outcomes/baselineDay",
            "outcomes/latest",
            "outcomes/latestDay",
            "outcomes/best",
            "outcomes/percentChange",
            "outcomes/response",
            "outcomes/remission",
            "outcomes/worsened",
            "outcomes/firstResponseDay",
            "outcomes/hoursToResponse",
            "outcomes/relapse",
            "outcomes/relapsedDay",
            "alerts",
            "alerts/open",
            "alerts/total",
            "timeline",
            "timeline/number",
            "timeline/status",
            "timeline/day",
            "timeline/dose",
            "timeline/dose/number",
            "timeline/dose/mgPerKg",
            "timeline/dose/givenMgPerKg",
            "timeline/dose/administeredMg",
            "timeline/dose/minutes",
            "timeline/dose/verdicts",
            "timeline/baseline",
            "timeline/baseline/systolic",
            "timeline/baseline/diastolic",
            "timeline/peak",
            "timeline/peak/systolic",
            "timeline/peak/diastolic",
            "timeline/sideEffects",
            "timeline/sideEffects/effect",
            "timeline/sideEffects/occurrences",
            "timeline/sideEffects/worst",
            "timeline/scores",
            "timeline/scores/instrument",
            "timeline/scores/before",
            "timeline/scores/after");

    private static final Pattern UUID_FORM = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern DATE = Pattern.compile("(19|20)\\d\\d-\\d\\d-\\d\\d");

    /** Invented, and found nowhere but where they were put. */
    private static final String FAMILY = "Zzyzx-" + UUID.randomUUID();

    private static final String NOTE = "Canary-" + UUID.randomUUID();

    @Test
    void aCoordinatorSeesNothingClinical() {
        var chart = chart();

        members(COORDINATOR, "/v1/patients/" + chart.patient(), "", PATIENT);
        members(COORDINATOR, "/v1/patients", "items", PATIENT);
        members(COORDINATOR, "/v1/courses/" + chart.course(), "", COURSE_PLAN);
        members(COORDINATOR, "/v1/courses?patientId=" + chart.patient(), "items", COURSE_PLAN);
        members(COORDINATOR, "/v1/sessions/" + chart.session(), "", APPOINTMENT);
        members(COORDINATOR, "/v1/sessions?from=2026-01-01T00:00:00Z", "items", APPOINTMENT_ON_BOARD);
        members(COORDINATOR, "/v1/courses/" + chart.course() + "/sessions", "items", APPOINTMENT);
    }

    /** What a coordinator writes is answered in the coordinator's form too. */
    @Test
    void aCoordinatorsOwnWritesShowNothingClinical() {
        var chart = chart();
        var made = as(COORDINATOR)
                .body("{\"scheduledAt\": \"2026-02-05T09:00:00Z\"}")
                .post("/v1/courses/{id}/sessions", chart.course());
        assertThat(made.statusCode()).isEqualTo(201);
        assertThat(names("", read(made.asString()))).isEqualTo(new TreeSet<>(APPOINTMENT));

        var cancelled = as(COORDINATOR)
                .body("{\"reason\": \"" + NOTE + "\"}")
                .post("/v1/sessions/{id}/cancel", made.<String>path("id"));
        assertThat(cancelled.statusCode()).isEqualTo(200);
        assertThat(APPOINTMENT).containsAll(names("", read(cancelled.asString())));
    }

    @Test
    void anAnalystSeesNobody() {
        var chart = chart();
        var full = as(NURSE).get("/v1/courses/{id}/summary", chart.course()).asString();
        var shown = as(ANALYST).get("/v1/courses/{id}/summary", chart.course()).asString();

        // The same chart, so what is missing is missing on purpose.
        assertThat(full).contains(chart.patient()).contains(chart.session()).containsPattern(DATE);
        assertThat(UUID_FORM.matcher(shown.replace(chart.course(), "")).find())
                .as(shown)
                .isFalse();
        assertThat(DATE.matcher(shown).find()).as(shown).isFalse();
        assertThat(shown).doesNotContain(FAMILY, NOTE, "Example", "demo-");
        var members = names("", read(shown));
        // Each rule has inputs of its own; what they are is looked for above.
        members.removeIf(name -> name.contains("/verdicts/"));
        assertThat(ANALYSTS_SUMMARY).containsAll(members);
        var hidden = new TreeSet<>(names("", read(full)));
        hidden.removeAll(names("", read(shown)));
        assertThat(hidden).contains("patientId", "timeline/sessionId", "timeline/scheduledAt", "outcomes/baselineAt");
        assertThat(names("", read(full))).containsAll(names("", read(shown)));
    }

    /** All that an analyst may call at all: the summary, and what is the same for everybody. */
    @Test
    void nothingElseOfAPatientIsForAnAnalyst() {
        var chart = chart();
        for (var path : List.of(
                "/v1/patients/" + chart.patient(),
                "/v1/courses/" + chart.course(),
                "/v1/sessions/" + chart.session(),
                "/v1/sessions/" + chart.session() + "/vitals",
                "/v1/alerts")) {
            assertThat(as(ANALYST).get(path).statusCode()).as(path).isEqualTo(403);
        }
        assertThat(as(ANALYST).get("/v1/instruments").asString()).doesNotContain(FAMILY, NOTE);
    }

    private static Set<String> with(Set<String> names, String... more) {
        return Stream.concat(names.stream(), Stream.of(more)).collect(Collectors.toUnmodifiableSet());
    }

    private static void members(String role, String path, String within, Set<String> allowed) {
        var answer = as(role).get(path);
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        var body = read(answer.asString());
        var shown = within.isEmpty() ? names("", body) : names("", body.get(within));

        assertThat(shown).as(role + " " + path).isEqualTo(new TreeSet<>(allowed));
        assertThat(answer.asString()).doesNotContain(NOTE);
    }

    /** The paths of all members; those of a list's items count once. */
    private static Set<String> names(String prefix, JsonNode node) {
        var names = new TreeSet<String>();
        if (node.isArray()) {
            node.forEach(item -> names.addAll(names(prefix, item)));
        }
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            names.add(prefix + member.getKey());
            names.addAll(names(prefix + member.getKey() + "/", member.getValue()));
        }
        return names;
    }

    private static JsonNode read(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException unreadable) {
            throw new IllegalStateException(body, unreadable);
        }
    }

    private record Chart(String patient, String course, String session) {}

    /** A chart with a visit from check-in to discharge and something in every field that has free text. */
    private static Chart chart() {
        var patient = Treatment.create("/v1/patients", """
                {"mrn": "%s", "name": {"family": "%s", "given": "Alex"}, "birthDate": "1984-05-17", "sex": "FEMALE"}""".formatted(UUID.randomUUID(), FAMILY));
        var course = Treatment.clearedCourse(patient, "iv-ketamine-0.5");
        as(PRESCRIBER).post("/v1/courses/{id}/activate", course).then().statusCode(200);
        for (var taken : List.of("2026-01-05T08:50:00Z", "2026-01-06T08:50:00Z")) {
            Treatment.create("/v1/courses/" + course + "/assessments", """
                    {"instrument": "PHQ-9", "takenAt": "%s", "timepoint": "%s", "total": 19}""".formatted(
                            taken, taken.contains("-05T") ? "BASELINE" : "POST_SESSION"));
        }
        var session = Treatment.infusing(course);
        Treatment.create("/v1/sessions/" + session + "/vitals", """
                {"takenAt": "2026-01-05T09:30:00Z", "systolic": 150, "diastolic": 90, "note": "%s"}""".formatted(NOTE));
        Treatment.create("/v1/sessions/" + session + "/side-effects", """
                {"effect": "NAUSEA", "severity": "MILD", "onsetAt": "2026-01-05T09:20:00Z", "note": "%s"}""".formatted(NOTE));
        Treatment.step(session, "infusion/end", "{\"at\": \"2026-01-05T09:55:00Z\", \"administeredMg\": 36}");
        return new Chart(patient, course, session);
    }
}
