package org.sextant.exchange.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sextant.exchange.fhir.Fhir.allIds;
import static org.sextant.exchange.fhir.Fhir.get;
import static org.sextant.exchange.fhir.Fhir.ids;
import static org.sextant.exchange.fhir.Fhir.isOutcome;
import static org.sextant.exchange.fhir.Fhir.link;
import static org.sextant.exchange.fhir.Fhir.path;
import static org.sextant.exchange.fhir.Fhir.post;
import static org.sextant.identity.Role.INTEGRATION;
import static org.sextant.identity.Role.NURSE;
import static org.sextant.identity.Role.PRESCRIBER;

import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sextant.Clinics;
import org.sextant.Database;
import org.sextant.LightClient;
import org.sextant.Treatment;

/** Patients in FHIR: read, found by what an EHR knows of them, and paged. */
@QuarkusTest
class FhirPatientTest {

    private static final UUID CLINIC = UUID.randomUUID();

    /** By family name. */
    private static String ashe;

    private static String oconnor;

    /** Once: the service is not yet there before the first test. */
    @BeforeEach
    void register() {
        if (ashe != null) {
            return;
        }
        ashe = patient("MRN-1", "Ashe", "Alex", "1984-05-17", "FEMALE");
        oconnor = patient("MRN-2", "O'Connor", "José", "1984-06-01", "MALE");
        patient("MRN-3", "Ashworth", "Alexandra", "1990-01-31", "UNKNOWN");
        patient("MRN-4,5", "Zed", "Bo", "2001-12-31", "OTHER");
    }

    private static LightClient ehr() {
        return LightClient.with(Clinics.token(CLINIC, INTEGRATION));
    }

    private static String patient(String mrn, String family, String given, String born, String sex) {
        return LightClient.with(Clinics.token(CLINIC, PRESCRIBER))
                .body("""
                        {"mrn": "%s", "name": {"family": "%s", "given": "%s"}, "birthDate": "%s", "sex": "%s"}""".formatted(mrn, family, given, born, sex))
                .post("/v1/patients")
                .id();
    }

    @Test
    void isReadWithItsVersion() {
        var patient = get(ehr(), "Patient/" + ashe);

        assertThat(patient.path("resourceType").asText()).isEqualTo("Patient");
        assertThat(patient.path("meta").path("versionId").asText()).isEqualTo("1");
        assertThat(patient.path("identifier").path(0).path("value").asText()).isEqualTo("MRN-1");
        assertThat(patient.path("identifier").path(0).path("system").asText()).isEqualTo("urn:uuid:" + CLINIC);
        assertThat(patient.path("name").path(0).path("family").asText()).isEqualTo("Ashe");
        assertThat(patient.path("gender").asText()).isEqualTo("female");
        assertThat(patient.path("birthDate").asText()).isEqualTo("1984-05-17");
        var answer = ehr().get("/fhir/Patient/" + ashe);
        assertThat(answer.headers().firstValue("ETag")).contains("W/\"1\"");
    }

    /** Whoever continues from the time that was shown gets what changed since, and the same record not again. */
    @Test
    void tellsWhenItLastChanged() {
        var patient = Treatment.newPatient();
        var nurse = LightClient.as(NURSE);
        var registered = lastUpdated(nurse, patient);
        var edit = LightClient.as(PRESCRIBER)
                .header("Content-Type", "application/merge-patch+json")
                .header("If-Match", "*")
                .body("{\"name\": {\"given\": \"Robin\"}}");
        edit.send("PATCH", "/v1/patients/" + patient);
        var changed = lastUpdated(nurse, patient);

        assertThat(Instant.parse(changed)).isAfterOrEqualTo(Instant.parse(registered));
        assertThat(lastUpdated(nurse, patient + "/_history/1")).isEqualTo(registered);
        assertThat(ids(get(nurse, "Patient?_id=%s&_lastUpdated=gt%s".formatted(patient, changed))))
                .isEmpty();
        assertThat(ids(get(nurse, "Patient?_id=%s&_lastUpdated=ge%s".formatted(patient, changed))))
                .containsExactly(patient);
        assertThat(ids(get(nurse, "Patient?_sort=-_lastUpdated&_count=500"))).contains(patient);
        var same = edit.send("PATCH", "/v1/patients/" + patient);
        assertThat(same.headers().firstValue("ETag")).contains("\"2\"");
        assertThat(lastUpdated(nurse, patient)).isEqualTo(changed);
        var read = nurse.get("/fhir/Patient/" + patient);
        assertThat(nurse.header(
                                "If-Modified-Since",
                                read.headers().firstValue("Last-Modified").orElseThrow())
                        .get("/fhir/Patient/" + patient)
                        .status())
                .isEqualTo(304);
    }

