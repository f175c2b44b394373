package org.sextant.exchange.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.sextant.identity.Role.INTEGRATION;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.parser.StrictErrorHandler;
import ca.uhn.fhir.rest.api.SearchStyleEnum;
import ca.uhn.fhir.rest.client.api.IGenericClient;
import ca.uhn.fhir.rest.client.api.ServerValidationModeEnum;
import ca.uhn.fhir.rest.client.interceptor.BearerTokenAuthInterceptor;
import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sextant.Clinics;
import org.sextant.LightClient;
import org.sextant.exchange.fhir.type.FhirTypes;

/** What others say of the FHIR API: HAPI's validator, and HAPI's client with its strictest parser. */
@QuarkusTest
class FhirJudgeTest {

    private static final UUID CLINIC = UUID.randomUUID();
    private static final FhirContext R4 = FhirContext.forR4Cached();

    /** Of each type, what the clinic has; made once. */
    private static final Map<String, List<JsonNode>> CLINICS = new LinkedHashMap<>();

    private static FhirClinic clinic;

    private static synchronized Map<String, List<JsonNode>> resources() {
        if (CLINICS.isEmpty()) {
            clinic = new FhirClinic(CLINIC);
            FhirTypes.ALL.forEach(type -> CLINICS.put(type.name(), clinic.all(type)));
        }
        return CLINICS;
    }

    @Test
    void everyResourceOfAClinicIsValid() {
        resources().forEach((type, all) -> {
            assertThat(all).as(type).isNotEmpty();
            all.forEach(resource -> strictly().parseResource(resource.toString()));
            oneOfEachShape(all)
                    .forEach(resource -> assertThat(FhirJudge.errors(resource.toString()))
                            .as(resource.toPrettyString())
                            .isEmpty());
        });
        assertThat(FhirJudge.errors(Fhir.get(LightClient.anybody(), "metadata").toString()))
                .isEmpty();
        assertThat(FhirJudge.errors(
                        LightClient.as(INTEGRATION).get("/fhir/Nothing").body()))
                .isEmpty();
    }

    private static IParser strictly() {
        return R4.newJsonParser().setParserErrorHandler(new StrictErrorHandler());
    }

    /** Resources of one shape differ in nothing that the validator looks at, and each costs it a tenth of a second. */
    private static Collection<JsonNode> oneOfEachShape(List<JsonNode> all) {
        var shapes = new LinkedHashMap<String, JsonNode>();
        all.forEach(resource -> {
            var names = new ArrayList<String>();
            resource.fieldNames().forEachRemaining(names::add);
            shapes.put(
                    resource.path("meta").path("profile")
                            + resource.path("status").asText()
                            + names,
                    resource);
        });
        return shapes.values();
    }

    @ParameterizedTest
    @CsvSource({
        "\"female\", \"woman\"",
        "\"birthDate\":\"1984-05-17\", \"birthDate\":\"17.5.1984\"",
        "\"active\":true, \"active\":\"yes\"",
        "\"active\":true, \"unknown\":true"
    })
    void aPlantedFaultIsFound(String right, String wrong) {
        var good = resources().get("Patient").stream()
                .map(JsonNode::toString)
                .filter(patient -> patient.contains(right))
                .findFirst()
                .orElseThrow();

        assertThat(FhirJudge.errors(good.replace(right, wrong))).isNotEmpty();
    }

    @Test
    void aPlantedFaultAgainstUsCoreIsFound() {
        assumeTrue(FhirJudge.knowsUsCore(), "US Core is not in ../shared/data: judged by FHIR R4 alone");
        var good = resources().get("Patient").get(0).toString();

        assertThat(FhirJudge.errors(good.replaceFirst("\"identifier\":\\[.*?}],\"active\"", "\"active\"")))
                .anyMatch(error -> error.contains("Patient.identifier"));
    }

