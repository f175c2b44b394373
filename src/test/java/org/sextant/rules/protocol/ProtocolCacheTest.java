package org.sextant.rules.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sextant.Api.as;
import static org.sextant.Api.elsewhereAs;
import static org.sextant.Api.isProblem;
import static org.sextant.identity.Role.PRESCRIBER;

import io.quarkus.hibernate.orm.PersistenceUnitExtension;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.sextant.Treatment;
import org.sextant.platform.StatementCounter;

/** Revisions are kept in memory, each for its clinic. */
@QuarkusTest
class ProtocolCacheTest {

    private static final String ORAL = """
            {"name": "N", "drug": "KETAMINE", "route": "ORAL", "dose": {"mg": 50}, "plannedSessions": 6,
             "minDaysBetweenSessions": 2, "clearances": [%s]}""";

    @Inject
    @PersistenceUnitExtension
    StatementCounter statements;

    @Test
    void aRevisionIsReadOnce() {
        var code = "zz-" + UUID.randomUUID();
        define(as(PRESCRIBER), code, "");
        var courses = Stream.generate(() -> Treatment.clearedCourse(Treatment.newPatient(), code))
                .limit(3)
                .toList();

        assertThat(courses)
                .extracting(course -> looksAtProtocols("/v1/courses/" + course + "/activate", "{}"))
                .containsExactly(1L, 0L, 0L);
        assertThat(looksAtProtocols(
                        "/v1/sessions/" + Treatment.checkedIn(courses.get(0)) + "/infusion/start",
                        "{\"at\": \"2026-01-05T09:15:00Z\"}"))
                .isZero();
    }

    @Test
    void theSameRevisionOfAnotherClinicIsAnother() {
        var code = "zz-" + UUID.randomUUID();
        define(as(PRESCRIBER), code, "\"CONSENT\"");
        define(elsewhereAs(PRESCRIBER), code, "");

        for (var round = 0; round < 2; round++) {
            isProblem(activate(() -> as(PRESCRIBER), code), 409, "clearance-missing");
            activate(() -> elsewhereAs(PRESCRIBER), code).statusCode(200);
        }
    }

    private long looksAtProtocols(String path, String body) {
        return statements.of(() -> as(PRESCRIBER).body(body).post(path).then().statusCode(200)).stream()
                .filter(sql -> sql.contains("from protocol "))
                .count();
    }

    private static void define(RequestSpecification caller, String code, String clearances) {
        caller.body(ORAL.formatted(clearances))
                .put("/v1/protocols/{code}", code)
                .then()
                .statusCode(201);
    }

    private static ValidatableResponse activate(Supplier<RequestSpecification> caller, String code) {
        String patient = caller.get()
                .body("""
                        {"mrn": "%s", "name": {"family": "E", "given": "A"}, "birthDate": "1984-05-17", "sex": "MALE"}""".formatted(UUID.randomUUID()))
                .post("/v1/patients")
                .path("id");
        String course = caller.get()
                .body("""
                        {"patientId": "%s", "protocol": "%s",
                         "indication": {"system": "http://hl7.org/fhir/sid/icd-10-cm", "code": "F33.2"}}""".formatted(patient, code))
                .post("/v1/courses")
                .path("id");
        return caller.get().post("/v1/courses/{id}/activate", course).then();
    }
}
