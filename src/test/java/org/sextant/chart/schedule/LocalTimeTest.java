package org.sextant.chart.schedule;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.sextant.Api.isProblem;
import static org.sextant.identity.Role.COORDINATOR;
import static org.sextant.identity.Role.NURSE;
import static org.sextant.identity.Role.PRESCRIBER;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Appointments follow the clock on the clinic's wall, across the changes of the clock. */
@QuarkusTest
class LocalTimeTest {

    private static final String NEW_YORK = "America/New_York";

    private static final String PHASED = """
            {"name": "Phased", "drug": "ESKETAMINE", "route": "INTRANASAL", "dose": {"mg": 56}, "plannedSessions": 10,
             "minDaysBetweenSessions": 1, "schedule": {"phases": [{"weeks": [1, 4], "perWeek": 2},
             {"weeks": [5, 8], "perWeek": 1}, {"weeks": [9], "everyDays": 14}]}}""";

    private LocalClinic clinic;

    @BeforeEach
    void aClinicIsInNewYork() {
        clinic = LocalClinic.in(NEW_YORK);
    }

    /** The clock goes forward on 2027-03-14 at 02:00. */
    @Test
    void everyAppointmentIsAtNineAcrossTheSpring() {
        schedule(clinic.course(6), "{\"firstLocal\": \"2027-03-10T09:00\", \"everyDays\": 3}")
                .statusCode(201)
                .body("items.scheduledLocal", contains(ofMarch("10", "13", "16", "19", "22", "25")))
                .body("items.timeZone", everyItem(equalTo(NEW_YORK)))
                .body(
                        "items.scheduledAt",
                        contains(
                                "2027-03-10T14:00:00Z",
                                "2027-03-13T14:00:00Z",
                                "2027-03-16T13:00:00Z",
                                "2027-03-19T13:00:00Z",
                                "2027-03-22T13:00:00Z",
                                "2027-03-25T13:00:00Z"));
    }

    @Test
    void aTimeThatDoesNotExistMovesForwardAndOnlyThatOne() {
        schedule(clinic.course(3), "{\"firstLocal\": \"2027-03-13T02:30\", \"everyDays\": 1}")
                .statusCode(201)
                .body("items.scheduledLocal", contains("2027-03-13T02:30", "2027-03-14T03:30", "2027-03-15T02:30"))
                .body(
                        "items.scheduledAt",
                        contains("2027-03-13T07:30:00Z", "2027-03-14T07:30:00Z", "2027-03-15T06:30:00Z"));
    }

    @Test
    void ofATimeThatIsThereTwiceTheFirstCounts() {
        schedule(clinic.course(2), "{\"firstLocal\": \"2027-11-07T01:30\", \"everyDays\": 1}")
                .statusCode(201)
                .body("items.scheduledLocal", contains("2027-11-07T01:30", "2027-11-08T01:30"))
                .body("items.scheduledAt", contains("2027-11-07T05:30:00Z", "2027-11-08T06:30:00Z"));
        // The second one can be named by the moment.
        schedule(clinic.course(2), "{\"firstAt\": \"2027-11-07T06:30:00Z\", \"everyDays\": 1}")
                .body("items.scheduledLocal", contains("2027-11-07T01:30", "2027-11-08T01:30"))
                .body("items.scheduledAt", contains("2027-11-07T06:30:00Z", "2027-11-08T06:30:00Z"));
    }

    @Test
    void daysOfTheWeekGoOnOverTheEndOfTheYear() {
        schedule(clinic.course(6), "{\"firstLocal\": \"2026-12-24T09:00\", \"weekdays\": [\"MON\", \"THU\"]}")
                .statusCode(201)
                .body(
                        "items.scheduledLocal",
                        contains(
                                "2026-12-24T09:00",
                                "2026-12-28T09:00",
                                "2026-12-31T09:00",
                                "2027-01-04T09:00",
                                "2027-01-07T09:00",
                                "2027-01-11T09:00"));
        schedule(clinic.course(1), "{\"firstLocal\": \"2026-12-25T09:00\", \"weekdays\": [\"MON\"]}")
                .body("items.scheduledLocal", contains("2026-12-28T09:00"));
    }

    /** The old form has a moment, and its local time stays. */
    @Test
    void theMomentOfTheFirstAppointmentIsALocalTimeToo() {
        schedule(clinic.course(2), "{\"firstAt\": \"2027-03-13T14:00:00Z\", \"everyDays\": 2}")
                .statusCode(201)
                .body("items.scheduledLocal", contains("2027-03-13T09:00", "2027-03-15T09:00"))
                .body("items.scheduledAt", contains("2027-03-13T14:00:00Z", "2027-03-15T13:00:00Z"));
    }

    @Test
    void aClinicWithoutATimeZoneHasDaysOf24Hours() {
        var utc = LocalClinic.withoutZone();
        utc.as(COORDINATOR)
                .body("{\"firstAt\": \"2027-03-13T14:00:00Z\", \"everyDays\": 2}")
                .post("/v1/courses/{id}/schedule", utc.course(2))
                .then()
                .statusCode(201)
                .body("items.scheduledAt", contains("2027-03-13T14:00:00Z", "2027-03-15T14:00:00Z"))
                .body("items.scheduledLocal", contains("2027-03-13T14:00", "2027-03-15T14:00"))
                .body("items.timeZone", contains("UTC", "UTC"));
    }

