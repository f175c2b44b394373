package org.sextant.audit.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sextant.Api.as;
import static org.sextant.identity.Role.COORDINATOR;
import static org.sextant.identity.Role.NURSE;
import static org.sextant.identity.Role.PRESCRIBER;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.sextant.Database;
import org.sextant.Treatment;

/** Every write of every resource leaves exactly one audit row and one change row, in its own transaction. */
@QuarkusTest
class JournalTest {

    private record Line(String action, String type, String id, int version, String change) {}

    @Test
    void everyWriteOfEveryResourceLeavesOneOfEach() throws Exception {
        var patient = written(
                COORDINATOR,
                "patient.created",
                "PATIENT",
                "CREATED",
                () -> as(COORDINATOR).body("""
                        {"mrn": "%s", "name": {"family": "E", "given": "A"}, "birthDate": "1984-05-17", "sex": "MALE"}""".formatted(UUID.randomUUID())).post("/v1/patients"));
        written(
                COORDINATOR,
                "patient.updated",
                "PATIENT",
                "UPDATED",
                () -> as(COORDINATOR)
                        .contentType("application/merge-patch+json")
                        .header("If-Match", "\"1\"")
                        .body("{\"sex\": \"OTHER\"}")
                        .patch("/v1/patients/{id}", patient));
        var course = written(
                PRESCRIBER,
                "course.created",
                "COURSE",
                "CREATED",
                () -> as(PRESCRIBER).body("""
                        {"patientId": "%s", "protocol": "iv-ketamine-0.5", "indication": {"system": "s", "code": "c"}}""".formatted(patient)).post("/v1/courses"));
        written(
                PRESCRIBER,
                "course.updated",
                "COURSE",
                "UPDATED",
                () -> as(PRESCRIBER)
                        .contentType("application/merge-patch+json")
                        .header("If-Match", "\"1\"")
                        .body("{\"labels\": [\"x\"]}")
                        .patch("/v1/courses/{id}", course));
        for (var kind : Treatment.CLEARANCES) {
            written(
                    PRESCRIBER,
                    "clearance.created",
                    "CLEARANCE",
                    "CREATED",
                    () -> as(PRESCRIBER)
                            .body("{\"kind\": \"%s\", \"clearedOn\": \"%s\", \"clearedBy\": \"E\"}"
                                    .formatted(kind, Treatment.today()))
                            .post("/v1/courses/{id}/clearances", course));
        }
        written(
                PRESCRIBER,
                "course.activated",
                "COURSE",
                "UPDATED",
                () -> as(PRESCRIBER).post("/v1/courses/{id}/activate", course));
        var session = written(
                COORDINATOR,
                "session.created",
                "SESSION",
                "CREATED",
                () -> as(COORDINATOR)
                        .body("{\"scheduledAt\": \"2026-01-05T09:00:00Z\"}")
                        .post("/v1/courses/{id}/sessions", course));
        steps(session);
        records(course, session);
        written(
                PRESCRIBER,
                "course.completed",
                "COURSE",
                "UPDATED",
                () -> as(PRESCRIBER).post("/v1/courses/{id}/complete", course));
        assertThat(Database.number(
                        "SELECT count(*) FROM audit_log WHERE patient_id = ?::uuid AND resource_type <> 'PROTOCOL'",
                        patient))
                .isEqualTo(Database.number(
                        "SELECT count(*) FROM change_log c WHERE c.id IN (SELECT resource_id FROM audit_log WHERE patient_id = ?::uuid)",
                        patient))
                .isEqualTo(22);
    }

