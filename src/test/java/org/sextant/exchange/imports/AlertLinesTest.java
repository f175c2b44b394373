package org.sextant.exchange.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.sextant.Api.as;
import static org.sextant.Api.token;
import static org.sextant.identity.Role.NURSE;
import static org.sextant.identity.Role.PRESCRIBER;

import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sextant.ImportedTreatment;
import org.sextant.Treatment;

/** Alerts of the past come in as lines, with who saw to them. */
@QuarkusTest
class AlertLinesTest {

    private ImportedTreatment treatment;
    private String session;

    @BeforeEach
    void aPatientIsInfused() {
        treatment = new ImportedTreatment();
        session = treatment.infusing("2026-01-05");
        treatment.send();
    }

    @Test
    void aLineIsTheAlertWithWhoSawToIt() {
        var id = UUID.randomUUID();
        var line = pressure(id);

        assertThat(send(line)).contains("\"outcome\":\"CREATED\"");
        assertThat(send(line)).contains("\"outcome\":\"REPLAYED\"");
        assertThat(send(line.replace("Seen to", "Not seen to"))).contains("/problems/id-reuse");
        as(NURSE)
                .get("/v1/alerts/{id}", id)
                .then()
                .statusCode(200)
                .body("raisedAt", equalTo("2026-01-05T09:26:00Z"))
                .body("status", equalTo("ACKNOWLEDGED"))
                .body("acknowledgedBy", equalTo("demo-nurse"))
                .body("note", equalTo("Seen to"))
                .body("value", equalTo(192))
                .body("limit", equalTo(180))
                .body("patientId", equalTo(treatment.patient()));
    }

    /** The service does not judge the time before the import, so it must not say that nothing was missed. */
    @Test
    void aMissedReadingOfThePastIsNeverWithdrawn() {
        var acknowledged = UUID.randomUUID();
        var open = UUID.randomUUID();
        assertThat(Exports.outcomes(send(
                        overdue(acknowledged, "09:25", """
                        "status": "ACKNOWLEDGED", "acknowledgedAt": "2026-01-05T09:31:00Z", "acknowledgedBy": "demo-nurse\"""") + "\n" + overdue(open, "09:35", "\"status\": \"OPEN\""))))
                .containsOnly("CREATED");

        as(NURSE)
                .body("{\"at\": \"2026-01-05T09:45:00Z\", \"mgPerHour\": 50, \"reason\": \"Nausea\"}")
                .post("/v1/sessions/{id}/infusion/rate", session)
                .then()
                .statusCode(200);
        assertThat(statuses(acknowledged, open)).containsExactly("ACKNOWLEDGED", "OPEN");
        Treatment.goodReading(session, "2026-01-05T09:50:00Z");

        assertThat(statuses(acknowledged, open)).containsExactly("ACKNOWLEDGED", "CLEARED");
        as(NURSE).get("/v1/alerts/{id}", open).then().body("closedReason", equalTo("A reading was taken"));
    }

