package org.sextant.exchange.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sextant.exchange.fhir.Fhir.isOutcome;
import static org.sextant.identity.Role.ANALYST;
import static org.sextant.identity.Role.NURSE;

import io.quarkus.test.junit.QuarkusTest;
import java.util.Collections;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sextant.LightClient;

/** Every failure under /fhir is an OperationOutcome, wherever in the pipeline it happens. */
@QuarkusTest
class FhirOutcomeTest {

    @ParameterizedTest
    @ValueSource(strings = {"/fhir", "/fhir/Patient", "/fhir/Patient/1", "/fhir/Nothing", "/fhir/Patient/1/x/y"})
    void withoutATokenNobodyIsToldWhatThereIs(String path) {
        var answer = LightClient.anybody().get(path);

        isOutcome(answer, 401, "login", "unauthenticated");
        assertThat(answer.headers().firstValue("WWW-Authenticate").orElseThrow())
                .startsWith("Bearer");
        isOutcome(LightClient.with("not.a.token").get(path), 401, "login", "unauthenticated");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /fhir, 404, not-found, not-found",
        "GET, /fhir/Medication, 404, not-found, not-found",
        "GET, /fhir/patient, 404, not-found, not-found",
        "GET, /fhir/Patient/x, 404, not-found, not-found",
        "GET, /fhir/Patient/x/y/z, 404, not-found, not-found",
        "POST, /fhir, 404, not-found, not-found",
        "POST, /fhir/Patient, 405, not-supported, method-not-allowed",
        "PUT, /fhir/Patient/x, 405, not-supported, method-not-allowed",
        "DELETE, /fhir/Patient/x, 405, not-supported, method-not-allowed",
        "POST, /fhir/metadata, 405, not-supported, method-not-allowed",
        "POST, /fhir/Patient/_search, 415, not-supported, unsupported-media-type",
        "GET, /fhir//Patient, 400, invalid, bad-request",
        "GET, /fhir/Pat%00ient, 400, invalid, bad-request",
        "GET, /fhir/Patient/, 400, invalid, bad-request",
        "GET, /fhir/Patient/x?fields=a, 400, invalid, bad-request"
    })
    void aCallThatIsNotOfferedIsRefused(String method, String path, int status, String code, String slug) {
        isOutcome(
                LightClient.as(NURSE).body(method.equals("GET") ? null : "{}").send(method, path), status, code, slug);
    }

    @ParameterizedTest
    @CsvSource({
        "application/fhir+xml, 406",
        "text/html, 406",
        "application/fhir+json; fhirVersion=5.0, 406",
        "application/fhir+json; q=0, 406",
        "application/fhir+json, 200",
        "application/fhir+json; fhirVersion=4.0, 200",
        "application/json, 200",
        "application/json+fhir, 200",
        "*/*, 200",
        "'application/fhir+xml;q=1.0, application/fhir+json;q=1.0, application/xml+fhir', 200"
    })
    void onlyJsonIsSpoken(String accept, int status) {
        var answer = LightClient.as(NURSE).header("Accept", accept).get("/fhir/Patient?_count=1");

        if (status == 200) {
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type")).contains(Fhir.JSON);
        } else {
            isOutcome(answer, 406, "not-supported", "not-acceptable");
        }
    }

    @Test
    void theParameterWinsOverTheHeader() {
        var xml = LightClient.as(NURSE).header("Accept", "application/fhir+xml");

        assertThat(xml.get("/fhir/Patient?_format=json&_pretty=true").status()).isEqualTo(200);
        isOutcome(LightClient.as(NURSE).get("/fhir/Patient?_format=xml"), 406, "not-supported", "not-acceptable");
    }

    @Test
    void aRoleThatMayNotIsToldWhichMay() {
        var issue = isOutcome(
                LightClient.as(ANALYST).get("/fhir/Patient/" + UUID.randomUUID()), 403, "forbidden", "forbidden");

        assertThat(issue.path("diagnostics").asText()).contains("NURSE").contains("the token has ANALYST");
    }

    /** What a patient or a session does not have, nearly all of the clinic have. */
    @Test
    void aSearchForAllOthersNeedsAPatientToo() {
        isOutcome(LightClient.as(NURSE).get("/fhir/Observation?identifier:not=x"), 400, "invalid", "bad-request");
    }

    @Test
    void aSearchHasTwoHundredValuesAtMost() {
        var hundred = "&family=" + String.join(",", Collections.nCopies(100, "a"));

        assertThat(LightClient.as(NURSE)
                        .get("/fhir/Patient?_count=1" + hundred + hundred)
                        .status())
                .isEqualTo(200);
        isOutcome(
                LightClient.as(NURSE).get("/fhir/Patient?_count=1" + hundred + hundred + "&given=a"),
                400,
                "invalid",
                "bad-request");
    }

    @Test
    void aBodyThatIsTooLargeIsRefused() {
        var answer = LightClient.as(NURSE)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .body("name=" + "x".repeat(1100 * 1024))
                .post("/fhir/Patient/_search");

        isOutcome(answer, 413, "too-long", "too-large");
    }
}
