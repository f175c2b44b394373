package org.sextant.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sextant.Api.as;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.HttpMethod;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.sextant.AccessTable;
import org.sextant.Api;
import org.sextant.CommittedContract;
import org.sextant.LightClient;
import org.sextant.LightClient.Answer;
import org.sextant.ServiceClasses;
import org.sextant.Treatment;
import org.sextant.web.ApiPaths;

/** Who may call what: that code and contract are the table of {@code docs/access.md}, and that the service keeps to it. */
@QuarkusTest
class AccessTest {

    /** Each is refused with 400, 413, 415 or 422 where the role is right. */
    private static final List<UnaryOperator<LightClient>> BAD_BODIES = List.of(
            caller -> caller.body("{"),
            caller -> caller.body("{\"unknown\": 1}"),
            caller -> caller.header("Content-Type", "text/plain").body("x"),
            caller -> caller.body("{\"reason\": \"" + "x".repeat(1100 * 1024) + "\"}"),
            caller -> caller.header("If-Match", "x").header("Idempotency-Key", "x x"));

    private static final List<UnaryOperator<LightClient>> BAD_QUERIES = List.of(
            caller -> caller.query("limit", "x"),
            caller -> caller.query("cursor", "x"),
            caller -> caller.query("status", "x").query("patientId", "x"));

    private static final String UUID_FORM = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    /** A good body for each route that needs one. */
    private static final Map<String, String> BODIES = Map.ofEntries(
            Map.entry("/v1/courses/{id}/discontinue", "{\"reason\": \"x\"}"),
            Map.entry(
                    "/v1/courses/{courseId}/clearances",
                    "{\"kind\": \"CONSENT\", \"clearedOn\": \"2026-01-02\", \"clearedBy\": \"E\"}"),
            Map.entry("/v1/patients/{id}/clearances", """
                    {"kind": "CONSENT", "outcome": "CLEARED", "clearedOn": "2026-01-02", "clearedBy": "E"}\
                    """),
            Map.entry("/v1/clearances/{id}/amend", "{\"note\": \"x\", \"reason\": \"x\"}"),
            Map.entry("/v1/clearances/{id}/retract", "{\"reason\": \"x\"}"),
            Map.entry("/v1/courses/{id}/protocol", "{\"revision\": 2, \"reason\": \"x\"}"),
            Map.entry("/v1/courses/{courseId}/sessions", "{\"scheduledAt\": \"2026-01-05T09:00:00Z\"}"),
            Map.entry("/v1/courses/{courseId}/schedule", "{\"firstAt\": \"2026-01-05T09:00:00Z\", \"everyDays\": 3}"),
            Map.entry("/v1/courses/{courseId}/assessments", """
                    {"instrument": "PHQ-9", "takenAt": "2026-01-05T08:50:00Z", "timepoint": "BASELINE", "total": 19}\
                    """),
            Map.entry("/v1/sessions/{id}/check-in", "{\"weightKg\": 72}"),
            Map.entry("/v1/sessions/{id}/check-in/amend", "{\"weightKg\": 70, \"reason\": \"x\"}"),
            Map.entry("/v1/sessions/{id}/infusion/end/amend", "{\"administeredMg\": 30, \"reason\": \"x\"}"),
            Map.entry("/v1/sessions/{id}/infusion/rate", "{\"mgPerHour\": 36, \"reason\": \"x\"}"),
            Map.entry("/v1/vitals/{id}/amend", "{\"pain\": 1, \"reason\": \"x\"}"),
            Map.entry("/v1/vitals/{id}/retract", "{\"reason\": \"x\"}"),
            Map.entry("/v1/side-effects/{id}/amend", "{\"note\": \"x\", \"reason\": \"x\"}"),
            Map.entry("/v1/side-effects/{id}/retract", "{\"reason\": \"x\"}"),
            Map.entry("/v1/medications/{id}/amend", "{\"unit\": \"g\", \"reason\": \"x\"}"),
            Map.entry("/v1/medications/{id}/retract", "{\"reason\": \"x\"}"),
            Map.entry("/v1/doses/{id}/amend", "{\"mg\": 1, \"reason\": \"x\"}"),
            Map.entry("/v1/doses/{id}/retract", "{\"reason\": \"x\"}"),
            Map.entry(
                    "/v1/sessions/{sessionId}/doses",
                    "{\"mg\": 1, \"givenAt\": \"2026-01-05T09:20:00Z\", \"reason\": \"x\"}"),
            Map.entry("/v1/assessments/{id}/amend", "{\"total\": 18, \"reason\": \"x\"}"),
            Map.entry("/v1/assessments/{id}/retract", "{\"reason\": \"x\"}"),
            Map.entry("/v1/sessions/{id}/infusion/end", "{\"administeredMg\": 36}"),
            Map.entry("/v1/sessions/{id}/discharge", "{\"criteria\": " + Treatment.CRITERIA_MET + "}"),
            Map.entry("/v1/sessions/{id}/cancel", "{\"reason\": \"x\"}"),
            Map.entry("/v1/alerts/{id}/review", "{\"decision\": \"CONTINUE\", \"safetyPlan\": true}"),
            Map.entry("/v1/sessions/{id}/reschedule", "{\"scheduledAt\": \"2026-01-06T09:00:00Z\", \"reason\": \"x\"}"),
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
        assertThat(codesTable()).isEqualTo(AccessTable.read());
    }

