package org.sextant.access.emergency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.sextant.Api.as;
import static org.sextant.Api.elsewhereAs;
import static org.sextant.Api.isProblem;
import static org.sextant.identity.Role.ADMIN;
import static org.sextant.identity.Role.AUDITOR;
import static org.sextant.identity.Role.COORDINATOR;
import static org.sextant.identity.Role.NURSE;
import static org.sextant.identity.Role.PRESCRIBER;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sextant.Api;
import org.sextant.Clinics;
import org.sextant.Database;
import org.sextant.Treatment;
import org.sextant.VirtualClock;

@QuarkusTest
class EmergencyAccessResourceTest {

    private static final String HEADER = "Emergency-Access";

    /** Made once: whoever has emergency access only reads. */
    private static Chart chart;

    @BeforeEach
    void aChartIsThere() {
        if (chart == null) {
            chart = chart();
        }
    }

    @Test
    void aCoordinatorReadsTheWholeChartOfThePatient() {
        var grant = granted(COORDINATOR, chart.patient());

        for (var path : chart.paths()) {
            under(COORDINATOR, grant).get(path).then().statusCode(200);
        }
        // The forms of those who treat, not those of a coordinator.
        under(COORDINATOR, grant)
                .get("/v1/sessions/{id}", chart.session())
                .then()
                .body("weightKg", notNullValue());
        under(COORDINATOR, grant).get("/v1/courses/{id}", chart.course()).then().body("protocol", notNullValue());
        as(COORDINATOR).get("/v1/sessions/{id}", chart.session()).then().body("weightKg", nullValue());
    }

    @Test
    void anAdminDoesToo() {
        var grant = granted(ADMIN, chart.patient());

        for (var path : chart.paths()) {
            under(ADMIN, grant).get(path).then().statusCode(200);
            isProblem(as(ADMIN).get(path).then(), 403, "forbidden");
        }
    }

    @Test
    void nobodyElsesChartIsSeen() throws Exception {
        var other = chart();
        var grant = granted(ADMIN, chart.patient());

        for (var path : other.recordPaths()) {
            isProblem(under(ADMIN, grant).get(path).then(), 404, "not-found");
        }
        under(ADMIN, grant).get("/v1/courses").then().body("items.patientId", everyItem(equalTo(chart.patient())));
        under(ADMIN, grant).get("/v1/courses").then().body("items.id", hasItem(chart.course()));
        var list = "emergency-" + chart.course();
        under(ADMIN, grant).header("X-Request-Id", list).get("/v1/courses");
        assertThat(Database.number(
                        "SELECT count(*) FROM call_log WHERE request_id = ? AND patient_id = CAST(? AS uuid)",
                        list,
                        chart.patient()))
                .isOne();
        under(ADMIN, grant).get("/v1/alerts").then().body("items.patientId", everyItem(equalTo(chart.patient())));
        under(COORDINATOR, granted(COORDINATOR, chart.patient()))
                .get("/v1/sessions")
                .then()
                .body("items.patientId", everyItem(equalTo(chart.patient())));
    }

    @Test
    void nothingCanBeWritten() {
        var grant = granted(ADMIN, chart.patient());

        var vitals = under(ADMIN, grant)
                .body("{\"takenAt\": \"2026-01-05T09:40:00Z\", \"spo2\": 98}")
                .post("/v1/sessions/{id}/vitals", chart.session());
        isProblem(vitals.then(), 403, "forbidden");
        isProblem(
                under(ADMIN, grant)
                        .body("{}")
                        .post("/v1/sessions/{id}/infusion/start", chart.session())
                        .then(),
                403,
                "forbidden");
        isProblem(
                under(ADMIN, grant)
                        .body("{\"mrn\": \"1\"}")
                        .contentType("application/merge-patch+json")
                        .header("If-Match", "*")
                        .patch("/v1/patients/{id}", chart.patient())
                        .then(),
                403,
                "forbidden");
    }

