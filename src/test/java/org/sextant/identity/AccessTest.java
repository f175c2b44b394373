package org.sextant.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sextant.Api.as;
import static org.sextant.Api.elsewhereAs;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.Method;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.sextant.Treatment;

/** Who may call what: the table, that the code is the table, and that the service keeps to it with signed tokens. */
@QuarkusTest
class AccessTest {

    /** N nurse, P prescriber, C coordinator, A analyst, I integration, M admin; nobody else may do anything yet. */
    private static final String TABLE = """
            POST  /v1/patients                               P C I
            GET   /v1/patients                               N P C I
            POST  /v1/patients/search                        N P C I
            GET   /v1/patients/{id}                          N P C I
            PATCH /v1/patients/{id}                          P C
            GET   /v1/protocols                              N P I M
            GET   /v1/protocols/{code}                       N P I M
            PUT   /v1/protocols/{code}                       P M
            GET   /v1/protocols/{code}/revisions/{revision}  N P I M
            POST  /v1/courses                                P I
            GET   /v1/courses                                N P C I
            GET   /v1/courses/{id}                           N P C I
            PATCH /v1/courses/{id}                           P
            POST  /v1/courses/{id}/activate                  P
            POST  /v1/courses/{id}/complete                  P
            POST  /v1/courses/{id}/discontinue               P
            GET   /v1/courses/{id}/summary                   N P A I
            POST  /v1/courses/{courseId}/clearances          P
            GET   /v1/courses/{courseId}/clearances          N P I
            GET   /v1/courses/{courseId}/clearances/{id}     N P I
            POST  /v1/courses/{courseId}/sessions            P C
            POST  /v1/courses/{courseId}/schedule            P C
            GET   /v1/courses/{courseId}/sessions            N P C I
            GET   /v1/sessions                               N P C I
            GET   /v1/sessions/{id}                          N P C I
            GET   /v1/sessions/{id}/checks                   N P I
            POST  /v1/sessions/{id}/check-in                 N P
            POST  /v1/sessions/{id}/infusion/start           N P
            POST  /v1/sessions/{id}/infusion/rate            N P
            POST  /v1/sessions/{id}/infusion/pause           N P
            POST  /v1/sessions/{id}/infusion/resume          N P
            POST  /v1/sessions/{id}/infusion/end             N P
            POST  /v1/sessions/{id}/discharge                N P
            POST  /v1/sessions/{id}/cancel                   N P C
            POST  /v1/sessions/{sessionId}/vitals            N P I
            POST  /v1/sessions/{sessionId}/vitals/batch      N P I
            GET   /v1/sessions/{sessionId}/vitals            N P I
            GET   /v1/vitals/{id}                            N P I
            GET   /v1/vitals/{id}/history                    N P I
            POST  /v1/vitals/{id}/amend                      N P I
            POST  /v1/vitals/{id}/retract                    N P I
            POST  /v1/sessions/{sessionId}/side-effects      N P
            GET   /v1/sessions/{sessionId}/side-effects      N P I
            GET   /v1/side-effects/{id}                      N P I
            POST  /v1/side-effects/{id}/resolve              N P
            GET   /v1/side-effects/{id}/history              N P I
            POST  /v1/side-effects/{id}/amend                N P
            POST  /v1/side-effects/{id}/retract              N P
            POST  /v1/sessions/{sessionId}/medications       N P
            GET   /v1/sessions/{sessionId}/medications       N P I
            GET   /v1/medications/{id}                       N P I
            GET   /v1/medications/{id}/history               N P I
            POST  /v1/medications/{id}/amend                 N P
            POST  /v1/medications/{id}/retract               N P
            GET   /v1/rems                                   N P I
            GET   /v1/sessions/{id}/rems                     N P I
            POST  /v1/sessions/{id}/rems/submission          N P
            GET   /v1/drug-account                           N P I
            GET   /v1/instruments                            N P A I
            GET   /v1/instruments/{code}                     N P A I
            POST  /v1/courses/{courseId}/assessments         N P I
            GET   /v1/courses/{courseId}/assessments         N P I
            GET   /v1/assessments/{id}                       N P I
            GET   /v1/assessments/{id}/history               N P I
            POST  /v1/assessments/{id}/amend                 N P I
            POST  /v1/assessments/{id}/retract               N P I
            POST  /v1/sync                                   N P I
            GET   /v1/alerts                                 N P I
            GET   /v1/alerts/{id}                            N P I
            POST  /v1/alerts/{id}/acknowledge                N P
            GET   /v1/reports/outcomes                       P A I
            GET   /v1/reports/durability                     P A I
            GET   /v1/reports/safety                         P A I
            POST  /v1/imports                                P
            GET   /v1/reports/dictionary                     P A I
            GET   /v1/reports/courses                        P A I
            GET   /v1/reports/sessions                       P A I
            GET   /v1/reports/vitals                         P A I
            GET   /v1/reports/side-effects                   P A I
            GET   /v1/reports/assessments                    P A I
            """;

