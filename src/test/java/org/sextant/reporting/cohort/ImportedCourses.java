package org.sextant.reporting.cohort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sextant.Api.with;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Many invented courses at once, as lines of an import. */
final class ImportedCourses {

    private static final String F33 =
            "\"indicationSystem\": \"http://hl7.org/fhir/sid/icd-10-cm\", \"indicationCode\": \"F33.2\"";

    private final StringBuilder lines = new StringBuilder();

    /** So many courses with one session each, that went from one PHQ-9 to the other. */
    ImportedCourses labelled(String label, int courses, int before, int after) {
        for (var i = 0; i < courses; i++) {
            var course = course(label, F33);
            session(course);
            score(course, "2024-03-02T08:50:00Z", "BASELINE", before);
            score(course, "2024-03-09T08:50:00Z", "FOLLOW_UP", after);
        }
        return this;
    }

    /** One course with one session and two scores, treated for whatever staff wrote. */
    ImportedCourses indicated(String system, String code) {
        var course = course("", "\"indicationSystem\": \"%s\", \"indicationCode\": \"%s\"".formatted(system, code));
        session(course);
        score(course, "2024-03-02T08:50:00Z", "BASELINE", 20);
        score(course, "2024-03-09T08:50:00Z", "FOLLOW_UP", 8);
        return this;
    }

    private String course(String label, String indication) {
        var course = UUID.randomUUID().toString();
        line("""
                {"type": "COURSE", "id": "%1$s", "patientId": "%2$s", "mrn": "%2$s", "family": "Example", "given": "Alex",
                 "birthDate": "1964-05-17", "sex": "FEMALE", "protocol": "iv-ketamine-0.5", %3$s, "phase": "INDUCTION",
                 "plannedSessions": 6, "labels": [%4$s], "status": "COMPLETED", "activatedAt": "2024-03-01T08:00:00Z",
                 "endedAt": "2024-04-01T08:00:00Z"}""".formatted(course, UUID.randomUUID(), indication, label.isEmpty() ? "" : '"' + label + '"'));
        return course;
    }

    private void session(String course) {
        line("""
                {"type": "SESSION", "id": "%s", "courseId": "%s", "number": 1, "status": "DISCHARGED",
                 "scheduledAt": "2024-03-02T09:00:00Z", "checkedInAt": "2024-03-02T09:00:00Z", "weightKg": 73,
                 "startedAt": "2024-03-02T09:15:00Z", "plannedDoseMg": 36.5, "endedAt": "2024-03-02T09:55:00Z",
                 "administeredMg": 36.5, "dischargedAt": "2024-03-02T11:00:00Z", "criteria": {"ORIENTED": true}}""".formatted(UUID.randomUUID(), course));
    }

    private void score(String course, String takenAt, String timepoint, int total) {
        line("""
                {"type": "ASSESSMENT", "id": "%s", "courseId": "%s", "instrument": "PHQ-9", "takenAt": "%s",
                 "timepoint": "%s", "total": %d}""".formatted(UUID.randomUUID(), course, takenAt, timepoint, total));
    }

    private void line(String json) {
        lines.append(json.replace("\n", "")).append('\n');
    }

    /** Stores them in the clinic of the token. */
    void send(String token) {
        var verdicts = with(token)
                .contentType("application/x-ndjson")
                .body(lines.toString().getBytes(StandardCharsets.UTF_8))
                .post("/v1/imports")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertThat(verdicts.lines()).allMatch(verdict -> verdict.contains("\"CREATED\""));
    }
}