    @Test
    void itIsForWhoeverAskedAndForNobodyElse() {
        var grant = granted(COORDINATOR, chart.patient());
        var path = "/v1/sessions/" + chart.session() + "/vitals";

        isProblem(under(ADMIN, grant).get(path).then(), 403, "forbidden");
        isProblem(elsewhereAs(COORDINATOR).header(HEADER, grant).get(path).then(), 403, "forbidden");
        for (var role : List.of("ANALYST", AUDITOR)) {
            isProblem(under(role, grant).get(path).then(), 403, "forbidden");
        }
        for (var unknown : List.of(UUID.randomUUID().toString(), "x", "", grant + "0", "' OR true")) {
            isProblem(under(COORDINATOR, unknown).get(path).then(), 403, "forbidden");
        }
        isProblem(given(grant).get(path).then(), 401, "unauthenticated");
        under(NURSE, grant).get(path).then().statusCode(200);
        under(NURSE, "x").get("/v1/patients").then().statusCode(200);
    }

    /** Reports know no single patient: a grant would open them whole. */
    @Test
    void whoeverIsAnalystOrAuditorAsWellTakesNone() {
        for (var other : List.of("ANALYST", AUDITOR)) {
            var token = Clinics.token(UUID.fromString("11111111-1111-4111-8111-111111111111"), COORDINATOR, other);
            String grant = Api.with(token)
                    .body("{\"patientId\": \"%s\", \"reason\": \"Unwell at the desk\"}".formatted(chart.patient()))
                    .post("/v1/emergency-access")
                    .path("id");
            var under = Api.with(token).header(HEADER, grant);
            isProblem(under.get("/v1/sessions/{id}/vitals", chart.session()).then(), 403, "forbidden");
            if (other.equals("ANALYST")) {
                assertThat(under.get("/v1/reports/courses?limit=1").<Map<String, Object>>path("items[0]"))
                        .containsKey("subject")
                        .doesNotContainKeys("mrn", "family", "patientId", "id");
            }
        }
    }