    @Test
    void theContractIsTheTable() {
        var operations = new TreeSet<String>();
        CommittedContract.parsed()
                .getPaths()
                .forEach((path, item) ->
                        item.readOperationsMap().keySet().forEach(method -> operations.add(method + " " + path)));
        operations.removeIf(operation -> !operation.contains(" /v1/"));

        assertThat(operations).isEqualTo(AccessTable.read().keySet());
    }

    @Test
    void eachRoleMayCallWhatTheTableSaysAndNothingElse() {
        AccessTable.read().forEach((route, roles) -> {
            for (var role : Role.ALL) {
                var status = call(LightClient.as(role), route).status();
                if (roles.contains(role)) {
                    assertThat(status).as(role + " " + route).isIn(200, 400, 404, 415, 422);
                } else {
                    assertThat(status).as(role + " " + route).isEqualTo(403);
                }
            }
        });
    }

    @Test
    void nobodyIsAnsweredWithoutAToken() {
        AccessTable.read().keySet().forEach(route -> {
            for (var caller : List.of(
                    LightClient.anybody(),
                    LightClient.with("not.a.token"),
                    LightClient.with(Api.token(Role.PRESCRIBER) + "x"))) {
                isRefused(call(caller, route), 401, "unauthenticated", route);
            }
        });
    }

    /** Who may not is told nothing about what they sent. */
    @Test
    void theRoleIsJudgedBeforeTheRequest() {
        AccessTable.read().forEach((route, roles) -> {
            var refused =
                    Role.ALL.stream().filter(role -> !roles.contains(role)).findFirst();
            for (var bad : route.startsWith("GET") ? BAD_QUERIES : BAD_BODIES) {
                refused.ifPresent(
                        role -> isRefused(call(bad.apply(LightClient.as(role)), route), 403, "forbidden", route));
                isRefused(call(bad.apply(LightClient.anybody()), route), 401, "unauthenticated", route);
            }
        });
    }

    private static void isRefused(Answer answer, int status, String slug, String route) {
        assertThat(answer).as(route).matches(refusal -> refusal.isProblem(status, slug), status + " " + slug);
    }

