package org.sextant.record.clinic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.sextant.Api.isProblem;
import static org.sextant.Api.with;
import static org.sextant.identity.Role.ADMIN;
import static org.sextant.identity.Role.ANALYST;
import static org.sextant.identity.Role.COORDINATOR;
import static org.sextant.identity.Role.NURSE;
import static org.sextant.identity.Role.PRESCRIBER;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.sextant.Clinics;
import org.sextant.Database;
import org.sextant.LightClient;

@QuarkusTest
class ClinicResourceTest {

    private static final String PROFILE = """
            {"name": "Example Clinic", "address": "12 Example Street\\nSpringfield", "phone": "+1 555 0100",
             "timeZone": "America/New_York", "remsNumber": "R-1", "deaNumber": "AB1234563",
             "providersInCharge": ["Dr. One", "Dr. Two"]}""";

    private final UUID clinic = UUID.randomUUID();

    private RequestSpecification as(String role) {
        return with(Clinics.token(clinic, role));
    }

    private RequestSpecification changing(int version) {
        return as(ADMIN).header("If-Match", "\"%d\"".formatted(version));
    }

    @Test
    void aClinicThatNeverSaidSoWorksInUtc() {
        as(ANALYST)
                .get("/v1/clinic")
                .then()
                .statusCode(200)
                .header("ETag", "\"0\"")
                .body("version", equalTo(0))
                .body("timeZone", equalTo("UTC"))
                .body("name", nullValue())
                .body("recordedAt", nullValue())
                .body("providersInCharge", empty());
        isProblem(as(NURSE).get("/v1/clinic/revisions/0").then(), 404, "not-found");
    }

    @Test
    void keepsEachRevisionOfTheProfile() throws Exception {
        as(ADMIN)
                .body(PROFILE)
                .put("/v1/clinic")
                .then()
                .statusCode(200)
                .header("ETag", "\"1\"")
                .body("version", equalTo(1))
                .body("name", equalTo("Example Clinic"))
                .body("address", equalTo("12 Example Street\nSpringfield"))
                .body("timeZone", equalTo("America/New_York"))
                .body("remsNumber", equalTo("R-1"))
                .body("deaNumber", equalTo("AB1234563"))
                .body("providersInCharge", contains("Dr. One", "Dr. Two"))
                .body("recordedBy", equalTo("own-ADMIN"))
                .body("recordedAt", not(nullValue()));
        changing(1)
                .body("{\"timeZone\": \"Europe/Zurich\"}")
                .put("/v1/clinic")
                .then()
                .statusCode(200);

        as(COORDINATOR)
                .get("/v1/clinic")
                .then()
                .body("version", equalTo(2))
                .body("timeZone", equalTo("Europe/Zurich"))
                .body("name", nullValue());
        as(NURSE).header("If-None-Match", "\"2\"").get("/v1/clinic").then().statusCode(304);
        as(NURSE).get("/v1/clinic/revisions/1").then().statusCode(200).body("timeZone", equalTo("America/New_York"));
        assertThat(Database.number(
                        "SELECT count(*) FROM audit_log WHERE clinic_id = ? AND action = 'clinic_profile.created'",
                        clinic))
                .isEqualTo(2);
    }

    @Test
    void aChangeNamesTheProfileThatItChanges() {
        isProblem(changing(1).body(PROFILE).put("/v1/clinic").then(), 412, "stale")
                .header("ETag", "\"0\"");
        changing(0).body(PROFILE).put("/v1/clinic").then().statusCode(200);
        isProblem(as(ADMIN).body(PROFILE).put("/v1/clinic").then(), 428, "if-match-required");
        isProblem(changing(0).body(PROFILE).put("/v1/clinic").then(), 412, "stale")
                .header("ETag", "\"1\"");
    }

    @Test
    void oneOfTwoChangesAtOnceWins() {
        changing(0).body(PROFILE).put("/v1/clinic").then().statusCode(200);
        var caller = LightClient.with(Clinics.token(clinic, ADMIN)).header("If-Match", "\"1\"");
        var running = Stream.of("Europe/Zurich", "Asia/Tokyo")
                .map(zone -> CompletableFuture.supplyAsync(() ->
                        caller.body("{\"timeZone\": \"%s\"}".formatted(zone)).send("PUT", "/v1/clinic")))
                .toList();

        assertThat(running.stream().map(call -> call.join().status())).containsExactlyInAnyOrder(200, 412);
        as(NURSE).get("/v1/clinic").then().body("version", equalTo(2));
    }

    @Test
    void refusesWhatIsNoTimeZoneAndTellsWhere() {
        for (var zone : List.of("New York", "america/new_york", "+02:00", "SystemV/EST5", "Mars/Olympus", "")) {
            isProblem(
                            as(ADMIN)
                                    .body("{\"timeZone\": \"%s\"}".formatted(zone))
                                    .put("/v1/clinic")
                                    .then(),
                            422,
                            "invalid")
                    .body("errors.pointer", contains("/timeZone"));
        }
        isProblem(
                as(ADMIN).body("""
                        {"name": " ", "deaNumber": "%s", "providersInCharge": ["Dr. One", " "], "phone": 5}""".formatted("x".repeat(51))).put("/v1/clinic").then(), 422, "invalid");
        isProblem(
                        as(ADMIN)
                                .body("""
                        {"name": " ", "deaNumber": "%s", "providersInCharge": ["Dr. One", " "]}""".formatted("x".repeat(51)))
                                .put("/v1/clinic")
                                .then(),
                        422,
                        "invalid")
                .body("errors.pointer", containsInAnyOrder("/timeZone", "/name", "/deaNumber", "/providersInCharge/1"));
        isProblem(
                as(ADMIN)
                        .body("{\"timeZone\": \"UTC\", \"version\": 3}")
                        .put("/v1/clinic")
                        .then(),
                422,
                "invalid");
    }

    @Test
    void onlyAnAdministratorChangesIt() {
        for (var role : List.of(NURSE, PRESCRIBER, COORDINATOR)) {
            isProblem(as(role).body(PROFILE).put("/v1/clinic").then(), 403, "forbidden");
        }
    }

    @Test
    void everyNameOfTheDatabaseIsATimeZoneOfThisService() {
        for (var zone : List.of("UTC", "Etc/UTC", "Europe/Zurich", "America/Argentina/Buenos_Aires", "Asia/Kolkata")) {
            assertThat(ClinicProfile.isTimeZone(zone)).as(zone).isTrue();
            assertThat(ZoneId.of(zone).getId()).isEqualTo(zone);
        }
    }
}