    /** A review of the past lets the treatment go on, as it did where it was written. */
    @Test
    void aReviewOfThePastCounts() {
        var score = treatmentScore();
        var alert = UUID.randomUUID();
        assertThat(send("""
                {"type": "ALERT", "id": "%s", "courseId": "%s", "raisedAt": "2026-01-05T08:00:00Z",
                 "changedAt": "2026-01-05T08:10:00Z", "kind": "SUICIDAL_IDEATION", "severity": "CRITICAL",
                 "status": "ACKNOWLEDGED", "sources": [{"id": "%3$s", "severity": "CRITICAL", "detail": "Answers"}],
                 "sourceId": "%3$s", "detail": "Answers", "acknowledgedAt": "2026-01-05T08:10:00Z",
                 "acknowledgedBy": "demo-prescriber",
                 "reviews": [{"decision": "CONTINUE", "safetyPlan": true, "reviewedAt": "2026-01-05T08:10:00Z",
                              "reviewedBy": "demo-prescriber", "answers": [{"instrument": "PHQ-9",
                              "takenAt": "2026-01-05T08:00:00Z", "answer": [1]}]}]}""".formatted(alert, treatment.course(), score))).contains("\"outcome\":\"CREATED\"");

        as(NURSE)
                .get("/v1/alerts/{id}", alert)
                .then()
                .body("reviews.decision", contains("CONTINUE"))
                .body("reviews[0].answers[0].answer", contains(1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"status\": \"ACKNOWLEDGED\" | \"status\": \"OPEN\" | /acknowledgedAt",
                "\"acknowledgedBy\": \"demo-nurse\", | | /acknowledgedBy",
                "\"kind\": \"SYSTOLIC_HIGH\" | \"kind\": \"VITALS_OVERDUE\" | /dueAt",
                "\"kind\": \"SYSTOLIC_HIGH\" | \"kind\": \"TOO_HIGH\" | /kind",
                "\"value\": 192, \"limit\" | \"value\": \"192\", \"limit\" | /value",
                "\"changedAt\": \"2026-01-05T09:27:00Z\" | \"changedAt\": \"2026-01-05T09:20:00Z\" | /changedAt",
                "\"severity\": \"WARNING\", \"value\" | \"value\" | /sources/0/severity",
                "\"detail\": \"High\" | \"colour\": \"red\", \"detail\": \"High\" | /colour",
                "\"detail\": \"High\" | \"closedReason\": \"x\", \"detail\": \"High\" | /closedReason"
            })
    void refusesWhatDoesNotFit(String part, String instead, String pointer) {
        var line = pressure(UUID.randomUUID());
        assertThat(line).contains(part);
        assertThat(send(line.replace(part, instead == null ? "" : instead)))
                .contains("\"outcome\":\"REJECTED\"", "\"pointer\":\"" + pointer + "\"");
    }

    @Test
    void refusesAnotherCoursesSessionAndASecondOpenAlertOfOneKind() {
        assertThat(send(pressure(UUID.randomUUID()).replace(session, ImportedTreatment.infusing())))
                .contains("\"pointer\":\"/sessionId\"");
        assertThat(send(pressure(UUID.randomUUID())
                        .replace(treatment.course(), UUID.randomUUID().toString())))
                .contains("\"pointer\":\"/courseId\"");
        var open = overdue(UUID.randomUUID(), "09:25", "\"status\": \"OPEN\"");
        assertThat(send(open)).contains("CREATED");
        assertThat(send(open.replaceFirst("\"id\": \"[^\"]*\"", "\"id\": \"" + UUID.randomUUID() + "\"")))
                .contains("\"pointer\":\"/dueAt\"");
    }

    private String treatmentScore() {
        return Treatment.create("/v1/courses/" + treatment.course() + "/assessments", """
                {"instrument": "PHQ-9", "takenAt": "2026-01-05T08:00:00Z", "timepoint": "BASELINE", "total": 9}""");
    }

    private String pressure(UUID id) {
        return """
                {"type": "ALERT", "id": "%s", "courseId": "%s", "sessionId": "%s", "raisedAt": "2026-01-05T09:26:00Z",
                 "changedAt": "2026-01-05T09:27:00Z", "kind": "SYSTOLIC_HIGH", "status": "ACKNOWLEDGED", "severity": "CRITICAL",
                 "sources": [{"id": "%4$s", "severity": "WARNING", "value": 192.0}], "sourceId": "%4$s", "value": 192, "limit": 180,
                 "detail": "High", "acknowledgedAt": "2026-01-05T09:27:00Z", "acknowledgedBy": "demo-nurse",
                 "acknowledgement": "Seen to"}""".formatted(id, treatment.course(), session, UUID.randomUUID());
    }

    private String overdue(UUID id, String due, String more) {
        return """
                {"type": "ALERT", "id": "%s", "courseId": "%s", "sessionId": "%3$s", "raisedAt": "2026-01-05T%4$s:30Z",
                 "changedAt": "2026-01-05T%4$s:30Z", "kind": "VITALS_OVERDUE", "severity": "WARNING", "dueAt": "2026-01-05T%4$s:00Z",
                 "sources": [{"id": "%3$s", "severity": "WARNING"}], "sourceId": "%3$s", "detail": "Missed", %5$s}""".formatted(id, treatment.course(), session, due, more);
    }

    private static List<String> statuses(UUID... alerts) {
        return List.of(alerts).stream()
                .map(id -> as(NURSE).get("/v1/alerts/{id}", id).<String>path("status"))
                .toList();
    }

    private static String send(String lines) {
        return Exports.send(token(PRESCRIBER), lines.replace("\n", "").replace("}{", "}\n{"));
    }
}