    /** A change has the time at which it was made, and is seen once it is committed, which may be much later. */
    @Test
    void aCopyMissesNothingThatIsCommittedLate() throws Exception {
        var patient = Treatment.newPatient();
        var nurse = LightClient.as(NURSE);
        Instant horizon;
        try (var owner = Database.asOwner();
                var statement = owner.createStatement()) {
            owner.setAutoCommit(false);
            statement.execute("SELECT set_config('sextant.subject', 'x', true), set_config('sextant.role', 'x', true),"
                    + " set_config('sextant.request_id', 'x', true)");
            assertThat(statement.executeUpdate("UPDATE patient SET given = 'Late', version = 2,"
                            + " changed_at = clock_timestamp() WHERE id = '%s'".formatted(patient)))
                    .isEqualTo(1);
            var changed = Instant.now();
            var page = get(nurse, "Patient?_sort=-_lastUpdated&_lastUpdated=ge" + changed.minusSeconds(1));
            assertThat(page.toString()).doesNotContain("Late");
            horizon = Instant.parse(page.path("meta").path("lastUpdated").asText());
            assertThat(horizon).isBefore(changed.minusSeconds(60));
            owner.commit();
            owner.setAutoCommit(true);
        }

        var since = "Patient?_id=%s&_lastUpdated=ge%s".formatted(patient, horizon);
        assertThat(get(nurse, since).toString()).contains("Late");
        assertThat(get(nurse, "Patient?_id=" + patient).has("meta")).isFalse();
    }

    private static String lastUpdated(LightClient caller, String patient) {
        return get(caller, "Patient/" + patient)
                .path("meta")
                .path("lastUpdated")
                .asText();
    }

    @ParameterizedTest
    @ValueSource(strings = {"W/\"1\"", "\"1\"", "\"7\", W/\"1\""})
    void isNotSentAgainToWhoeverHasIt(String tag) {
        assertThat(ehr().header("If-None-Match", tag)
                        .get("/fhir/Patient/" + ashe)
                        .status())
                .isEqualTo(304);
        assertThat(ehr().header("If-None-Match", "W/\"2\"")
                        .get("/fhir/Patient/" + ashe)
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "identifier=MRN-1; Ashe",
                "identifier=urn%3Auuid%3A{clinic}%7CMRN-2; O'Connor",
                "identifier=MRN-4%5C%2C5; Zed",
                "identifier=MRN-1,MRN-2; Ashe O'Connor",
                "identifier=http%3A%2F%2Fother%7CMRN-1; ''",
                "name=ash; Ashe Ashworth",
                "name=alex; Ashe Ashworth",
                "name=JOSE; O'Connor",
                "family=oconnor; O'Connor",
                "family=shw; ''",
                "family:contains=shw; Ashworth",
                "family:exact=ashe; ''",
                "family:exact=Ashe; Ashe",
                "given=alexa; Ashworth",
                "birthdate=1984-05-17; Ashe",
                "birthdate=1984; Ashe O'Connor",
                "birthdate=ge1984-06&birthdate=lt1990-01-31; O'Connor",
                "birthdate=gt1990-01-31; Zed",
                "birthdate=1984-05-17&name=alex; Ashe",
                "birthdate=1984-05-17&family=Zed; ''",
                "gender=male; O'Connor",
                "gender=male,other; O'Connor Zed",
                "gender:not=male,female; Ashworth Zed"
            })
    void isFoundByGetAndByPost(String search, String families) {
        var query = search.replace("{clinic}", CLINIC.toString());
        var expected = families == null || families.isEmpty() ? List.of() : List.of(families.split(" "));

        for (var page : List.of(get(ehr(), "Patient?" + query), post(ehr(), "Patient", query))) {
            assertThat(Fhir.entries(page, "match")
                            .map(patient ->
                                    patient.path("name").path(0).path("family").asText()))
                    .containsExactlyInAnyOrderElementsOf(
                            expected.stream().map(Object::toString).toList());
            assertThat(page.has("total")).isFalse();
        }
    }

    @Test
    void aFormAndAnAddressAreReadTogether() {
        var page = ehr().header("Content-Type", "application/x-www-form-urlencoded")
                .body("birthdate=1984")
                .post("/fhir/Patient/_search?gender=male");

        assertThat(ids(page.json())).containsExactly(oconnor);
    }