    private void steps(String session) throws Exception {
        written(
                NURSE,
                "session.checked_in",
                "SESSION",
                "UPDATED",
                () -> as(NURSE)
                        .body("{\"at\": \"2026-01-05T09:00:00Z\", \"weightKg\": 72}")
                        .post("/v1/sessions/{id}/check-in", session));
        written(
                NURSE,
                "vitals.created",
                "VITALS",
                "CREATED",
                () -> as(NURSE)
                        .body(
                                "{\"takenAt\": \"2026-01-05T09:10:00Z\", \"systolic\": 120, \"diastolic\": 80, \"spo2\": 98}")
                        .post("/v1/sessions/{id}/vitals", session));
        written(
                NURSE,
                "session.started",
                "SESSION",
                "UPDATED",
                () -> as(NURSE)
                        .body("{\"at\": \"2026-01-05T09:15:00Z\"}")
                        .post("/v1/sessions/{id}/infusion/start", session));
        written(
                NURSE,
                "session.ended",
                "SESSION",
                "UPDATED",
                () -> as(NURSE)
                        .body("{\"at\": \"2026-01-05T09:55:00Z\", \"administeredMg\": 36}")
                        .post("/v1/sessions/{id}/infusion/end", session));
        written(
                NURSE,
                "vitals.created",
                "VITALS",
                "CREATED",
                () -> as(NURSE)
                        .body(
                                "{\"takenAt\": \"2026-01-05T10:50:00Z\", \"systolic\": 120, \"diastolic\": 80, \"spo2\": 98}")
                        .post("/v1/sessions/{id}/vitals", session));
        written(
                NURSE,
                "session.discharged",
                "SESSION",
                "UPDATED",
                () -> as(NURSE)
                        .body("{\"at\": \"2026-01-05T11:00:00Z\", \"criteria\": " + Treatment.CRITERIA_MET + "}")
                        .post("/v1/sessions/{id}/discharge", session));
    }

    private void records(String course, String session) throws Exception {
        written(
                NURSE,
                "vitals.created",
                "VITALS",
                "CREATED",
                () -> as(NURSE)
                        .body("{\"takenAt\": \"2026-01-05T09:20:00Z\", \"spo2\": 98}")
                        .post("/v1/sessions/{id}/vitals", session));
        var effect = written(
                NURSE,
                "side_effect.created",
                "SIDE_EFFECT",
                "CREATED",
                () -> as(NURSE)
                        .body("{\"effect\": \"NAUSEA\", \"severity\": \"MILD\", \"onsetAt\": \"2026-01-05T09:20:00Z\"}")
                        .post("/v1/sessions/{id}/side-effects", session));
        written(
                NURSE,
                "side_effect.resolved",
                "SIDE_EFFECT",
                "UPDATED",
                () -> as(NURSE)
                        .body("{\"resolvedAt\": \"2026-01-05T09:40:00Z\"}")
                        .post("/v1/side-effects/{id}/resolve", effect));
        written(
                NURSE,
                "medication.created",
                "MEDICATION",
                "CREATED",
                () -> as(NURSE).body("""
                        {"drug": "O", "dose": 4, "unit": "mg", "route": "IV", "givenAt": "2026-01-05T09:20:00Z"}""").post("/v1/sessions/{id}/medications", session));
        written(
                NURSE,
                "assessment.created",
                "ASSESSMENT",
                "CREATED",
                () -> as(NURSE).body("""
                        {"instrument": "PHQ-9", "takenAt": "2026-01-05T08:20:00Z", "timepoint": "BASELINE", "total": 19}""").post("/v1/courses/{id}/assessments", course));
    }

    /** The session keeps the sum of its further doses, and so has a version for each. */
    @Test
    void aFurtherDoseIsAlsoAChangeOfItsSession() throws Exception {
        var session = Treatment.infusing();

        var lines = journalOf(() -> as(NURSE)
                .body("{\"mg\": 1, \"givenAt\": \"2026-01-05T09:20:00Z\", \"reason\": \"Primed\"}")
                .post("/v1/sessions/{id}/doses", session)
                .then()
                .statusCode(201));

        assertThat(lines).extracting(Line::action).containsExactlyInAnyOrder("dose.created", "session.updated");
    }

