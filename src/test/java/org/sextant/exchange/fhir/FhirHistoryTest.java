package org.sextant.exchange.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sextant.exchange.fhir.Fhir.allIds;
import static org.sextant.exchange.fhir.Fhir.entries;
import static org.sextant.exchange.fhir.Fhir.get;
import static org.sextant.exchange.fhir.Fhir.ids;
import static org.sextant.exchange.fhir.Fhir.isOutcome;
import static org.sextant.identity.Role.COORDINATOR;
import static org.sextant.identity.Role.NURSE;
import static org.sextant.identity.Role.PRESCRIBER;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sextant.Clinics;
import org.sextant.LightClient;
import org.sextant.Treatment;
import org.sextant.exchange.fhir.search.ResourceType;
import org.sextant.exchange.fhir.type.FhirTypes;

/** Earlier versions, parts of resources, the latest of each code, and all of one patient. */
@QuarkusTest
class FhirHistoryTest {

    private static final UUID CLINIC = UUID.randomUUID();

    /** Made once, before the first test. */
    private static FhirClinic clinic;

    @BeforeEach
    void make() {
        if (clinic == null) {
            clinic = new FhirClinic(CLINIC);
        }
    }

    private static Stream<String> statuses(JsonNode history) {
        return StreamSupport.stream(history.path("entry").spliterator(), false)
                .map(entry -> entry.path("resource").path("status").asText());
    }

    @Test
    void eachVersionOfAReadingIsReadable() {
        var saturation = "Observation/" + clinic.reading + ".spo2";

        assertThat(get(clinic.ehr(), saturation + "/_history/1").path("status").asText())
                .isEqualTo("final");
        assertThat(get(clinic.ehr(), saturation + "/_history/2").path("status").asText())
                .isEqualTo("entered-in-error");
        var history = get(clinic.ehr(), saturation + "/_history");
        assertThat(statuses(history)).containsExactly("entered-in-error", "final");
        assertThat(history.path("type").asText()).isEqualTo("history");
        assertThat(FhirJudge.errors(history.toString())).isEmpty();
        assertThat(statuses(get(clinic.ehr(), "Observation/" + clinic.reading + ".hr/_history")))
                .containsExactly("amended", "final");
    }

    /** The steps of a session make its versions. */
    @Test
    void eachStepOfASessionIsAVersion() {
        var session = Treatment.observing(Treatment.activeCourse());
        var nurse = LightClient.as(NURSE);
        var history = get(nurse, "Encounter/" + session + "/_history");
        var versions = LightClient.as(NURSE)
                .get("/v1/sessions/" + session)
                .json()
                .path("version")
                .asInt();

        assertThat(history.path("entry")).hasSize(versions);
        assertThat(statuses(history)).startsWith("in-progress").endsWith("arrived", "planned");
        assertThat(get(nurse, "Encounter/" + session + "/_history/1")
                        .path("status")
                        .asText())
                .isEqualTo("planned");
        var present = nurse.get("/fhir/Encounter/" + session);
        assertThat(nurse.get("/fhir/Encounter/" + session + "/_history/" + versions)
                        .body())
                .isEqualTo(present.body());
        assertThat(statuses(get(nurse, "MedicationAdministration/" + session + "/_history")))
                .startsWith("completed")
                .endsWith("in-progress");
    }

    @Test
    void aPatientBeforeAChangeIsReadable() {
        var patient = Treatment.newPatient();
        LightClient.as(PRESCRIBER)
                .header("Content-Type", "application/merge-patch+json")
                .header("If-Match", "\"1\"")
                .body("{\"name\": {\"family\": \"Changed\", \"given\": \"Alex\"}}")
                .send("PATCH", "/v1/patients/" + patient);
        var nurse = LightClient.as(NURSE);

        assertThat(get(nurse, "Patient/" + patient + "/_history/1")
                        .path("name")
                        .path(0)
                        .path("family")
                        .asText())
                .isEqualTo("Example");
        assertThat(get(nurse, "Patient/" + patient + "/_history/2")
                        .path("name")
                        .path(0)
                        .path("family")
                        .asText())
                .isEqualTo("Changed");
        isOutcome(nurse.get("/fhir/Patient/" + patient + "/_history/3"), 404, "not-found", "not-found");
        isOutcome(
                LightClient.elsewhereAs(NURSE).get("/fhir/Patient/" + patient + "/_history/1"),
                404,
                "not-found",
                "not-found");
        isOutcome(
                LightClient.elsewhereAs(NURSE).get("/fhir/Patient/" + patient + "/_history"),
                404,
                "not-found",
                "not-found");
    }