    /** A grant opens what the table says for the patient's chart, and no other operation. */
    @Test
    void emergencyAccessOpensWhatTheTableSays() {
        var grant = as(Role.ADMIN)
                .body("{\"patientId\": \"%s\", \"reason\": \"Unwell at the desk\"}".formatted(Treatment.newPatient()))
                .post("/v1/emergency-access")
                .then()
                .statusCode(201)
                .extract()
                .<String>path("id");
        AccessTable.read().forEach((route, roles) -> {
            var status = call(LightClient.as(Role.ADMIN).header("Emergency-Access", grant), route)
                    .status();
            if (roles.contains(Role.EMERGENCY) || roles.contains(Role.ADMIN)) {
                assertThat(status).as(route).isIn(200, 400, 404, 415, 422);
            } else {
                assertThat(status).as(route).isEqualTo(403);
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
        ids.put(
                "/v1/clearances/",
                Treatment.create(
                        "/v1/courses/" + course + "/clearances", BODIES.get("/v1/courses/{courseId}/clearances")));
        AccessTable.read().forEach((route, roles) -> {
            var parts = Arrays.asList(route.split(" +", -1));
            ids.forEach((prefix, id) -> {
                // A batch has a result for each item, whatever it belongs to.
                if (parts.get(1).startsWith(prefix + "{") && !parts.get(1).endsWith("/batch")) {
                    roles.stream().filter(Role.ALL::contains).forEach(role -> isToldNothing(role, parts, id));
                }
            });
        });
    }

    private static void isToldNothing(String role, List<String> parts, String id) {
        var name = role + " " + parts;
        var foreign = answer(LightClient.elsewhereAs(role), parts, id);
        var unknown =
                answer(LightClient.elsewhereAs(role), parts, UUID.randomUUID().toString());
        assertThat(foreign.status()).as(name).isEqualTo(404);
        assertThat(foreign.body().replaceAll(UUID_FORM, ""))
                .as(name)
                .isEqualTo(unknown.body().replaceAll(UUID_FORM, ""));
    }

    private static Answer answer(LightClient anyone, List<String> parts, String id) {
        var caller = anyone;
        if (parts.get(0).equals("PATCH")) {
            caller = caller.header("Content-Type", "application/merge-patch+json")
                    .header("If-Match", "*");
        }
        if (!parts.get(0).equals("GET")) {
            caller = caller.body(BODIES.getOrDefault(parts.get(1), "{}"));
        }
        if (parts.get(1).endsWith("/checks")) {
            caller = caller.query("step", "discharge");
        }
        return caller.send(
                parts.get(0),
                parts.get(1).replaceFirst("\\{(id|courseId|sessionId)}", id).replace("{id}", id));
    }

    private static Answer call(LightClient caller, String route) {
        var parts = Arrays.asList(route.split(" +", -1));
        var path = parts.get(1)
                .replaceAll("\\{(id|courseId|sessionId)}", UUID.randomUUID().toString());
        return caller.send(parts.get(0), path.replace("{code}", "none").replace("{revision}", "1"));
    }

    private static Map<String, Set<String>> codesTable() {
        var table = new TreeMap<String, Set<String>>();
        ServiceClasses.all().stream()
                .filter(type ->
                        type.isAnnotatedWith(jakarta.ws.rs.Path.class) && !type.isAnnotatedWith(PermitAll.class))
                // The FHIR API has a table of its own, by type: FhirAccessTest.
                .filter(type -> !type.getAnnotationOfType(jakarta.ws.rs.Path.class)
                        .value()
                        .equals(ApiPaths.FHIR))
                .flatMap(type -> Stream.of(type.reflect().getMethods()))
                .forEach(method -> Arrays.stream(method.getAnnotations())
                        .map(one -> one.annotationType().getAnnotation(HttpMethod.class))
                        .filter(verb -> verb != null)
                        .forEach(verb -> table.put(
                                verb.value() + " /v1"
                                        + method.getAnnotation(jakarta.ws.rs.Path.class)
                                                .value(),
                                new TreeSet<>(Arrays.asList(
                                        method.getAnnotation(RolesAllowed.class).value())))));
        return table;
    }
}