    @Test
    void itEndsAfterFourHours() {
        var clock = VirtualClock.stoppedAt(
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        var grant = granted(ADMIN, chart.patient());
        var path = "/v1/sessions/" + chart.session() + "/vitals";

        clock.advance(Duration.ofHours(4).minusSeconds(1));
        under(ADMIN, grant).get(path).then().statusCode(200);
        clock.advance(Duration.ofSeconds(1));
        isProblem(under(ADMIN, grant).get(path).then(), 403, "forbidden");
    }

    @Test
    void itIsListedForReviewAndAudited() throws Exception {
        var patient = Treatment.newPatient();
        var grant = granted(COORDINATOR, patient);

        for (var role : List.of(AUDITOR, ADMIN)) {
            as(role).queryParam("patientId", patient)
                    .get("/v1/emergency-access")
                    .then()
                    .statusCode(200)
                    .body("items.id", equalTo(List.of(grant)))
                    .body("items[0].reason", equalTo("Unwell at the desk"))
                    .body("items[0].recordedBy", equalTo("demo-coordinator"))
                    .body("items[0].roles", equalTo("COORDINATOR"));
            as(role).get("/v1/emergency-access").then().statusCode(200);
            as(role).get("/v1/emergency-access/{id}", grant)
                    .then()
                    .statusCode(200)
                    .body("patientId", equalTo(patient));
        }
        isProblem(elsewhereAs(AUDITOR).get("/v1/emergency-access/{id}", grant).then(), 404, "not-found");
        assertThat(Database.number(
                        "SELECT count(*) FROM audit_log WHERE action = 'emergency_access.created' AND patient_id = ?",
                        UUID.fromString(patient)))
                .isEqualTo(1);
    }

    @Test
    void aForeignPatientAndAMissingReasonAreRefused() {
        var patient = Treatment.newPatient();
        for (var body : List.of(
                "{\"patientId\": \"%s\", \"reason\": \"Unwell at the desk\"}".formatted(UUID.randomUUID()),
                "{\"patientId\": \"%s\"}".formatted(patient),
                "{\"patientId\": \"%s\", \"reason\": \"short\"}".formatted(patient),
                "{\"patientId\": \"%s\", \"reason\": \"              \"}".formatted(patient),
                "{\"reason\": \"Unwell at the desk\"}")) {
            isProblem(as(COORDINATOR).body(body).post("/v1/emergency-access").then(), 422, "invalid");
        }
        var foreign = elsewhereAs(COORDINATOR)
                .body("{\"patientId\": \"%s\", \"reason\": \"Unwell at the desk\"}".formatted(patient))
                .post("/v1/emergency-access");
        isProblem(foreign.then(), 422, "invalid");
    }

    private static RequestSpecification under(String role, String grant) {
        return as(role).header(HEADER, grant);
    }

    private static RequestSpecification given(String grant) {
        return org.sextant.Api.unchecked().header(HEADER, grant);
    }

    private static String granted(String role, String patient) {
        return as(role).body("{\"patientId\": \"%s\", \"reason\": \"Unwell at the desk\"}".formatted(patient))
                .post("/v1/emergency-access")
                .then()
                .statusCode(201)
                .body("patientId", equalTo(patient))
                .extract()
                .path("id");
    }

    /** A patient whose chart has one record of each kind. */
    private record Chart(String patient, String course, String session, List<String> recordPaths) {

        List<String> paths() {
            var all = new ArrayList<>(recordPaths);
            all.addAll(List.of("/v1/courses?patientId=" + patient, "/v1/alerts?sessionId=" + session));
            return all;
        }
    }

    private static Chart chart() {
        var patient = Treatment.newPatient();
        var course = Treatment.clearedCourse(patient, "iv-ketamine-0.5");
        as(PRESCRIBER).post("/v1/courses/{id}/activate", course).then().statusCode(200);
        var session = Treatment.infusing(course);
        var paths = new ArrayList<>(List.of(
                "/v1/patients/" + patient,
                "/v1/courses/" + course,
                "/v1/courses/" + course + "/clearances",
                "/v1/courses/" + course + "/sessions",
                "/v1/courses/" + course + "/assessments",
                "/v1/sessions/" + session,
                "/v1/sessions/" + session + "/vitals",
                "/v1/sessions/" + session + "/side-effects",
                "/v1/sessions/" + session + "/medications",
                "/v1/sessions/" + session + "/doses"));
        String clearance = as(NURSE).get("/v1/courses/{id}/clearances", course).path("items[0].id");
        paths.add("/v1/courses/" + course + "/clearances/" + clearance);
        paths.addAll(List.of(
                "/v1/patients/" + patient + "/clearances",
                "/v1/clearances/" + clearance,
                "/v1/clearances/" + clearance + "/history"));
        var records = List.of(
                "/v1/vitals/" + Treatment.create("/v1/sessions/" + session + "/vitals", """
                        {"takenAt": "2026-01-05T09:30:00Z", "systolic": 190, "diastolic": 100}"""),
                "/v1/side-effects/" + Treatment.create("/v1/sessions/" + session + "/side-effects", """
                        {"effect": "NAUSEA", "severity": "MILD", "onsetAt": "2026-01-05T09:20:00Z"}"""),
                "/v1/medications/" + Treatment.create("/v1/sessions/" + session + "/medications", """
                        {"drug": "O", "dose": 4, "unit": "mg", "route": "IV", "givenAt": "2026-01-05T09:20:00Z"}"""),
                "/v1/doses/" + Treatment.create("/v1/sessions/" + session + "/doses", """
                        {"mg": 4, "givenAt": "2026-01-05T09:20:00Z", "reason": "Primed"}"""),
                "/v1/assessments/" + Treatment.create("/v1/courses/" + course + "/assessments", """
                        {"instrument": "PHQ-9", "takenAt": "2026-01-05T08:50:00Z", "timepoint": "BASELINE", "total": 19}"""));
        records.forEach(path -> paths.addAll(List.of(path, path + "/history")));
        paths.add("/v1/alerts/"
                + as(NURSE).queryParam("sessionId", session).get("/v1/alerts").path("items[0].id"));
        return new Chart(patient, course, session, paths);
    }
}
