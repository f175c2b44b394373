package org.sextant.exchange.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sextant.exchange.fhir.Fhir.allIds;
import static org.sextant.exchange.fhir.Fhir.entries;
import static org.sextant.exchange.fhir.Fhir.get;
import static org.sextant.exchange.fhir.Fhir.ids;
import static org.sextant.exchange.fhir.Fhir.isOutcome;
import static org.sextant.exchange.fhir.Fhir.post;
import static org.sextant.identity.Role.COORDINATOR;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sextant.Clinics;
import org.sextant.LightClient;

/** The chart in FHIR: sessions, courses, readings, side effects, scores and what was given. */
@QuarkusTest
class FhirChartTest {

    private static final UUID CLINIC = UUID.randomUUID();

    /** Made once, before the first test. */
    private static FhirClinic clinic;

    @BeforeEach
    void make() {
        if (clinic == null) {
            clinic = new FhirClinic(CLINIC);
        }
    }

    private static String ofPatient(String type) {
        return type + "?patient=" + clinic.patient();
    }

    /** Each reading of the clinic has its heart rate, so that the numbers tell which parts were found. */
    @ParameterizedTest
    @CsvSource({
        "code=8867-4, .hr",
        "code=http://loinc.org%7C8867-4, .hr",
        "code=2708-6, .spo2",
        "code=59408-5, .spo2",
        "code=85354-9, .bp",
        "code=29463-7, .weight",
        "'code=8310-5,29463-7', .temp .weight",
        "code=moaa-s, .sedation",
        "category=survey&code=72514-3, .pain",
        "code=44261-6, .total",
        "category=side-effect, ''",
        "code=422587007, ''",
        "category=http://terminology.hl7.org/CodeSystem/observation-category%7Cvital-signs, .bp .map .hr .rr .spo2 .temp .weight"
    })
    void observationsAreFoundByCodeAndCategory(String search, String parts) {
        var found = get(clinic.ehr(), ofPatient("Observation") + "&_count=500&" + search);

        assertThat(ids(found).stream().map(id -> id.substring(36)).distinct())
                .containsExactlyInAnyOrder(parts == null || parts.isEmpty() ? new String[] {""} : parts.split(" "));
    }

    @Test
    void aCodeThatNobodyHasIsNotFound() {
        assertThat(ids(get(clinic.ehr(), ofPatient("Observation") + "&code=8480-6")))
                .isEmpty();
        assertThat(ids(get(clinic.ehr(), ofPatient("Observation") + "&code=http://other%7C8867-4")))
                .isEmpty();
    }

    @Test
    void thePartsOfOneReadingAreFoundByItsIdentifier() {
        var reading = "http://sextant.org/fhir/id/reading%7C" + clinic.reading;

        assertThat(ids(get(clinic.ehr(), "Observation?identifier=" + reading)).stream()
                        .map(id -> id.replace(clinic.reading, "")))
                .containsExactlyInAnyOrder(".bp", ".map", ".hr", ".rr", ".spo2", ".temp", ".sedation", ".pain");
    }

    @ParameterizedTest
    @CsvSource({
        "date=2026-01-05, true",
        "date=2026-01-05T09:20, true",
        "date=2026-01-05T09:20:00Z, true",
        "date=ge2026-01-05&date=lt2026-01-06, true",
        "date=2026-01-05T10:20:00%2B01:00, true",
        "date=gt2026-01-05T09:20:00Z, false",
        "date=2026-01-06, false",
        "status=amended, true",
        "status:not=amended, false",
        "status=final, false"
    })
    void aReadingIsFoundByItsTimeAndStatus(String search, boolean found) {
        var query = "patient=" + clinic.patient() + "&code=8867-4&_count=500&" + search;
        for (var page : List.of(get(clinic.ehr(), "Observation?" + query), post(clinic.ehr(), "Observation", query))) {
            assertThat(ids(page).contains(clinic.reading + ".hr")).isEqualTo(found);
        }
    }

    @Test
    void numbersKeepTheirDecimals() {
        assertThat(clinic.ehr()
                        .get("/fhir/Observation/" + clinic.reading + ".temp")
                        .body())
                .contains("\"value\":36.0,");
        assertThat(clinic.ehr()
                        .get("/fhir/Observation/" + clinic.reading + ".bp")
                        .body())
                .contains("\"value\":120,", "\"code\":\"mm[Hg]\"")
                .doesNotContain("valueQuantity\":{\"value\":null");
    }

    @Test
    void aRefusedBloodPressureSaysSoForBothOfItsValues() {
        var pressure = get(clinic.ehr(), "Observation/" + clinic.refused + ".bp");

        assertThat(pressure.path("component")).hasSize(2).allSatisfy(component -> {
            assertThat(component
                            .path("dataAbsentReason")
                            .path("coding")
                            .path(0)
                            .path("code")
                            .asText())
                    .isEqualTo("asked-declined");
            assertThat(component.has("valueQuantity")).isFalse();
        });
        isOutcome(clinic.ehr().get("/fhir/Observation/" + clinic.refused + ".map"), 404, "not-found", "not-found");
        isOutcome(clinic.ehr().get("/fhir/Observation/" + clinic.refused + ".hr"), 404, "not-found", "not-found");
    }