    /** Who made each version, and why. */
    @Test
    void eachVersionHasItsProvenance() {
        var target = "Observation/" + clinic.reading + ".spo2";
        var found = get(clinic.ehr(), "Provenance?target=" + target);

        assertThat(entries(found, "match")
                        .map(one -> one.path("target").path(0).path("reference").asText()))
                .containsExactly(target + "/_history/2", target + "/_history/1");
        var change = get(clinic.ehr(), "Provenance/Observation." + clinic.reading + ".spo2.2");
        assertThat(change.path("reason").path(0).path("text").asText()).isEqualTo("Wrong patient's clip");
        assertThat(change.path("activity").path("coding").path(0).path("code").asText())
                .isEqualTo("UPDATE");
        assertThat(change.path("agent").path(0).path("who").path("display").asText())
                .isEqualTo("own-PRESCRIBER");
        var page = get(clinic.ehr(), "Observation?_id=" + clinic.reading + ".hr&_revinclude=Provenance:target");
        assertThat(entries(page, "include").map(one -> one.path("id").asText()))
                .containsExactlyInAnyOrder(
                        "Observation." + clinic.reading + ".hr.1", "Observation." + clinic.reading + ".hr.2");
        isOutcome(
                LightClient.elsewhereAs(NURSE).get("/fhir/Provenance/Observation." + clinic.reading + ".hr.1"),
                404,
                "not-found",
                "not-found");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Questionnaire/phq-9/_history",
                "Questionnaire/phq-9/_history/1",
                "Patient/x/_history",
                "Patient/x/_history/x",
                "Patient/x/$everything",
                "Patient/$lastn",
                "Encounter/x/$everything",
                "Observation/x/$lastn"
            })
    void whatIsNotOfferedIsNotFound(String path) {
        isOutcome(clinic.ehr().get("/fhir/" + path), 404, "not-found", "not-found");
    }

    @Test
    void aResourceIsCutToTheMembersThatAreAskedFor() {
        var rate = get(clinic.ehr(), "Observation/" + clinic.reading + ".hr?_elements=value,effective");
        var page = get(
                clinic.ehr(),
                "Observation?encounter=" + clinic.finished + "&code=8867-4&_elements=Observation.value"
                        + "&_include=Observation:encounter");

        assertThat(rate.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "resourceType",
                        "id",
                        "meta",
                        "status",
                        "code",
                        "subject",
                        "valueQuantity",
                        "effectiveDateTime");
        assertThat(rate.path("meta").path("tag").path(0).path("code").asText()).isEqualTo("SUBSETTED");
        assertThat(entries(page, "match"))
                .allSatisfy(one -> assertThat(one.has("category")).isFalse());
        assertThat(entries(page, "include"))
                .allSatisfy(one -> assertThat(one.has("period")).isTrue());
        isOutcome(
                clinic.ehr().get("/fhir/Observation/" + clinic.reading + ".hr?_elements=a.b.c"),
                400,
                "invalid",
                "bad-request");
    }

    @Test
    void theLatestOfEachCodeLeavesOutWhatIsInError() {
        var search = "Observation/$lastn?patient=" + clinic.patient() + "&category=vital-signs";
        var last = get(clinic.ehr(), search);
        var codes = entries(last, "match")
                .map(one -> one.path("code").path("coding").path(0).path("code").asText())
                .toList();

        assertThat(codes)
                .doesNotHaveDuplicates()
                .contains("85354-9", "8867-4", "29463-7")
                .doesNotContain("59408-5");
        assertThat(entries(last, "match"))
                .noneMatch(one -> one.path("status").asText().equals("entered-in-error"));
        assertThat(ids(get(clinic.ehr(), search + "&code=85354-9&max=2"))).hasSize(2);
        assertThat(ids(get(clinic.ehr(), search + "&code=59408-5&status=entered-in-error")))
                .containsExactly(clinic.reading + ".spo2");
        isOutcome(clinic.ehr().get("/fhir/" + search + "&max=0"), 400, "invalid", "bad-request");
        isOutcome(clinic.ehr().get("/fhir/" + search + "&_count=1"), 400, "invalid", "bad-request");
        assertThat(entries(get(clinic.ehr(), search + "&_include=Observation:encounter"), "include"))
                .isNotEmpty();
        isOutcome(clinic.ehr().get("/fhir/Observation/$lastn"), 400, "invalid", "bad-request");
    }

    @Test
    void everythingOfAPatientIsThereOnce() {
        var everything = "Patient/" + clinic.patient() + "/$everything";
        var expected = FhirTypes.OF_PATIENT.stream()
                .flatMap(type -> ofPatient(type).stream())
                .toList();

        assertThat(allIds(clinic.ehr(), everything + "?_count=500")).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(allIds(clinic.ehr(), everything + "?_count=4")).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(ids(get(clinic.ehr(), everything + "?_type=Encounter,Patient")))
                .contains(clinic.patient(), clinic.running)
                .doesNotContain(clinic.course);
        isOutcome(clinic.ehr().get("/fhir/" + everything + "?_type=Group"), 400, "invalid", "bad-request");
        isOutcome(clinic.ehr().get("/fhir/" + everything + "?code=x"), 400, "invalid", "bad-request");
        isOutcome(LightClient.elsewhereAs(NURSE).get("/fhir/" + everything), 404, "not-found", "not-found");
    }

    private static List<String> ofPatient(ResourceType type) {
        if (type.name().equals("Patient")) {
            return List.of(clinic.patient());
        }
        var parameter = type.parameter("patient").isPresent() ? "patient" : "subject";
        return ids(get(clinic.ehr(), "%s?%s=%s&_count=500".formatted(type.name(), parameter, clinic.patient())));
    }

    @Test
    void aCoordinatorsEverythingIsDemographicsAndAppointments() {
        var desk = LightClient.with(Clinics.token(CLINIC, COORDINATOR));
        var page = get(desk, "Patient/" + clinic.patient() + "/$everything?_count=500");

        assertThat(entries(page, "match")
                        .map(one -> one.path("resourceType").asText())
                        .distinct())
                .containsExactly("Patient", "Encounter");
        assertThat(entries(page, "match").map(JsonNode::toString)).noneMatch(text -> text.contains("reasonCode"));
    }
}
