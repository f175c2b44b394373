package org.sextant.exchange.fhir;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.sextant.exchange.fhir.Fhir.entries;
import static org.sextant.exchange.fhir.Fhir.get;
import static org.sextant.exchange.fhir.Fhir.ids;
import static org.sextant.exchange.fhir.Fhir.isOutcome;
import static org.sextant.exchange.fhir.Fhir.link;
import static org.sextant.exchange.fhir.Fhir.path;
import static org.sextant.identity.Role.ANALYST;
import static org.sextant.identity.Role.AUDITOR;
import static org.sextant.identity.Role.COORDINATOR;
import static org.sextant.identity.Role.INTEGRATION;
import static org.sextant.identity.Role.NURSE;
import static org.sextant.identity.Role.PRESCRIBER;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jose4j.jwt.JwtClaims;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sextant.Clinics;
import org.sextant.Database;
import org.sextant.LightClient;
import org.sextant.exchange.fhir.search.ResourceType;
import org.sextant.exchange.fhir.type.FhirTypes;

/** Scopes of SMART App Launch narrow a role: in reads, searches, includes and operations alike. */
@QuarkusTest
class FhirScopesTest {

    private static final UUID CLINIC = UUID.randomUUID();
    private static final String VITAL = "http://terminology.hl7.org/CodeSystem/observation-category|vital-signs";

    /** What of reading and searching a scope of these letters opens. */
    private static final Map<String, Set<String>> LETTERS = Map.of(
            "r", Set.of("r"),
            "s", Set.of("s"),
            "rs", Set.of("r", "s"),
            "cruds", Set.of("r", "s"),
            "cud", Set.of(),
            "sr", Set.of(),
            "read", Set.of("r", "s"),
            "write", Set.of(),
            "*", Set.of("r", "s"));

    /** Made once, before the first test. */
    private static FhirClinic clinic;

    @BeforeEach
    void make() {
        if (clinic == null) {
            clinic = new FhirClinic(CLINIC);
        }
    }

    private static LightClient with(String role, String scopes) {
        return with(role, claims -> claims.setStringClaim("scope", scopes));
    }

    private static LightClient with(String role, Consumer<JwtClaims> claims) {
        return LightClient.with(Clinics.token(CLINIC, claims, role));
    }

    private static LightClient ofPatient(String role, String patient, String scopes) {
        return with(role, claims -> {
            claims.setStringClaim("scope", scopes);
            claims.setStringClaim("patient", patient);
        });
    }

    /** Each type by each form of a scope, alone: what it opens is open, and all else is 403, of which the type is one. */
    @Test
    void aScopeOpensItsTypeForItsInteractions() {
        for (var type : FhirTypes.ALL) {
            var user = type.roles().contains(NURSE) ? NURSE : AUDITOR;
            LETTERS.forEach((letters, opened) -> {
                opens(with(user, "openid user/%s.%s".formatted(type.name(), letters)), type, opened);
                if (type.roles().contains(INTEGRATION)) {
                    opens(with(INTEGRATION, "system/%s.%s".formatted(type.name(), letters)), type, opened);
                }
            });
            opens(with(user, "user/*.rs"), type, Set.of("r", "s"));
            opens(with(user, "user/*.read"), type, Set.of("r", "s"));
            opens(with(user, "user/*.rs?category=" + VITAL), type, Set.of());
            opens(with(user, "user/%s.rs?status=final".formatted(type.name())), type, Set.of());
            opens(with(user, "launch/patient openid fhirUser"), type, Set.of());
            var other = type.name().equals("Patient") ? "Encounter" : "Patient";
            opens(with(user, "user/%s.rs user/Group.rs".formatted(other)), type, Set.of());
        }
    }

    private static void opens(LightClient caller, ResourceType type, Set<String> opened) {
        var one = "/fhir/" + type.name() + "/" + UUID.randomUUID();
        expect(caller.get(one), opened.contains("r"), 404);
        if (type.hasVersions()) {
            expect(caller.get(one + "/_history"), opened.contains("r"), 404);
            expect(caller.get(one + "/_history/1"), opened.contains("r"), 404);
        }
        if (type.name().equals("Patient")) {
            expect(caller.get(one + "/$everything"), opened.contains("r"), 404);
        }
        expect(caller.get("/fhir/" + type.name() + "?_id=" + UUID.randomUUID()), opened.contains("s"), 200);
        expect(
                caller.header("Content-Type", "application/x-www-form-urlencoded")
                        .body("_id=" + UUID.randomUUID())
                        .post("/fhir/" + type.name() + "/_search"),
                opened.contains("s"),
                200);
        if (type.name().equals("Observation")) {
            expect(caller.get("/fhir/Observation/$lastn?patient=" + UUID.randomUUID()), opened.contains("s"), 200);
        }
    }