    @Test
    void isCountedOnlyWhereTheCallerAsks() {
        assertThat(get(ehr(), "Patient?_total=accurate&_count=1&birthdate=lt2020")
                        .path("total")
                        .asInt())
                .isEqualTo(4);
        var count = get(ehr(), "Patient?_summary=count&gender=male");
        assertThat(count.path("total").asInt()).isEqualTo(1);
        assertThat(count.has("entry")).isFalse();
        assertThat(get(ehr(), "Patient?_count=0&birthdate=lt2020").path("total").asInt())
                .isEqualTo(4);
    }

    /** The link carries the search sealed: neither a record number nor a name is in it. */
    @Test
    void isPagedByLinksThatTellNothing() {
        var first = get(ehr(), "Patient?_sort=birthdate&_count=1&name:contains=a&name:contains=e");
        var next = link(first, "next");

        assertThat(ids(first)).containsExactly(ashe);
        assertThat(next)
                .contains("/fhir/Patient?_cursor=")
                .doesNotContain("name")
                .hasSizeLessThan(1500);
        assertThat(allIds(ehr(), "Patient?_sort=-birthdate&_count=1&birthdate=lt2020"))
                .hasSize(4)
                .doesNotHaveDuplicates();
        assertThat(allIds(ehr(), "Patient?_sort=birthdate&_count=3&birthdate=lt2020"))
                .hasSize(4)
                .startsWith(ashe, oconnor);
        assertThat(get(ehr(), path(next) + "&_count=1000").path("entry")).hasSize(1);
    }

    @Test
    void aSealedLinkIsGoodForItsClinicAndItsTypeOnly() {
        var next = path(link(get(ehr(), "Patient?_count=1"), "next"));
        var elsewhere = LightClient.elsewhereAs(NURSE).get("/fhir/" + next);

        assertThat(isOutcome(elsewhere, 400, "invalid", "bad-request")
                        .path("expression")
                        .path(0)
                        .asText())
                .isEqualTo("http._cursor");
        var changed = next.substring(0, next.length() - 4) + (next.endsWith("AAAA") ? "BBBB" : "AAAA");
        isOutcome(ehr().get("/fhir/" + changed), 400, "invalid", "bad-request");
        isOutcome(ehr().get("/fhir/" + next + "&gender=male"), 400, "invalid", "bad-request");
    }

    @ParameterizedTest
    @CsvSource({
        "Patient?famly=x, http.famly",
        "Patient?birthdate=17.5.1984, http.birthdate",
        "Patient?birthdate=1984-02-31, http.birthdate",
        "Patient?birthdate=ap1984, http.birthdate",
        "Patient?name=, http.name",
        "Patient?name:text=x, http.name",
        "Patient?_sort=name, http._sort",
        "Patient?_count=-1, http._count",
        "Patient?_count=x, http._count",
        "Patient?_summary=text, http._summary",
        "Patient?name=a%00b, http.name",
        "Patient?_include=Patient:organization, http._include",
        "Patient?_has:Observation:patient:code=1, http._has:Observation:patient:code"
    })
    void aSearchThatIsNotUnderstoodIsRefusedByName(String search, String place) {
        var issue = isOutcome(ehr().get("/fhir/" + search), 400, "invalid", "bad-request");

        assertThat(issue.path("expression").path(0).asText()).isEqualTo(place);
    }

    /** Only what is unknown is left out, and the answer says so; a known parameter that cannot be read is refused. */
    @Test
    void aLenientCallerIsToldWhatWasLeftOut() {
        var lenient = ehr().header("Prefer", "handling=lenient");
        var page = get(lenient, "Patient?famly=x&gender=male");

        assertThat(ids(page)).containsExactly(oconnor);
        assertThat(Fhir.entries(page, "outcome")
                        .map(outcome -> outcome.path("issue")
                                .path(0)
                                .path("expression")
                                .path(0)
                                .asText()))
                .containsExactly("http.famly");
        assertThat(link(page, "self")).endsWith("/Patient?gender=male");
        isOutcome(lenient.get("/fhir/Patient?birthdate=x"), 400, "invalid", "bad-request");
    }

    @Test
    void aPageThatIsWrittenWhileOthersRegisterHasEachPatientOnce() {
        var seen = new ArrayList<String>();
        var page = get(ehr(), "Patient?_count=2&birthdate=lt2020");
        seen.addAll(ids(page));
        patient(UUID.randomUUID().toString(), "New", "Just", "2023-01-01", "OTHER");
        seen.addAll(allIds(ehr(), path(link(page, "next"))));

        assertThat(seen).hasSize(4).doesNotHaveDuplicates();
    }
}