    @Test
    void anAppointmentCanBeInAnotherTimeZoneThanTheClinic() {
        var course = clinic.course(1);
        schedule(course, """
                {"firstLocal": "2027-03-10T09:00", "timeZone": "America/Denver", "everyDays": 3}""")
                .statusCode(201)
                .body("items.scheduledAt", contains("2027-03-10T16:00:00Z"))
                .body("items.scheduledLocal", contains("2027-03-10T09:00"))
                .body("items.timeZone", contains("America/Denver"));
        clinic.as(NURSE)
                .get("/v1/courses/{id}/sessions", course)
                .then()
                .body("items[0].scheduledLocal", equalTo("2027-03-10T09:00"))
                .body("items[0].timeZone", equalTo("America/Denver"));
    }

    @Test
    void aClinicThatMovesSeesItsAppointmentsInItsNewZone() {
        var course = clinic.course(1);
        var session = clinic.session(course, "2027-03-10T14:00:00Z");
        clinic.as(NURSE).get("/v1/sessions/{id}", session).then().body("scheduledLocal", equalTo("2027-03-10T09:00"));

        clinic.moveTo("Europe/Zurich");

        clinic.as(COORDINATOR)
                .get("/v1/sessions/{id}", session)
                .then()
                .body("scheduledLocal", equalTo("2027-03-10T15:00"))
                .body("timeZone", equalTo("Europe/Zurich"))
                .body("scheduledAt", equalTo("2027-03-10T14:00:00Z"));
    }

    @Test
    void phasesOfTheProtocolSayWhen() {
        clinic.as(PRESCRIBER).body(PHASED).put("/v1/protocols/phased").then().statusCode(201);
        for (var how : List.of(", \"phases\": true", "")) {
            schedule(clinic.course("phased", 10), "{\"firstLocal\": \"2027-03-01T09:00\"%s}".formatted(how))
                    .statusCode(201)
                    .body(
                            "items.scheduledLocal",
                            contains(
                                    "2027-03-01T09:00",
                                    "2027-03-04T09:00",
                                    "2027-03-08T09:00",
                                    "2027-03-11T09:00",
                                    "2027-03-15T09:00",
                                    "2027-03-18T09:00",
                                    "2027-03-22T09:00",
                                    "2027-03-25T09:00",
                                    "2027-03-29T09:00",
                                    "2027-04-05T09:00"));
        }
        schedule(clinic.course("phased", 2), "{\"firstLocal\": \"2027-03-01T09:00\", \"everyDays\": 5}")
                .body("items.scheduledLocal", contains("2027-03-01T09:00", "2027-03-06T09:00"));
    }

    @Test
    void refusesWhatIsNoOneSeriesAndTellsWhere() {
        var course = clinic.course(6);
        invalid(course, "{\"everyDays\": 3}", "/firstAt");
        invalid(course, """
                {"firstAt": "2027-03-10T14:00:00Z", "firstLocal": "2027-03-10T09:00", "everyDays": 3}""", "/firstLocal");
        invalid(course, "{\"firstLocal\": \"2027-03-10T09:00\"}", "/everyDays");
        invalid(course, first("\"everyDays\": 3, \"weekdays\": [\"MON\"]"), "/weekdays");
        invalid(course, first("\"everyDays\": 3, \"weekdays\": [\"MON\"], \"phases\": true"), "/weekdays", "/phases");
        invalid(course, first("\"phases\": true"), "/phases");
        invalid(course, first("\"phases\": false"), "/phases");
        invalid(course, first("\"weekdays\": []"), "/weekdays");
        invalid(course, first("\"weekdays\": [\"MON\", \"MON\"]"), "/weekdays");
        invalid(course, first("\"weekdays\": [\"MONDAY\"]"), "/weekdays/0");
        invalid(course, first("\"everyDays\": 0"), "/everyDays");
        invalid(course, first("\"everyDays\": 3, \"timeZone\": \"Mars/Olympus\""), "/timeZone");
        for (var time : List.of("2027-03-10", "2027-03-10T09:00Z", "2027-02-30T09:00", "2027-03-10T24:00", "09:00")) {
            invalid(course, "{\"firstLocal\": \"%s\", \"everyDays\": 3}".formatted(time), "/firstLocal");
        }
    }

    private static String first(String more) {
        return "{\"firstLocal\": \"2027-03-10T09:00\", %s}".formatted(more);
    }

    private static String[] ofMarch(String... days) {
        return List.of(days).stream()
                .map(day -> "2027-03-%sT09:00".formatted(day))
                .toArray(String[]::new);
    }

    private ValidatableResponse schedule(String course, String body) {
        return clinic.as(COORDINATOR)
                .body(body)
                .post("/v1/courses/{id}/schedule", course)
                .then();
    }

    private void invalid(String course, String body, String... pointers) {
        isProblem(schedule(course, body), 422, "invalid").body("errors.pointer", containsInAnyOrder(pointers));
    }
}
