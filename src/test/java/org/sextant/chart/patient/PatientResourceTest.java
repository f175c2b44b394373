package org.sextant.chart.patient;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.sextant.Api.as;
import static org.sextant.Api.elsewhereAs;
import static org.sextant.Api.isProblem;
import static org.sextant.identity.Role.COORDINATOR;
import static org.sextant.identity.Role.NURSE;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.sextant.ServiceUnderTest;
import org.sextant.Treatment;

@QuarkusTest
@WithTestResource(value = ServiceUnderTest.class, scope = TestResourceScope.GLOBAL)
class PatientResourceTest {

    private static final String MERGE_PATCH = "application/merge-patch+json";

    @Test
    void registersAndReads() {
        var mrn = mrn();
        var registered =
                as(COORDINATOR).body(patient(mrn)).post("/v1/patients").then().statusCode(201);
        String id = registered.extract().path("id");

        registered.header("Location", equalTo("/v1/patients/" + id)).header("ETag", "\"1\"");
        as(NURSE)
                .get("/v1/patients/{id}", id)
                .then()
                .statusCode(200)
                .header("ETag", "\"1\"")
                .body("mrn", equalTo(mrn))
                .body("name.family", equalTo("Example"))
                .body("birthDate", equalTo("1984-05-17"))
                .body("sex", equalTo("FEMALE"))
                .body("version", equalTo(1));
    }

    @Test
    void answersWith304WhileTheVersionIsKnown() {
        var id = Treatment.newPatient();

        as(NURSE)
                .header("If-None-Match", "\"1\"")
                .get("/v1/patients/{id}", id)
                .then()
                .statusCode(304);
        as(NURSE)
                .header("If-None-Match", "W/\"1\"")
                .get("/v1/patients/{id}", id)
                .then()
                .statusCode(304);
        as(NURSE)
                .header("If-None-Match", "\"2\"")
                .get("/v1/patients/{id}", id)
                .then()
                .statusCode(200);
    }

    @Test
    void refusesASecondPatientOfTheSameMrnAndNamesTheFirst() {
        var mrn = mrn();
        String id = as(COORDINATOR)
                .body(patient(mrn))
                .post("/v1/patients")
                .then()
                .extract()
                .path("id");

        isProblem(as(COORDINATOR).body(patient(mrn)).post("/v1/patients").then(), 409, "duplicate-mrn")
                .body("existing", equalTo("/v1/patients/" + id));
        elsewhereAs(COORDINATOR).body(patient(mrn)).post("/v1/patients").then().statusCode(201);
    }

    @Test
    void aPatchToATakenMrnNamesWhoHasIt() {
        var mrn = mrn();
        String id = as(COORDINATOR)
                .body(patient(mrn))
                .post("/v1/patients")
                .then()
                .extract()
                .path("id");

        isProblem(patch(Treatment.newPatient(), "\"1\"", "{\"mrn\": \"%s\"}".formatted(mrn)), 409, "duplicate-mrn")
                .body("existing", equalTo("/v1/patients/" + id));
    }

    @Test
    void findsNamesInEveryCaseOfEveryAlphabet() {
        var mrn = mrn();
        as(COORDINATOR)
                .body(patient(mrn).replace("Example", "Éxämple"))
                .post("/v1/patients")
                .then()
                .statusCode(201);

        search("{\"mrn\": \"%s\", \"family\": \"éXÄMPLE\"}".formatted(mrn)).body("items", hasSize(1));
    }

    @Test
    void createsOncePerId() {
        var id = UUID.randomUUID();
        var body = "{\"id\": \"%s\", ".formatted(id) + patient(mrn()).substring(1);
        as(COORDINATOR).body(body).post("/v1/patients").then().statusCode(201).body("id", equalTo(id.toString()));

        as(COORDINATOR)
                .body(body)
                .post("/v1/patients")
                .then()
                .statusCode(200)
                .header("Idempotent-Replayed", "true")
                .header("ETag", "\"1\"")
                .body("id", equalTo(id.toString()));
        isProblem(
                as(COORDINATOR)
                        .body(body.replace("Alex", "Sam"))
                        .post("/v1/patients")
                        .then(),
                409,
                "id-reuse");
    }

    @Test
    void replaysACreateAlsoAfterTheRecordHasChanged() {
        var body = "{\"id\": \"%s\", ".formatted(UUID.randomUUID())
                + patient(mrn()).substring(1);
        String id =
                as(COORDINATOR).body(body).post("/v1/patients").then().extract().path("id");
        patch(id, "\"1\"", "{\"name\": {\"given\": \"Sam\"}}").statusCode(200);

        as(COORDINATOR)
                .body(body)
                .post("/v1/patients")
                .then()
                .statusCode(200)
                .header("Idempotent-Replayed", "true")
                .header("ETag", "\"2\"")
                .body("name.given", equalTo("Sam"));
    }