    @Test
    void correctionsAndAlertsAreJournalledByTheirNames() throws Exception {
        var course = Treatment.activeCourse();
        var session = Treatment.infusing(course);
        for (var step : new String[][] {
            {"rate", "{\"at\": \"2026-01-05T09:20:00Z\", \"mgPerHour\": 30, \"reason\": \"x\"}", "rate_changed"},
            {"pause", "{\"at\": \"2026-01-05T09:25:00Z\"}", "paused"},
            {"resume", "{\"at\": \"2026-01-05T09:30:00Z\"}", "resumed"}
        }) {
            written(
                    NURSE,
                    "session." + step[2],
                    "SESSION",
                    "UPDATED",
                    () -> as(NURSE).body(step[1]).post("/v1/sessions/{id}/infusion/" + step[0], session));
        }
        var reading = written(
                NURSE,
                "vitals.created",
                "VITALS",
                "CREATED",
                () -> as(NURSE)
                        .body("{\"takenAt\": \"2026-01-05T09:20:00Z\", \"spo2\": 98}")
                        .post("/v1/sessions/{id}/vitals", session));
        for (var i = 0; i < 2; i++) {
            written(
                    NURSE,
                    "vitals.amended",
                    "VITALS",
                    "UPDATED",
                    () -> as(NURSE).body("{\"pain\": 1, \"reason\": \"x\"}").post("/v1/vitals/{id}/amend", reading));
        }
        written(
                NURSE,
                "vitals.retracted",
                "VITALS",
                "ENTERED_IN_ERROR",
                () -> as(NURSE).body("{\"reason\": \"x\"}").post("/v1/vitals/{id}/retract", reading));
        var flagged = journalOf(() -> as(NURSE)
                .body("{\"takenAt\": \"2026-01-05T09:21:00Z\", \"spo2\": 88}")
                .post("/v1/sessions/{id}/vitals", session));
        assertThat(flagged).extracting(Line::action).containsExactlyInAnyOrder("vitals.created", "alert.created");
        String alert = as(NURSE).get("/v1/alerts?sessionId=" + session).path("items[0].id");
        written(
                NURSE,
                "alert.acknowledged",
                "ALERT",
                "UPDATED",
                () -> as(NURSE).post("/v1/alerts/{id}/acknowledge", alert));
    }

    @Test
    void aSchedulesSessionsLeaveOneOfEachForEachSession() throws Exception {
        var course = Treatment.plannedCourse();
        var lines = journalOf(() -> as(PRESCRIBER)
                .body("{\"firstAt\": \"2026-02-02T09:00:00Z\", \"everyDays\": 3}")
                .post("/v1/courses/{id}/schedule", course));

        assertThat(lines)
                .hasSize(6)
                .allSatisfy(line -> assertThat(line.action()).isEqualTo("session.created"));
        var ended = journalOf(
                () -> as(PRESCRIBER).body("{\"reason\": \"x\"}").post("/v1/courses/{id}/discontinue", course));
        assertThat(ended)
                .extracting(Line::action)
                .containsExactlyInAnyOrder(
                        "course.discontinued",
                        "session.cancelled",
                        "session.cancelled",
                        "session.cancelled",
                        "session.cancelled",
                        "session.cancelled",
                        "session.cancelled");
    }

    @Test
    void whatIsRefusedReplayedOrOnlyReadLeavesNothing() throws Exception {
        var session = Treatment.infusing();
        var body = "{\"id\": \"%s\", \"takenAt\": \"2026-01-05T09:20:00Z\", \"spo2\": 98}".formatted(UUID.randomUUID());
        as(NURSE).body(body).post("/v1/sessions/{id}/vitals", session).then().statusCode(201);

        assertThat(journalOf(() -> as(NURSE).body(body).post("/v1/sessions/{id}/vitals", session)))
                .isEmpty();
        assertThat(journalOf(() -> as(NURSE).body("{}").post("/v1/sessions/{id}/infusion/start", session)))
                .isEmpty();
        assertThat(journalOf(() -> as(NURSE).get("/v1/sessions/{id}", session))).isEmpty();
    }

    @Test
    void aRowSaysWhoAndInWhichRequest() throws Exception {
        var session = Treatment.scheduled(Treatment.activeCourse());
        as(NURSE)
                .header("X-Request-Id", "req-" + session)
                .body("{\"weightKg\": 72}")
                .post("/v1/sessions/{id}/check-in", session)
                .then()
                .statusCode(200);

        assertThat(Database.number("""
                        SELECT count(*) FROM audit_log
                        WHERE request_id = ? AND subject = 'demo-nurse' AND role = 'NURSE' AND action = 'session.checked_in'
                          AND resource_id = ? AND patient_id IS NOT NULL AND clinic_id IS NOT NULL
                        """, "req-" + session, session)).isEqualTo(1);
    }