    private static final Map<String, String> LETTERS = Map.of(
            "N",
            Role.NURSE,
            "P",
            Role.PRESCRIBER,
            "C",
            Role.COORDINATOR,
            "A",
            Role.ANALYST,
            "I",
            Role.INTEGRATION,
            "M",
            Role.ADMIN);

    private static final String UUID_FORM = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    /** A good body for each route that needs one. */
    private static final Map<String, String> BODIES = Map.ofEntries(
            Map.entry("/v1/courses/{id}/discontinue", "{\"reason\": \"x\"}"),
            Map.entry(
                    "/v1/courses/{courseId}/clearances",
                    "{\"kind\": \"CONSENT\", \"clearedOn\": \"2026-01-02\", \"clearedBy\": \"E\"}"),
            Map.entry("/v1/courses/{courseId}/sessions", "{\"scheduledAt\": \"2026-01-05T09:00:00Z\"}"),
            Map.entry("/v1/courses/{courseId}/schedule", "{\"firstAt\": \"2026-01-05T09:00:00Z\", \"everyDays\": 3}"),
            Map.entry("/v1/courses/{courseId}/assessments", """
                    {"instrument": "PHQ-9", "takenAt": "2026-01-05T08:50:00Z", "timepoint": "BASELINE", "total": 19}\
                    """),
            Map.entry("/v1/sessions/{id}/check-in", "{\"weightKg\": 72}"),
            Map.entry("/v1/sessions/{id}/infusion/rate", "{\"mgPerHour\": 36, \"reason\": \"x\"}"),
            Map.entry("/v1/vitals/{id}/amend", "{\"pain\": 1, \"reason\": \"x\"}"),
            Map.entry("/v1/vitals/{id}/retract", "{\"reason\": \"x\"}"),
            Map.entry("/v1/side-effects/{id}/amend", "{\"note\": \"x\", \"reason\": \"x\"}"),
            Map.entry("/v1/side-effects/{id}/retract", "{\"reason\": \"x\"}"),
            Map.entry("/v1/medications/{id}/amend", "{\"unit\": \"g\", \"reason\": \"x\"}"),
            Map.entry("/v1/medications/{id}/retract", "{\"reason\": \"x\"}"),
            Map.entry("/v1/assessments/{id}/amend", "{\"total\": 18, \"reason\": \"x\"}"),
            Map.entry("/v1/assessments/{id}/retract", "{\"reason\": \"x\"}"),
            Map.entry("/v1/sessions/{id}/infusion/end", "{\"administeredMg\": 36}"),
            Map.entry("/v1/sessions/{id}/discharge", "{\"criteria\": " + Treatment.CRITERIA_MET + "}"),
            Map.entry("/v1/sessions/{id}/cancel", "{\"reason\": \"x\"}"),
            Map.entry("/v1/sessions/{sessionId}/vitals", "{\"takenAt\": \"2026-01-05T09:20:00Z\", \"spo2\": 98}"),
            Map.entry(
                    "/v1/sessions/{sessionId}/side-effects",
                    "{\"effect\": \"NAUSEA\", \"severity\": \"MILD\", \"onsetAt\": \"2026-01-05T09:20:00Z\"}"),
            Map.entry("/v1/sessions/{sessionId}/medications", """
                    {"drug": "O", "dose": 4, "unit": "mg", "route": "IV", "givenAt": "2026-01-05T09:20:00Z"}\
                    """),
            Map.entry("/v1/side-effects/{id}/resolve", "{\"resolvedAt\": \"2026-01-05T09:40:00Z\"}"));

    @Test
    void theCodeIsTheTable() {
        assertThat(codesTable()).isEqualTo(table());
    }

    @Test
    void eachRoleMayCallWhatTheTableSaysAndNothingElse() {
        table().forEach((route, roles) -> {
            for (var role : Role.ALL) {
                var status = call(as(role), route);
                if (roles.contains(role)) {
                    assertThat(status).as(role + " " + route).isIn(200, 400, 404, 415, 422);
                } else {
                    assertThat(status).as(role + " " + route).isEqualTo(403);
                }
            }
        });
    }