    private static void expect(LightClient.Answer answer, boolean opened, int status) {
        if (opened) {
            assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        } else {
            isOutcome(answer, 403, "forbidden", "forbidden");
            assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer error=\"insufficient_scope\"");
        }
    }

    /** Neither what the role does not allow, nor by a scope for somebody else. */
    @Test
    void aScopeNeverWidensARole() {
        for (var context : List.of("user", "system", "patient")) {
            for (var role : List.of(ANALYST, COORDINATOR)) {
                var caller = ofPatient(role, clinic.patient(), context + "/*.cruds");
                isOutcome(caller.get("/fhir/Observation?patient=" + clinic.patient()), 403, "forbidden", "forbidden");
            }
        }
        isOutcome(with(NURSE, "system/*.rs").get("/fhir/Patient"), 403, "forbidden", "forbidden");
        isOutcome(with(INTEGRATION, "user/*.rs").get("/fhir/Patient"), 403, "forbidden", "forbidden");
        assertThat(ids(get(with(COORDINATOR, "user/*.cruds"), "Patient?_count=500")))
                .contains(clinic.patient());
    }

    @Test
    void otherScopesDoNotNarrow() {
        for (var scopes : List.of("", "openid profile offline_access", "https://api.example/user/all")) {
            assertThat(with(NURSE, scopes).get("/fhir/Patient").status()).isEqualTo(200);
        }
    }

    @Test
    void scopesMayBeAListOfEitherName() {
        var list = List.of("openid", "user/Patient.rs");
        for (var name : List.of("scope", "scp")) {
            var caller = with(NURSE, claims -> claims.setStringListClaim(name, list));
            assertThat(caller.get("/fhir/Patient").status()).isEqualTo(200);
            isOutcome(caller.get("/fhir/Encounter"), 403, "forbidden", "forbidden");
        }
        var text = with(NURSE, claims -> claims.setStringClaim("scp", "user/Patient.rs"));
        isOutcome(text.get("/fhir/Encounter"), 403, "forbidden", "forbidden");
        // Two claims do not add up.
        var both = with(NURSE, claims -> {
            claims.setStringClaim("scope", "user/Patient.rs");
            claims.setStringClaim("scp", "user/*.rs");
        });
        isOutcome(both.get("/fhir/Encounter"), 403, "forbidden", "forbidden");
        // Scopes of another kind do not hide those that narrow the role.
        var hidden = with(NURSE, claims -> {
            claims.setStringClaim("scope", "openid profile");
            claims.setStringClaim("scp", "user/Patient.rs");
        });
        isOutcome(hidden.get("/fhir/Encounter"), 403, "forbidden", "forbidden");
        assertThat(hidden.get("/v1/protocols").status()).isEqualTo(403);
        isOutcome(
                with(NURSE, claims -> claims.setClaim("scope", 7)).get("/fhir/Patient"),
                401,
                "login",
                "unauthenticated");
    }

    /** Otherwise a program with a scope for one patient would read and write the whole clinic beside it. */
    @Test
    void theNativeApiIsClosedToTokensWithScopes() {
        for (var scopes : List.of("user/*.cruds", "patient/Patient.r", "launch", "USER/x")) {
            var refused = with(PRESCRIBER, scopes).get("/v1/patients/" + clinic.patient());
            assertThat(refused.isProblem(403, "forbidden")).as(refused.body()).isTrue();
        }
        assertThat(with(PRESCRIBER, "openid")
                        .get("/v1/patients/" + clinic.patient())
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aCategoryHoldsInEveryQuery() {
        var all = observations(clinic.ehr());
        var vital = all.stream()
                .filter(FhirScopesTest::isVital)
                .map(FhirScopesTest::id)
                .collect(toSet());
        var others = all.stream()
                .filter(one -> !isVital(one))
                .map(FhirScopesTest::id)
                .collect(toSet());
        assertThat(vital).hasSizeGreaterThan(5);
        assertThat(others).hasSizeGreaterThan(3);
        var narrow = with(
                INTEGRATION,
                "system/Observation.rs?category=%s system/Encounter.rs system/Patient.r system/Provenance.rs"
                        .formatted(VITAL));
        var ofPatient = "Observation?_count=500&patient=" + clinic.patient();

        assertThat(ids(get(narrow, ofPatient))).containsExactlyInAnyOrderElementsOf(vital);
        assertThat(get(narrow, ofPatient + "&_total=accurate").path("total").asInt())
                .isEqualTo(vital.size());
        assertThat(ids(get(narrow, ofPatient + "&category=survey"))).isEmpty();
        assertThat(Fhir.allIds(narrow, "Observation?_count=3&patient=" + clinic.patient()))
                .containsExactlyInAnyOrderElementsOf(vital);
        assertThat(ids(Fhir.post(narrow, "Observation", "_count=500&subject=" + clinic.patient())))
                .containsExactlyInAnyOrderElementsOf(vital);
        assertThat(ids(get(
                        narrow,
                        "Observation/$lastn?max=100&status=final,amended,entered-in-error&patient="
                                + clinic.patient())))
                .containsExactlyInAnyOrderElementsOf(vital);
        var sessions = "Encounter?_revinclude=Observation:encounter&_count=500&patient=" + clinic.patient();
        assertThat(included(get(narrow, sessions), "Observation")).isNotEmpty().isSubsetOf(vital);
        assertThat(entries(get(narrow, "Patient/" + clinic.patient() + "/$everything?_count=500"), "match")
                        .filter(one -> one.path("resourceType").asText().equals("Observation"))
                        .map(FhirScopesTest::id))
                .containsExactlyInAnyOrderElementsOf(vital);
        vital.forEach(id -> {
            get(narrow, "Observation/" + id);
            get(narrow, "Observation/" + id + "/_history");
        });
        others.forEach(id -> Stream.of("", "/_history", "/_history/1")
                .forEach(end -> isOutcome(narrow.get("/fhir/Observation/" + id + end), 404, "not-found", "not-found")));
    }

    /** Who made a version would tell that there is one. */
    @Test
    void provenanceIsThatOfWhatMayBeSeen() {
        var vital = with(INTEGRATION, "system/Observation.rs?category=%s system/Provenance.rs".formatted(VITAL));
        var alone = with(INTEGRATION, "system/Provenance.rs");
        var reading = "Observation/" + clinic.reading + ".bp";
        var total = "Observation/" + clinic.response + ".total";

        assertThat(ids(get(vital, "Provenance?target=" + reading))).isNotEmpty();
        for (var hidden : List.of(total, "QuestionnaireResponse/" + clinic.response)) {
            assertThat(ids(get(clinic.ehr(), "Provenance?target=" + hidden))).isNotEmpty();
            assertThat(ids(get(vital, "Provenance?target=" + hidden))).isEmpty();
            isOutcome(vital.get("/fhir/Provenance/" + hidden.replace('/', '.') + ".1"), 404, "not-found", "not-found");
        }
        assertThat(ids(get(alone, "Provenance?target=" + reading))).isEmpty();
        assertThat(included(
                        get(vital, "Observation?_revinclude=Provenance:target&_count=500&patient=" + clinic.patient()),
                        "Provenance"))
                .isNotEmpty()
                .allMatch(id -> id.startsWith("Observation.") && !id.contains(".total."));
    }

    /** What no scope opens is left out of a page, and is no 403 for the rest of it. */
    @Test
    void includesBringWhatAScopeOpens() {
        var search = "Observation?_include=Observation:encounter&_include=Observation:subject"
                + "&_revinclude=Provenance:target&_count=500&patient=" + clinic.patient();

        assertThat(entries(get(with(INTEGRATION, "system/Observation.rs"), search), "include"))
                .isEmpty();
        // An include is read by the id that a match names; what names a match is searched.
        assertThat(types(get(with(INTEGRATION, "system/Observation.rs system/Patient.r system/Encounter.s"), search)))
                .containsExactly("Patient");
        assertThat(types(
                        get(with(INTEGRATION, "system/Observation.rs system/Provenance.s system/Encounter.r"), search)))
                .containsExactlyInAnyOrder("Encounter", "Provenance");
        assertThat(types(get(
                        with(INTEGRATION, "system/Encounter.rs system/Observation.r"),
                        "Encounter?_revinclude=Observation:encounter&patient=" + clinic.patient())))
                .isEmpty();
    }

    @Test
    void everythingIsWhatTheScopesOpen() {
        var everything = "Patient/" + clinic.patient() + "/$everything?_count=500";

        assertThat(matches(get(with(INTEGRATION, "system/Patient.r system/Consent.s system/CarePlan.r"), everything)))
                .containsExactlyInAnyOrder("Patient", "Consent");
        isOutcome(
                with(INTEGRATION, "system/Patient.s system/Consent.rs").get("/fhir/" + everything),
                403,
                "forbidden",
                "forbidden");
    }

    @Test
    void aLinkToAPageIsGoodForTheScopesThatGotIt() {
        var wide = with(NURSE, "user/*.rs");
        var narrow = with(NURSE, "user/Observation.rs?category=" + VITAL);
        var search = "Observation?_count=1&patient=" + clinic.patient();
        var next = path(link(get(wide, search), "next"));

        get(wide, next);
        isOutcome(narrow.get("/fhir/" + next), 400, "invalid", "bad-request");
        isOutcome(LightClient.with(Clinics.token(CLINIC, NURSE)).get("/fhir/" + next), 400, "invalid", "bad-request");
        get(narrow, path(link(get(narrow, search), "next")));
    }

    @Test
    void aScopeForOnePatientShowsNobodyElse() throws SQLException, IOException {
        var other = anotherPatient();
        var caller = ofPatient(NURSE, other, "launch/patient patient/*.rs user/*.cruds");

        assertThat(ids(get(caller, "Patient?_count=500"))).containsExactly(other);
        assertThat(get(caller, "Patient?_total=accurate").path("total").asInt()).isEqualTo(1);
        assertThat(get(caller, "Patient/" + other).path("id").asText()).isEqualTo(other);
        for (var hidden : List.of(
                "Patient/" + clinic.patient(),
                "Patient/" + clinic.patient() + "/$everything",
                "Encounter/" + clinic.finished,
                "Encounter/" + clinic.finished + "/_history",
                "Observation/" + clinic.reading + ".bp",
                "Observation/" + clinic.reading + ".bp/_history/1",
                "Provenance/Observation." + clinic.reading + ".bp.1")) {
            isOutcome(caller.get("/fhir/" + hidden), 404, "not-found", "not-found");
        }
        for (var empty : List.of(
                "Observation?patient=" + clinic.patient(),
                "Observation?identifier=" + clinic.reading,
                "Observation/$lastn?patient=" + clinic.patient(),
                "Provenance?target=Observation/" + clinic.reading + ".bp",
                "AdverseEvent?subject=" + clinic.patient(),
                "DetectedIssue?patient=" + clinic.patient())) {
            assertThat(ids(get(caller, empty))).as(empty).isEmpty();
        }
        assertThat(ids(get(caller, "Encounter?_count=500"))).doesNotContain(clinic.finished);
        assertThat(rowsOfSearches(other)).isPositive();
    }

    /** A patient of the clinic who is not the one with the chart. */
    private String anotherPatient() {
        return ids(get(clinic.ehr(), "Patient?_count=500")).stream()
                .filter(id -> !id.equals(clinic.patient()))
                .findFirst()
                .orElseThrow();
    }

    /** The trail names the patient, also where the search named nobody. */
    private static int rowsOfSearches(String patient) throws SQLException, IOException {
        try (var owner = Database.asOwner();
                var statement = owner.prepareStatement(
                        "SELECT count(*) FROM call_log WHERE patient_id = ? AND action = 'GET /fhir/Encounter'")) {
            statement.setObject(1, UUID.fromString(patient));
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getInt(1);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "none", "123", "Patient/6e4b7a52-1111-4111-8111-111111111111"})
    void withoutThePatientNothingIsAnswered(String patient) {
        for (var scopes : List.of("patient/*.rs", "patient/Observation.rs user/*.rs", "patient/x user/*.rs")) {
            var caller = patient.isEmpty() ? with(NURSE, scopes) : ofPatient(NURSE, patient, scopes);
            isOutcome(caller.get("/fhir/Patient"), 403, "forbidden", "forbidden");
            isOutcome(caller.get("/fhir/Patient/" + clinic.patient()), 403, "forbidden", "forbidden");
        }
    }

    /** The claim opens nobody: it is compared with the patients of the token's clinic. */
    @Test
    void aPatientOfAnotherClinicIsNotFound() {
        var elsewhere = LightClient.with(Clinics.token(
                UUID.randomUUID(),
                claims -> {
                    claims.setStringClaim("scope", "patient/*.rs");
                    claims.setStringClaim("patient", clinic.patient());
                },
                NURSE));

        isOutcome(elsewhere.get("/fhir/Patient/" + clinic.patient()), 404, "not-found", "not-found");
        assertThat(ids(get(elsewhere, "Patient"))).isEmpty();
    }

    private List<JsonNode> observations(LightClient caller) {
        return entries(get(caller, "Observation?_count=500&patient=" + clinic.patient()), "match")
                .toList();
    }

    private static boolean isVital(JsonNode observation) {
        return observation.path("category").toString().contains("\"vital-signs\"");
    }

    private static String id(JsonNode resource) {
        return resource.path("id").asText();
    }

    private static List<String> included(JsonNode page, String type) {
        return entries(page, "include")
                .filter(one -> one.path("resourceType").asText().equals(type))
                .map(FhirScopesTest::id)
                .toList();
    }

    private static Set<String> types(JsonNode page) {
        return entries(page, "include")
                .map(one -> one.path("resourceType").asText())
                .collect(toSet());
    }

    private static Set<String> matches(JsonNode page) {
        return entries(page, "match")
                .map(one -> one.path("resourceType").asText())
                .collect(toSet());
    }
}
