package org.sextant.record;

import static org.sextant.Api.as;
import static org.sextant.identity.Role.ADMIN;
import static org.sextant.identity.Role.ANALYST;
import static org.sextant.identity.Role.NURSE;
import static org.sextant.identity.Role.PRESCRIBER;

import io.restassured.path.json.JsonPath;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.sextant.Treatment;

/** A chart of the first demo clinic with a record of each kind, corrected once, and all that goes with it. */
final class Chart {

    private Chart() {}

    /** Makes one; tells the id of one record of each collection of the API. */
    static Map<String, String> make() {
        var course = Treatment.activeCourse("intranasal-esketamine-56");
        var session = Treatment.checkedIn(course);
        var ids = new HashMap<String, String>();
        ids.put("courses", course);
        ids.put("episodes", course);
        ids.put("sessions", session);
        ids.put("patients", as(NURSE).get("/v1/courses/{id}", course).path("patientId"));
        ids.put(
                "clearances",
                as(NURSE).get("/v1/courses/{id}/clearances", course).path("items.find { it.kind == 'BLOOD_WORK' }.id"));
        ids.put("vitals", Treatment.create("/v1/sessions/" + session + "/vitals", """
                {"takenAt": "2026-01-05T09:10:00Z", "systolic": 190, "diastolic": 100, "spo2": 97, "note": "A note"}"""));
        ids.put("side-effects", Treatment.create("/v1/sessions/" + session + "/side-effects", """
                {"effect": "NAUSEA", "severity": "MILD", "onsetAt": "2026-01-05T09:20:00Z"}"""));
        ids.put("medications", Treatment.create("/v1/sessions/" + session + "/medications", """
                {"drug": "O", "dose": 4, "unit": "mg", "route": "IV", "givenAt": "2026-01-05T09:20:00Z"}"""));
        ids.put("assessments", Treatment.create("/v1/courses/" + course + "/assessments", """
                {"instrument": "PHQ-9", "takenAt": "2026-01-05T08:20:00Z", "timepoint": "BASELINE", "total": 19}"""));
        ids.put(
                "alerts",
                as(NURSE).queryParam("sessionId", session).get("/v1/alerts").path("items[0].id"));
        correct(ids);
        as(NURSE)
                .header("If-Match", "*")
                .body("{\"weightKg\": 71, \"reason\": \"x\"}")
                .post("/v1/sessions/{id}/check-in/amend", session)
                .then()
                .statusCode(200);
        as(ADMIN)
                .header("If-Match", "*")
                .body("{\"timeZone\": \"UTC\"}")
                .put("/v1/clinic")
                .then()
                .statusCode(200);
        as(NURSE)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body("{\"takenAt\": \"2026-01-05T09:12:00Z\", \"spo2\": 98}")
                .post("/v1/sessions/{id}/vitals", session)
                .then()
                .statusCode(201);
        as(PRESCRIBER)
                .body("{\"at\": \"2026-01-05T09:15:00Z\", \"overrideReason\": \"A reason that is long enough\"}")
                .post("/v1/sessions/{id}/infusion/start", session)
                .then()
                .statusCode(200);
        ids.put("doses", Treatment.create("/v1/sessions/" + session + "/doses", """
                {"mg": 28, "givenAt": "2026-01-05T09:20:00Z", "lot": "L", "reason": "The first device failed"}"""));
        amend(Map.of("doses", "{\"lot\": \"M\", \"reason\": \"x\"}"), ids);
        as(NURSE)
                .body("{\"at\": \"2026-01-05T09:55:00Z\", \"administeredMg\": 56}")
                .post("/v1/sessions/{id}/infusion/end", session)
                .then()
                .statusCode(200);
        as(PRESCRIBER)
                .body(
                        "{\"at\": \"2026-01-05T12:00:00Z\", \"criteria\": %s, \"overrideReason\": \"A reason that is long enough\"}"
                                .formatted(Treatment.CRITERIA_MET))
                .post("/v1/sessions/{id}/discharge", session)
                .then()
                .statusCode(200);
        for (var minutes : List.of(120, 130)) {
            as(NURSE)
                    .header("If-Match", "*")
                    .contentType("application/merge-patch+json")
                    .body("{\"readyAfterMinutes\": %d}".formatted(minutes))
                    .patch("/v1/sessions/{id}/rems", session)
                    .then()
                    .statusCode(200);
        }
        as(NURSE)
                .body("{}")
                .post("/v1/sessions/{id}/rems/submission", session)
                .then()
                .statusCode(201);
        govern(ids);
        return Map.copyOf(ids);
    }

    /** What there is beside a chart: an emergency access to it, a revocation, the secret of an analyst's export. */
    private static void govern(Map<String, String> ids) {
        ids.put(
                "emergency-access",
                as(ADMIN)
                        .body("{\"patientId\": \"%s\", \"reason\": \"Unwell at the desk\"}"
                                .formatted(ids.get("patients")))
                        .post("/v1/emergency-access")
                        .then()
                        .statusCode(201)
                        .extract()
                        .path("id"));
        ids.put(
                "token-revocations",
                as(ADMIN)
                        .body("{\"jti\": \"%s\", \"reason\": \"Tablet lost\"}".formatted(UUID.randomUUID()))
                        .post("/v1/token-revocations")
                        .then()
                        .statusCode(201)
                        .extract()
                        .path("id"));
        // Where there is a next page.
        as(ANALYST).get("/v1/reports/vitals?limit=1").then().statusCode(200);
    }

    private static void correct(Map<String, String> ids) {
        amend(
                Map.of(
                        "vitals", "{\"pain\": 1, \"reason\": \"x\"}",
                        "side-effects", "{\"note\": \"x\", \"reason\": \"x\"}",
                        "medications", "{\"unit\": \"g\", \"reason\": \"x\"}",
                        "clearances", "{\"note\": \"x\", \"reason\": \"x\"}",
                        "assessments", "{\"total\": 18, \"reason\": \"x\"}"),
                ids);
    }

    private static void amend(Map<String, String> amendments, Map<String, String> ids) {
        amendments.forEach((collection, body) -> as(PRESCRIBER)
                .body(body)
                .post("/v1/" + collection + "/{id}/amend", ids.get(collection))
                .then()
                .statusCode(200));
    }

    /** The clinic that a token is of. */
    static UUID clinicOf(String token) {
        var claims = new String(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]), StandardCharsets.UTF_8);
        return UUID.fromString(JsonPath.from(claims).getString("clinic"));
    }
}