    /** A consumer that has the value must learn that it does not hold. */
    @Test
    void aValueThatAnAmendmentTookAwayIsEnteredInError() {
        var saturation = get(clinic.ehr(), "Observation/" + clinic.reading + ".spo2");
        var rate = get(clinic.ehr(), "Observation/" + clinic.reading + ".hr");

        assertThat(saturation.path("status").asText()).isEqualTo("entered-in-error");
        assertThat(saturation.path("valueQuantity").path("value").asInt()).isEqualTo(98);
        assertThat(rate.path("status").asText()).isEqualTo("amended");
        assertThat(rate.path("meta").path("versionId"))
                .isEqualTo(saturation.path("meta").path("versionId"));
        assertThat(ids(get(clinic.ehr(), ofPatient("Observation") + "&code=59408-5&status=entered-in-error")))
                .containsExactly(clinic.reading + ".spo2");
    }

    @ParameterizedTest
    @CsvSource({
        "Encounter, date=2026-01-05, finished",
        "Encounter, status=planned, planned",
        "Encounter, status=cancelled, cancelled",
        "Encounter, status=in-progress, in-progress",
        "Encounter, class=AMB&date=lt2026-01-06, finished",
        "Encounter, type=treatment-session&date=gt2027, planned cancelled in-progress",
        "EpisodeOfCare, status=active, active",
        "EpisodeOfCare, type=INDUCTION, active",
        "EpisodeOfCare, date=gt2027, active",
        "EpisodeOfCare, type=MAINTENANCE, ''",
        "CarePlan, category=assess-plan&status=active, active",
        "CarePlan, category=assess-plan&date=ge2026-01-02, active",
        "MedicationAdministration, status=in-progress, in-progress",
        "MedicationAdministration, effective-time=2026-01-05&code=6130, completed",
        "QuestionnaireResponse, status=completed, completed",
        "QuestionnaireResponse, authored=2026-01-02, completed"
    })
    void theChartIsFoundByStatusAndTime(String type, String search, String statuses) {
        var found = get(clinic.ehr(), ofPatient(type) + "&" + search);

        assertThat(entries(found, "match")
                        .map(one -> one.path("status").asText())
                        .collect(Collectors.toSet()))
                .isEqualTo(statuses == null || statuses.isEmpty() ? Set.of() : Set.of(statuses.split(" ")));
    }

    @Test
    void aSessionIsFoundByItsCourseAndNumber() {
        var number = clinic.course + "/2";

        assertThat(ids(get(clinic.ehr(), "Encounter?identifier=" + number))).containsExactly(clinic.running);
        assertThat(ids(get(clinic.ehr(), "Encounter?identifier=http://sextant.org/fhir/id/session-number%7C" + number)))
                .containsExactly(clinic.running);
        assertThat(ids(get(clinic.ehr(), "Encounter?episode-of-care=EpisodeOfCare/" + clinic.course)))
                .contains(clinic.running, clinic.finished);
    }

    @Test
    void answersNameTheirQuestionnaire() {
        var response = get(clinic.ehr(), "QuestionnaireResponse/" + clinic.response);
        var canonical = response.path("questionnaire").asText();

        assertThat(ids(get(clinic.ehr(), ofPatient("QuestionnaireResponse") + "&questionnaire=" + canonical)))
                .containsExactly(clinic.response);
        var questionnaire = get(clinic.ehr(), "Questionnaire?url=" + canonical);
        assertThat(ids(questionnaire)).containsExactly("phq-9");
        assertThat(response.path("item")).hasSize(9);
        assertThat(get(clinic.ehr(), "Questionnaire/phq-9").path("item")).hasSize(9);
    }

    @Test
    void aPageBringsWhatItsMatchesName() {
        var page = get(
                clinic.ehr(),
                "Observation?encounter=" + clinic.finished
                        + "&_count=3&_include=Observation:encounter&_include=Observation:subject");

        assertThat(ids(page)).hasSize(3);
        assertThat(entries(page, "include").map(one -> one.path("resourceType").asText()))
                .containsExactlyInAnyOrder("Encounter", "Patient");
    }

    @Test
    void aPageBringsWhatNamesItsMatches() {
        var page = get(clinic.ehr(), ofPatient("Encounter") + "&date=2026-01-05&_revinclude=Observation:encounter");

        assertThat(ids(page)).containsExactly(clinic.finished);
        assertThat(entries(page, "include").map(one -> one.path("id").asText()))
                .contains(clinic.reading + ".bp", clinic.finished + ".weight")
                .doesNotHaveDuplicates();
    }

    @Test
    void pagesOfObservationsHaveEachOnceAndTheLatestFirst() {
        var all = allIds(clinic.ehr(), ofPatient("Observation") + "&_count=500");
        var paged = allIds(clinic.ehr(), ofPatient("Observation") + "&_count=3");

        assertThat(paged).isEqualTo(all).doesNotHaveDuplicates().hasSizeGreaterThan(15);
        var times = entries(get(clinic.ehr(), ofPatient("Observation") + "&code=85354-9"), "match")
                .map(one -> one.path("effectiveDateTime").asText())
                .toList();
        assertThat(times).isSortedAccordingTo((one, next) -> next.compareTo(one));
        assertThat(allIds(clinic.ehr(), ofPatient("Observation") + "&_count=7&_sort=_lastUpdated"))
                .containsExactlyInAnyOrderElementsOf(all);
    }

