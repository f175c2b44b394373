package org.sextant.exchange.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.sextant.Api.with;
import static org.sextant.identity.Role.PRESCRIBER;

import io.quarkus.test.junit.QuarkusTest;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sextant.Clinics;

/** Revisions of protocols as lines: held to the rules of a definition, known again, one after the other. */
@QuarkusTest
class ProtocolLinesTest {

    private static final String LINE = """
            {"type": "PROTOCOL", "code": "house-iv", "revision": 1, "name": "Ours", "drug": "KETAMINE", "route": "IV", \
            "dose": {"mgPerKg": 0.5, "maxMg": 100}, "infusionMinutes": 40, "plannedSessions": 6, "minDaysBetweenSessions": 2}
            """;

    private final String token = Clinics.token(UUID.randomUUID(), PRESCRIBER);

    @Test
    void revisionsComeOneAfterTheOther() {
        var second = LINE.replace("\"revision\": 1", "\"revision\": 2").replace("0.5", "0.75");

        var verdicts = Exports.send(token, LINE + second);

        assertThat(Exports.outcomes(verdicts)).containsExactly("CREATED", "CREATED");
        assertThat(verdicts).contains("\"type\":\"PROTOCOL\"").doesNotContain("\"id\"");
        with(token)
                .get("/v1/protocols/house-iv")
                .then()
                .body("revision", equalTo(2))
                .body("dose.mgPerKg", equalTo(0.75f));
        assertThat(Exports.outcomes(Exports.send(token, second + LINE))).containsOnly("REPLAYED");
        var spelt = LINE.replace("0.5", "0.50").replace("\"maxMg\": 100", "\"maxMg\": 100.0");
        assertThat(Exports.outcomes(Exports.send(token, spelt))).containsExactly("REPLAYED");
    }

    @Test
    void otherRulesUnderTheSameNumberAreRefused() {
        Exports.send(token, LINE);
        with(token).get("/v1/protocols").then().statusCode(200);

        assertThat(Exports.send(token, LINE.replace("0.5", "0.6"))).contains("\"status\":409", "/problems/id-reuse");
        assertThat(Exports.send(token, LINE.replace("house-iv", "iv-ketamine-0.5")))
                .as("A shipped protocol has its first revision")
                .contains("/problems/id-reuse");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"revision\": 1 | \"revision\": 3 | /revision",
                "\"revision\": 1 | \"revision\": 0 | /revision",
                "\"revision\": 1 | \"revision\": true | /revision",
                "\"revision\": 1, | | /revision",
                "\"code\": \"house-iv\", | | /code",
                "house-iv | House | /code",
                "\"plannedSessions\": 6 | \"plannedSessions\": 61 | /plannedSessions",
                "\"mgPerKg\": 0.5 | \"mgPerKg\": 0.5, \"refuseAboveMgPerKg\": 0.4 | /dose/mgPerKg",
                "\"IV\" | \"IM\" | /infusionMinutes",
                "\"drug\": | \"color\": 1, \"drug\": | /color"
            })
    void aDefinitionThatWouldBeRefusedIsRefused(String part, String instead, String pointer) {
        assertThat(Exports.send(token, LINE.replace(part, instead == null ? "" : instead)))
                .contains("\"outcome\":\"REJECTED\"", "\"pointer\":\"" + pointer + "\"");
    }

    @Test
    void aCourseIsPutOnTheRevisionThatCameBeforeIt() {
        var course = """
                {"type": "COURSE", "id": "%s", "patientId": "%s", "mrn": "MRN-1", "family": "Example", "given": "Alex", \
                "birthDate": "1984-05-17", "sex": "FEMALE", "protocol": "house-iv", "protocolRevision": 1, \
                "indicationSystem": "http://hl7.org/fhir/sid/icd-10-cm", "indicationCode": "F33.2", "phase": "INDUCTION", \
                "plannedSessions": 6, "status": "PLANNED"}
                """.formatted(UUID.randomUUID(), UUID.randomUUID());

        assertThat(Exports.outcomes(Exports.send(token, course))).containsExactly("REJECTED");
        assertThat(Exports.outcomes(Exports.send(token, LINE + course))).containsExactly("CREATED", "CREATED");
    }
}