    @Test
    void anotherClinicsIdIsNeitherFoundNorInTheWay() {
        var body = "{\"id\": \"%s\", ".formatted(UUID.randomUUID())
                + patient(mrn()).substring(1);
        String id =
                as(COORDINATOR).body(body).post("/v1/patients").then().extract().path("id");

        isProblem(elsewhereAs(NURSE).get("/v1/patients/{id}", id).then(), 404, "not-found");
        elsewhereAs(COORDINATOR).body(body).post("/v1/patients").then().statusCode(201);
        elsewhereAs(COORDINATOR)
                .contentType(MERGE_PATCH)
                .header("If-Match", "\"1\"")
                .body("{\"name\": {\"given\": \"Sam\"}}")
                .patch("/v1/patients/{id}", id)
                .then()
                .statusCode(200);
        as(NURSE).get("/v1/patients/{id}", id).then().header("ETag", "\"1\"").body("name.given", equalTo("Alex"));
    }

    @Test
    void changesWhatThePatchNamesAndKeepsTheRest() {
        var id = Treatment.newPatient();

        patch(id, "\"1\"", "{\"name\": {\"given\": \"Sam\"}, \"sex\": \"UNKNOWN\"}")
                .statusCode(200)
                .header("ETag", "\"2\"")
                .body("name.given", equalTo("Sam"))
                .body("name.family", equalTo("Example"))
                .body("sex", equalTo("UNKNOWN"))
                .body("version", equalTo(2));
    }

    @Test
    void aPatchNeedsTheVersionThatItWasMadeOn() {
        var id = Treatment.newPatient();

        isProblem(
                as(COORDINATOR)
                        .contentType(MERGE_PATCH)
                        .body("{}")
                        .patch("/v1/patients/{id}", id)
                        .then(),
                428,
                "if-match-required");
        isProblem(patch(id, "\"7\"", "{}"), 412, "stale").header("ETag", "\"1\"");
        isProblem(patch(id, "W/\"1\"", "{}"), 412, "stale");
    }

    @Test
    void refusesAPatchThatDoesNotFit() {
        var id = Treatment.newPatient();

        isProblem(patch(id, "\"1\"", "{\"birthDate\": null}"), 422, "invalid")
                .body("errors.pointer", contains("/birthDate"));
        isProblem(patch(id, "\"1\"", "{\"familyName\": \"X\"}"), 422, "invalid")
                .body("errors.pointer", contains("/familyName"));
        isProblem(patch(id, "\"1\"", "[]"), 422, "invalid");
        isProblem(patch(id, "\"1\"", "{\"birthDate\": \"2999-01-01\"}"), 422, "invalid")
                .body("errors.pointer", contains("/birthDate"));
    }

    @Test
    void findsByWhatIdentifiesThem() {
        var mrn = mrn();
        String id = as(COORDINATOR)
                .body(patient(mrn))
                .post("/v1/patients")
                .then()
                .extract()
                .path("id");
        var other = Treatment.newPatient();

        search("{\"mrn\": \"%s\"}".formatted(mrn))
                .body("items.id", contains(id))
                .body("next", equalTo(null));
        search("{\"mrn\": \"%s\", \"family\": \"eXAMPLE\", \"birthDate\": \"1984-05-17\"}".formatted(mrn))
                .body("items.id", contains(id));
        search("{\"mrn\": \"%s\", \"birthDate\": \"1999-05-17\"}".formatted(mrn))
                .body("items", hasSize(0));
        search("{\"mrn\": \"%s\"}".formatted(mrn)).body("items.id", not(hasItem(other)));
        isProblem(as(NURSE).body("{}").post("/v1/patients/search").then(), 422, "invalid");
    }

    @Test
    void namesEachFieldThatDoesNotFitButNotItsValue() {
        isProblem(
                        as(COORDINATOR)
                                .body("{\"mrn\": \"\", \"name\": {\"family\": \"F4711\"}, \"birthDate\": \"4711\"}")
                                .post("/v1/patients")
                                .then(),
                        422,
                        "invalid")
                .body("errors.pointer", contains("/birthDate", "/mrn", "/name/given", "/sex"))
                .body("errors.detail", not(hasItem(containsString("4711"))));
        isProblem(
                        as(COORDINATOR)
                                .body("{\"mrn\": \"\", \"name\": {\"family\": \"F\"}, \"birthDate\": \"1984-05-17\"}")
                                .post("/v1/patients")
                                .then(),
                        422,
                        "invalid")
                .body("errors.pointer", contains("/mrn", "/name/given", "/sex"));
    }

    private static ValidatableResponse patch(String id, String ifMatch, String patch) {
        return as(COORDINATOR)
                .contentType(MERGE_PATCH)
                .header("If-Match", ifMatch)
                .body(patch)
                .patch("/v1/patients/{id}", id)
                .then();
    }

    private static ValidatableResponse search(String known) {
        return as(NURSE).body(known).post("/v1/patients/search").then().statusCode(200);
    }

    private static String mrn() {
        return "M-" + UUID.randomUUID();
    }

    private static String patient(String mrn) {
        return """
                {"mrn": "%s", "name": {"family": "Example", "given": "Alex"}, "birthDate": "1984-05-17", "sex": "FEMALE"}""".formatted(mrn);
    }
}