    /** The value that is shown is not after itself. */
    @Test
    void whoContinuesFromTheTimeThatWasShownGetsNothingTwice() {
        var rate = get(clinic.ehr(), "Observation/" + clinic.reading + ".hr");
        var shown = rate.path("meta").path("lastUpdated").asText();
        var search = "Observation?_id=" + clinic.reading + ".hr&_lastUpdated=";

        assertThat(ids(get(clinic.ehr(), search + "gt" + shown))).isEmpty();
        assertThat(ids(get(clinic.ehr(), search + "ge" + shown))).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Observation", "Observation?code=8867-4", "MedicationAdministration?status=completed"})
    void aSearchOfAllPatientsMustNameOne(String search) {
        var issue = isOutcome(clinic.ehr().get("/fhir/" + search), 400, "invalid", "bad-request");

        assertThat(issue.path("diagnostics").asText()).contains("patient");
    }

    @Test
    void aReferenceToAnotherTypeIsRefused() {
        isOutcome(
                clinic.ehr().get("/fhir/Observation?patient=Group/" + clinic.patient()), 400, "invalid", "bad-request");
        var base =
                get(clinic.ehr(), "metadata").path("implementation").path("url").asText();
        assertThat(ids(get(clinic.ehr(), "CarePlan?patient=" + base + "/Patient/" + clinic.patient())))
                .hasSize(1);
    }

    @Test
    void aCoordinatorSeesAppointmentsAndNothingClinical() {
        var desk = LightClient.with(Clinics.token(CLINIC, COORDINATOR));
        var page = get(desk, ofPatient("Encounter") + "&_revinclude=Observation:encounter");

        assertThat(ids(page)).contains(clinic.finished);
        assertThat(entries(page, "include")).isEmpty();
        assertThat(entries(page, "match").map(JsonNode::toString))
                .noneMatch(text -> text.contains("reasonCode") || text.contains("extension"));
        isOutcome(desk.get("/fhir/" + ofPatient("Observation")), 403, "forbidden", "forbidden");
    }

    /** Neither in what is shown, nor by a search, nor in an order of the matches: it was from 08:50 to 11:00. */
    @Test
    void aCoordinatorFindsNoTimeOfAStep() {
        var desk = LightClient.with(Clinics.token(CLINIC, COORDINATOR));
        var sessions = ofPatient("Encounter");

        assertThat(ids(get(clinic.ehr(), sessions + "&date=lt2026-01-05T08:55:00Z")))
                .containsExactly(clinic.finished);
        assertThat(ids(get(desk, sessions + "&date=lt2026-01-05T08:55:00Z"))).isEmpty();
        // The appointment is at 09:00, and lasts for as long as anybody knows.
        assertThat(ids(get(desk, sessions + "&date=lt2026-01-05T09:01:00Z"))).containsExactly(clinic.finished);
        assertThat(ids(get(desk, sessions + "&date=eb2026-01-05T11:30:00Z"))).isEmpty();
        assertThat(ids(get(desk, sessions + "&date=gt2026-01-05T11:30:00Z"))).contains(clinic.finished);
        assertThat(ids(get(clinic.ehr(), sessions + "&date=eb2026-01-05T11:30:00Z")))
                .containsExactly(clinic.finished);
        for (var refused : List.of("&_lastUpdated=gt2026", "&_sort=_lastUpdated")) {
            isOutcome(desk.get("/fhir/" + sessions + refused), 400, "invalid", "bad-request");
            get(clinic.ehr(), sessions + refused);
        }
        var read = desk.get("/fhir/Encounter/" + clinic.finished);
        assertThat(read.json().path("meta").has("lastUpdated")).isFalse();
        assertThat(read.headers().firstValue("Last-Modified")).isEmpty();
        for (var shown : List.of(
                read.body(),
                get(desk, "Encounter/" + clinic.finished + "/_history").toString(),
                get(desk, "Patient/" + clinic.patient() + "/$everything?_type=Encounter")
                        .toString())) {
            assertThat(shown)
                    .contains("2026-01-05T09:00:00Z")
                    .doesNotContain("lastUpdated", "lastModified", "T08:50", "T11:00");
        }
    }

    @Test
    void seriousSideEffectsAreAdverseEventsToo() {
        var events = get(clinic.ehr(), "AdverseEvent?subject=" + clinic.patient());

        assertThat(entries(events, "match")
                        .map(one -> one.path("seriousness")
                                .path("coding")
                                .path(0)
                                .path("code")
                                .asText()))
                .containsExactly("SeriousIsLifeThreatening");
        isOutcome(clinic.ehr().get("/fhir/AdverseEvent?patient=" + clinic.patient()), 400, "invalid", "bad-request");
    }
}