    @ParameterizedTest
    @CsvSource({
        "'\"system\":\"http://unitsofmeasure.org\",\"code\":\"mm[Hg]\"', '\"system\":\"http://unitsofmeasure.org\",\"code\":\"mmHg\"'",
        "'\"status\":\"final\"', '\"status\":\"done\"'",
        "'\"code\":\"vital-signs\"', '\"code\":\"survey\"'"
    })
    void aPlantedFaultOfABloodPressureIsFound(String right, String wrong) {
        assumeTrue(FhirJudge.knowsUsCore(), "US Core is not in ../shared/data: judged by FHIR R4 alone");
        var good = resources().get("Observation").stream()
                .map(JsonNode::toString)
                .filter(one -> one.contains("85354-9") && one.contains(right) && one.contains("valueQuantity"))
                .findFirst()
                .orElseThrow();

        assertThat(FhirJudge.errors(good.replace(right, wrong))).isNotEmpty();
    }

    /** HAPI's client reads the statement first, asks for XML first, and takes nothing that its parser does not know. */
    @Test
    void anotherClientReadsAndSearches() {
        resources();
        var client = client();
        var statement = client.capabilities().ofType(CapabilityStatement.class).execute();
        assertThat(statement.getRestFirstRep().getResource()).hasSameSizeAs(FhirTypes.ALL);

        var page = client.search()
                .forResource(Patient.class)
                .where(Patient.FAMILY.matches().value("Example"))
                .count(1)
                .returnBundle(Bundle.class)
                .execute();
        var patient = (Patient) page.getEntryFirstRep().getResource();
        var read = client.read()
                .resource(Patient.class)
                .withId(patient.getIdElement().getIdPart())
                .execute();
        assertThat(read.getNameFirstRep().getFamily()).isEqualTo("Example");
        assertThat(read.getMeta().getVersionId()).isEqualTo("1");
        assertThat(page.getLink(Bundle.LINK_NEXT)).isNotNull();
        assertThat(client.loadPage().next(page).execute().getEntry()).hasSize(1);
        assertThat(client.search()
                        .forResource(Patient.class)
                        .where(Patient.IDENTIFIER
                                .exactly()
                                .code(patient.getIdentifierFirstRep().getValue()))
                        .usingStyle(SearchStyleEnum.POST)
                        .returnBundle(Bundle.class)
                        .execute()
                        .getEntry())
                .hasSize(1);
    }

    @Test
    void anotherClientSearchesObservations() {
        resources();
        var heartRates = client().search()
                .forResource(Observation.class)
                .where(Observation.PATIENT.hasId(clinic.patient()))
                .and(Observation.CATEGORY
                        .exactly()
                        .systemAndCode("http://terminology.hl7.org/CodeSystem/observation-category", "vital-signs"))
                .and(Observation.CODE.exactly().systemAndCode("http://loinc.org", "8867-4"))
                .and(Observation.DATE.afterOrEquals().day("2026-01-01"))
                .include(Observation.INCLUDE_ENCOUNTER)
                .sort()
                .descending(Observation.DATE)
                .returnBundle(Bundle.class)
                .execute();

        var matches = heartRates.getEntry().stream()
                .filter(entry -> entry.getSearch().getMode() == Bundle.SearchEntryMode.MATCH)
                .map(entry -> (Observation) entry.getResource())
                .toList();
        assertThat(matches).hasSizeGreaterThan(1).allSatisfy(rate -> {
            assertThat(rate.getValueQuantity().getCode()).isEqualTo("/min");
            assertThat(rate.getEffectiveDateTimeType().getValue()).isNotNull();
        });
        assertThat(heartRates.getEntry()).hasSizeGreaterThan(matches.size());
    }

    private static IGenericClient client() {
        R4.setParserErrorHandler(new StrictErrorHandler());
        R4.getRestfulClientFactory().setServerValidationMode(ServerValidationModeEnum.NEVER);
        var client = R4.newRestfulGenericClient("http://127.0.0.1:" + RestAssured.port + "/fhir");
        client.registerInterceptor(new BearerTokenAuthInterceptor(Clinics.token(CLINIC, INTEGRATION)));
        return client;
    }
}
