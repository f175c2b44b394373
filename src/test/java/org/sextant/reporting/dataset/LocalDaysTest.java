package org.sextant.reporting.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.sextant.Api.isProblem;
import static org.sextant.identity.Role.ANALYST;
import static org.sextant.identity.Role.COORDINATOR;
import static org.sextant.identity.Role.PRESCRIBER;

import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sextant.chart.schedule.LocalClinic;
import org.sextant.exchange.imports.Exports;

/** Days and years of reports begin when they begin in the clinic, and counted days are the same everywhere. */
@QuarkusTest
class LocalDaysTest {

    /** Late on New Year's Eve, which is the new year in UTC; and before and after the clock goes forward. */
    private static final List<String> STARTS =
            List.of("2026-01-01T03:00:00Z", "2026-03-06T14:00:00Z", "2026-03-09T13:00:00Z", "2026-03-10T03:30:00Z");

    private LocalClinic clinic;

    @BeforeEach
    void aClinicIsInNewYork() {
        clinic = LocalClinic.in("America/New_York");
    }

    /** Brings in one course of a patient who was born on 1 January 1986, with a session at each of these starts. */
    private void treated(List<String> starts) {
        var course = UUID.randomUUID();
        var lines = new StringBuilder("""
                {"type": "COURSE", "id": "%1$s", "patientId": "%2$s", "mrn": "%2$s", "family": "Example", "given": "Alex",
                 "birthDate": "1986-01-01", "sex": "FEMALE", "protocol": "iv-ketamine-0.5", "phase": "INDUCTION",
                 "indicationSystem": "http://hl7.org/fhir/sid/icd-10-cm", "indicationCode": "F33.2", "plannedSessions": 6,
                 "status": "ACTIVE", "activatedAt": "2025-12-31T09:00:00Z"}""".formatted(course, UUID.randomUUID()).replace("\n", ""));
        for (var i = 0; i < starts.size(); i++) {
            lines.append('\n').append("""
                    {"type": "SESSION", "id": "%1$s", "courseId": "%2$s", "number": %3$d, "status": "DISCHARGED",
                     "scheduledAt": "%4$s", "checkedInAt": "%4$s", "weightKg": 72, "startedAt": "%4$s", "mgPerKg": 0.5,
                     "plannedDoseMg": 36, "plannedMgPerHour": 54, "endedAt": "%4$s", "administeredMg": 36, "dischargedAt": "%4$s"}""".formatted(UUID.randomUUID(), course, i + 1, starts.get(i))
                    .replace("\n", ""));
        }
        assertThat(Exports.outcomes(Exports.send(clinic.token(PRESCRIBER), lines.toString())))
                .containsOnly("CREATED");
    }

    @Test
    void theYearAndTheAgeAreThoseOfTheClinicsClock() {
        treated(STARTS);
        clinic.as(PRESCRIBER)
                .get("/v1/reports/courses")
                .then()
                .body("items[0].firstInfusionAt", equalTo("2026-01-01T03:00:00Z"))
                .body("items[0].year", equalTo(2025))
                .body("items[0].age", equalTo("39"));
        clinic.moveTo("UTC");
        clinic.as(PRESCRIBER)
                .get("/v1/reports/courses")
                .then()
                .body("items[0].year", equalTo(2026))
                .body("items[0].age", equalTo("40"));
    }

    /** Three days on the wall are 71 hours where the clock goes forward between them. */
    @Test
    void aChangeOfTheClockChangesNoDay() {
        treated(STARTS.subList(1, 4));
        clinic.as(PRESCRIBER)
                .queryParam("limit", 10)
                .get("/v1/reports/sessions")
                .then()
                .body("items.sort{it.number}.dayOfCourse", contains(1, 4, 5));
        clinic.as(PRESCRIBER).get("/v1/reports/courses").then().body("items[0].treatmentDays", equalTo(4));
    }

    @Test
    void aDateIsTheWholeDayInTheClinic() {
        treated(STARTS.subList(0, 1));
        for (var period : List.of("2025-12-31 2025-12-31 1", "2026-01-01 2026-01-01 0", "2025-12-30 2025-12-30 0")) {
            var parts = period.split(" ", -1);
            var found = Integer.parseInt(parts[2]);
            clinic.as(PRESCRIBER)
                    .get("/v1/reports/courses?from={from}&to={to}", parts[0], parts[1])
                    .then()
                    .statusCode(200)
                    .body("items", hasSize(found));
            clinic.as(PRESCRIBER)
                    .get("/v1/reports/safety?from={from}&to={to}", parts[0], parts[1])
                    .then()
                    .statusCode(200)
                    .body("overall.sessions", equalTo(found));
            clinic.as(COORDINATOR)
                    .get("/v1/sessions?from={from}&to={to}", parts[0], parts[1])
                    .then()
                    .statusCode(200)
                    .body("items", hasSize(found));
            clinic.as(PRESCRIBER)
                    .get("/v1/drug-account?from={from}&to={to}", parts[0], parts[1])
                    .then()
                    .statusCode(200);
        }
        isProblem(
                        clinic.as(PRESCRIBER)
                                .get("/v1/reports/courses?from=2025-02-30")
                                .then(),
                        400,
                        "bad-request")
                .body("errors.pointer", contains("from"));
    }

    /** A year of UTC would cut five hours off the clinic's year, which two reports together would show. */
    @Test
    void anAnalystsYearIsTheClinics() {
        treated(STARTS.subList(0, 1));
        for (var bound : List.of("from=2026-01-01T00:00:00Z", "from=2026-01-02", "to=2025-12-30", "to=2026-01-01")) {
            isProblem(clinic.as(ANALYST).get("/v1/reports/safety?" + bound).then(), 400, "bad-request");
        }
        for (var bound : List.of("from=2026-01-01", "from=2026-01-01T05:00:00Z", "to=2025-12-31")) {
            clinic.as(ANALYST).get("/v1/reports/safety?" + bound).then().statusCode(200);
        }
        // Rows without identifiers count the year alone.
        clinic.as(ANALYST)
                .get("/v1/reports/courses?from=2025-06-30&to=2025-06-30")
                .then()
                .body("items.year", contains(2025));
        clinic.as(ANALYST).get("/v1/reports/courses?from=2026-01-01").then().body("items", hasSize(0));
    }
}
