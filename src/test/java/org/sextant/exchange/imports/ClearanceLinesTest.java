package org.sextant.exchange.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.sextant.Api.as;
import static org.sextant.Api.token;
import static org.sextant.identity.Role.NURSE;
import static org.sextant.identity.Role.PRESCRIBER;

import io.quarkus.test.junit.QuarkusTest;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sextant.ImportedTreatment;
import org.sextant.Treatment;

/** Clearances of the past come in as lines. */
@QuarkusTest
class ClearanceLinesTest {

    private String patient;

    @BeforeEach
    void register() {
        patient = Treatment.newPatient();
    }

    @Test
    void aLineIsAClearanceOfThePatient() {
        var course = Treatment.plannedCourse(patient, "iv-ketamine-0.5");
        var line = line(patient, "\"outcome\": \"NOT_CLEARED\", \"courseId\": \"%s\"".formatted(course));

        assertThat(send(line)).contains("\"outcome\":\"CREATED\"");
        assertThat(send(line)).contains("\"outcome\":\"REPLAYED\"");
        assertThat(send(line.replace("NOT_CLEARED", "CLEARED"))).contains("/problems/id-reuse");
        as(NURSE)
                .get("/v1/courses/{id}/clearances", course)
                .then()
                .body("items.outcome", contains("NOT_CLEARED"))
                .body("items.patientId", contains(patient));
    }

    @Test
    void refusesWhatDoesNotFit() {
        assertThat(send(line(patient, "\"note\": \"x\""))).contains("\"outcome\":\"REJECTED\"", "/outcome");
        assertThat(send(line(UUID.randomUUID().toString(), "\"outcome\": \"CLEARED\"")))
                .contains("\"outcome\":\"REJECTED\"", "/patientId");
        assertThat(send(line(
                        patient,
                        "\"outcome\": \"CLEARED\", \"courseId\": \"%s\"".formatted(ImportedTreatment.activeCourse()))))
                .contains("\"outcome\":\"REJECTED\"", "/courseId");
        assertThat(send(line(patient, "\"outcome\": \"CLEARED\", \"condition\": \"x\"")))
                .contains("\"outcome\":\"REJECTED\"", "/condition");
    }

    private static String line(String patient, String more) {
        return """
                {"type": "CLEARANCE", "id": "%s", "patientId": "%s", "kind": "ECG", "clearedOn": "2019-01-02", "clearedBy": "Dr. E", %s}""".formatted(UUID.randomUUID(), patient, more);
    }

    private static String send(String line) {
        return Exports.send(token(PRESCRIBER), line);
    }
}