    /** Each record is there, in the other clinic, and each request is one that its own clinic would have answered. */
    @Test
    void anotherClinicsCallerIsToldNothing() {
        var course = Treatment.activeCourse();
        var session = Treatment.infusing(course);
        var ids = new HashMap<String, String>();
        ids.put("/v1/patients/", as(Role.NURSE).get("/v1/courses/{id}", course).path("patientId"));
        ids.put("/v1/courses/", course);
        ids.put("/v1/sessions/", session);
        BODIES.forEach((path, body) -> {
            if (path.startsWith("/v1/sessions/{sessionId}/")) {
                ids.put(
                        path.replace("/sessions/{sessionId}", "") + "/",
                        Treatment.create(path.replace("{sessionId}", session), body));
            }
        });
        Treatment.create("/v1/sessions/" + session + "/vitals", """
                {"takenAt": "2026-01-05T09:30:00Z", "systolic": 190, "diastolic": 100}\
                """);
        ids.put(
                "/v1/alerts/",
                as(Role.NURSE)
                        .queryParam("sessionId", session)
                        .get("/v1/alerts")
                        .path("items[0].id"));
        ids.put(
                "/v1/assessments/",
                Treatment.create(
                        "/v1/courses/" + course + "/assessments", BODIES.get("/v1/courses/{courseId}/assessments")));
        table().forEach((route, roles) -> {
            var parts = Arrays.asList(route.split(" +", -1));
            ids.forEach((prefix, id) -> {
                // A batch has a result for each item, whatever it belongs to.
                if (parts.get(1).startsWith(prefix + "{") && !parts.get(1).endsWith("/batch")) {
                    var foreign = answer(elsewhereAs(roles.iterator().next()), parts, id);
                    var unknown = answer(
                            elsewhereAs(roles.iterator().next()),
                            parts,
                            UUID.randomUUID().toString());
                    assertThat(foreign.statusCode()).as(route).isEqualTo(404);
                    assertThat(foreign.asString().replaceAll(UUID_FORM, ""))
                            .as(route)
                            .isEqualTo(unknown.asString().replaceAll(UUID_FORM, ""));
                }
            });
        });
    }

    private static Response answer(RequestSpecification caller, List<String> parts, String id) {
        var body = BODIES.getOrDefault(parts.get(1), "{}");
        if (parts.get(0).equals("PATCH")) {
            caller.contentType("application/merge-patch+json").header("If-Match", "*");
        }
        if (!parts.get(0).equals("GET")) {
            caller.body(body);
        }
        if (parts.get(1).endsWith("/checks")) {
            caller.queryParam("step", "discharge");
        }
        return caller.request(
                Method.valueOf(parts.get(0)),
                parts.get(1).replaceFirst("\\{(id|courseId|sessionId)}", id).replace("{id}", id));
    }

    private static int call(RequestSpecification caller, String route) {
        var parts = Arrays.asList(route.split(" +", -1));
        var path = parts.get(1)
                .replaceAll("\\{(id|courseId|sessionId)}", UUID.randomUUID().toString());
        return caller.request(
                        Method.valueOf(parts.get(0)),
                        path.replace("{code}", "none").replace("{revision}", "1"))
                .statusCode();
    }

    private static Map<String, Set<String>> table() {
        var table = new TreeMap<String, Set<String>>();
        TABLE.lines().forEach(line -> {
            var parts = Arrays.asList(line.trim().split(" +", -1));
            var roles = new TreeSet<String>();
            parts.subList(2, parts.size()).forEach(letter -> roles.add(LETTERS.get(letter)));
            table.put(parts.get(0) + " " + parts.get(1), roles);
        });
        return table;
    }

    private static Map<String, Set<String>> codesTable() {
        var table = new TreeMap<String, Set<String>>();
        new ClassFileImporter()
                .withImportOption(new DoNotIncludeTests()).importPackages("org.sextant").stream()
                        .filter(type -> type.isAnnotatedWith(Path.class) && !type.isAnnotatedWith(PermitAll.class))
                        .flatMap(type -> Stream.of(type.reflect().getMethods()))
                        .forEach(method -> Arrays.stream(method.getAnnotations())
                                .map(one -> one.annotationType().getAnnotation(HttpMethod.class))
                                .filter(verb -> verb != null)
                                .forEach(verb -> table.put(
                                        verb.value() + " /v1"
                                                + method.getAnnotation(Path.class)
                                                        .value(),
                                        new TreeSet<>(Arrays.asList(method.getAnnotation(RolesAllowed.class)
                                                .value())))));
        return table;
    }
}