    @Test
    void theServicesLoginCanNeitherWriteNorChangeNorRemoveALine() throws Exception {
        for (var statement : List.of(
                "UPDATE audit_log SET subject = 'nobody'",
                "DELETE FROM audit_log",
                "TRUNCATE audit_log",
                "INSERT INTO audit_log (clinic_id, subject, role, request_id, action, resource_type, resource_id) VALUES (gen_random_uuid(), '', '', '', '', '', '')",
                "UPDATE call_log SET status = 200",
                "DELETE FROM call_log",
                "TRUNCATE call_log",
                "INSERT INTO call_log (clinic_id, issuer, subject, role, request_id, action, status) VALUES (gen_random_uuid(), '', '', '', '', '', 0)",
                "UPDATE audit_link SET n = n + 1",
                "DELETE FROM audit_link",
                "UPDATE audit_checkpoint SET n = n + 1",
                "DELETE FROM audit_checkpoint",
                "DELETE FROM kept_answer",
                "UPDATE change_log SET version = 1",
                "DELETE FROM change_log",
                "TRUNCATE change_log",
                "INSERT INTO change_log (clinic_id, type, id, version, change) VALUES (gen_random_uuid(), '', '', 1, 'CREATED')",
                "DELETE FROM vitals",
                "UPDATE vitals_history SET spo2 = 99",
                "DELETE FROM vitals_history",
                "INSERT INTO vitals_history SELECT * FROM vitals",
                "UPDATE protocol SET revision = 2",
                "ALTER TABLE vitals DISABLE TRIGGER ALL",
                "DROP TABLE vitals",
                "CREATE TABLE mine (id int)",
                "CREATE TEMPORARY TABLE audit_log (id int)")) {
            try (var connection = Database.asService();
                    var service = connection.createStatement()) {
                assertThatThrownBy(() -> service.execute(statement))
                        .as(statement)
                        .isInstanceOf(SQLException.class)
                        .hasMessageMatching("(?s).*(permission denied|must be owner).*");
            }
        }
    }

    @Test
    void aWriteForNobodyFails() throws Exception {
        try (var connection = Database.asOwner();
                var statement = connection.createStatement()) {
            Treatment.newPatient();
            assertThatThrownBy(() -> statement.execute("UPDATE patient SET mrn = mrn"))
                    .hasMessageContaining("subject");
            // A connection of the pool remembers that there was a setting, and calls it empty.
            statement.execute("BEGIN");
            statement.execute("SELECT set_config('sextant.subject', 'somebody', true)");
            statement.execute("COMMIT");
            assertThatThrownBy(() -> statement.execute("UPDATE patient SET mrn = mrn"))
                    .hasMessageContaining("subject");
        }
    }

    /** Sends one write, and asserts that it left one audit row and one change row of its record. */
    private static String written(String role, String action, String type, String change, Supplier<Response> write)
            throws Exception {
        var answer = new ArrayList<Response>();
        var lines = journalOf(() -> answer.add(write.get()));
        assertThat(answer.get(0).statusCode()).as(action).isIn(200, 201);
        String id = answer.get(0).path("id");
        int version = answer.get(0).path("version");
        assertThat(lines).as(role + " " + action).containsExactly(new Line(action, type, id, version, change));
        return id;
    }

    /** The audit rows that a request left, each with the one change row that goes with it. */
    private static List<Line> journalOf(Runnable request) throws SQLException, IOException {
        var audited = Database.number("SELECT coalesce(max(seq), 0) FROM audit_log");
        var changed = Database.number("SELECT coalesce(max(seq), 0) FROM change_log");
        request.run();
        var lines = new ArrayList<Line>();
        try (var connection = Database.asOwner();
                var statement = connection.prepareStatement("""
                        SELECT a.action, a.resource_type, a.resource_id, c.version, c.change
                        FROM (SELECT * FROM audit_log WHERE seq > ?) a
                        FULL JOIN (SELECT * FROM change_log WHERE seq > ?) c
                          ON c.clinic_id = a.clinic_id AND c.type = a.resource_type AND c.id = a.resource_id AND c.xid = a.xid
                        """)) {
            statement.setLong(1, audited);
            statement.setLong(2, changed);
            var rows = statement.executeQuery();
            while (rows.next()) {
                lines.add(new Line(
                        rows.getString(1), rows.getString(2), rows.getString(3), rows.getInt(4), rows.getString(5)));
            }
        }
        return lines;
    }
}
