package org.sextant.exchange.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sextant.exchange.fhir.Fhir.isOutcome;
import static org.sextant.identity.Role.ADMIN;
import static org.sextant.identity.Role.EMERGENCY;
import static org.sextant.identity.Role.NURSE;

import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.sextant.Database;
import org.sextant.LightClient;
import org.sextant.Treatment;
import org.sextant.exchange.fhir.search.ResourceType;
import org.sextant.exchange.fhir.type.FhirTypes;
import org.sextant.identity.Role;

/** Who may read what in FHIR: that the code is the table of docs/access.md, and that the service keeps to it. */
@QuarkusTest
class FhirAccessTest {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([A-Z]\\w+)` \\|(.*)\\|$");

    private static final List<String> COLUMNS = List.of(
            Role.NURSE,
            Role.PRESCRIBER,
            Role.COORDINATOR,
            Role.ANALYST,
            Role.INTEGRATION,
            Role.AUDITOR,
            Role.ADMIN,
            Role.EMERGENCY);

    @Test
    void theCodeIsTheTable() throws IOException {
        var code = new TreeMap<String, Set<String>>();
        FhirTypes.ALL.forEach(type -> code.put(type.name(), new TreeSet<>(type.roles())));

        assertThat(code).isEqualTo(table());
    }

    @Test
    void eachRoleMayReadWhatTheTableSaysAndNothingElse() throws IOException {
        table().forEach((type, roles) -> {
            for (var role : Role.ALL) {
                var reading = LightClient.as(role).get("/fhir/" + type + "/" + UUID.randomUUID());
                var searching = LightClient.as(role).get("/fhir/" + search(type));
                var posting = LightClient.as(role)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .body("_id=" + UUID.randomUUID())
                        .post("/fhir/" + type + "/_search");
                if (roles.contains(role)) {
                    isOutcome(reading, 404, "not-found", "not-found");
                    assertThat(searching.status()).as(role + searching.body()).isEqualTo(200);
                    assertThat(posting.status()).as(role + posting.body()).isEqualTo(200);
                } else {
                    for (var refused : List.of(reading, searching, posting)) {
                        isOutcome(refused, 403, "forbidden", "forbidden");
                    }
                }
            }
        });
    }

    /** An emergency access opens one chart: searches see that patient and nobody else. */
    @Test
    void emergencyAccessOpensOneChart() throws IOException {
        var patient = Treatment.newPatient();
        var other = Treatment.newPatient();
        var grant = LightClient.as(ADMIN)
                .body("{\"patientId\": \"%s\", \"reason\": \"Unwell at the desk\"}".formatted(patient))
                .post("/v1/emergency-access")
                .id();
        var caller = LightClient.as(ADMIN).header("Emergency-Access", grant);

        assertThat(Fhir.ids(Fhir.get(caller, "Patient?_count=500"))).containsExactly(patient);
        assertThat(Fhir.get(caller, "Patient?_total=accurate").path("total").asInt())
                .isEqualTo(1);
        assertThat(caller.get("/fhir/Patient/" + patient).status()).isEqualTo(200);
        isOutcome(caller.get("/fhir/Patient/" + other), 404, "not-found", "not-found");
        table().forEach((type, roles) -> assertThat(
                        caller.get("/fhir/" + search(type)).status())
                .as(type)
                .isEqualTo(roles.contains(EMERGENCY) ? 200 : 403));
    }

    @Test
    void anotherClinicsCallerIsToldNothing() {
        var patient = Treatment.newPatient();
        var elsewhere = LightClient.elsewhereAs(NURSE);

        var foreign = elsewhere.get("/fhir/Patient/" + patient);
        var unknown = elsewhere.get("/fhir/Patient/" + UUID.randomUUID());
        isOutcome(foreign, 404, "not-found", "not-found");
        assertThat(foreign.body()).isEqualTo(unknown.body());
        assertThat(Fhir.ids(Fhir.get(elsewhere, "Patient?_id=" + patient))).isEmpty();
    }

    @Test
    void eachCallIsInTheTrailWithThePatient() throws Exception {
        var patient = Treatment.newPatient();
        LightClient.as(NURSE).get("/fhir/Patient/" + patient);
        LightClient.as(NURSE)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .body("_id=" + patient)
                .post("/fhir/Patient/_search");
        LightClient.as(Role.ANALYST).get("/fhir/Patient/" + patient);
        LightClient.as(NURSE).get("/fhir/Patient/" + patient + "?x=y");

        assertThat(callsAbout(patient))
                .contains(
                        "GET /fhir/Patient/{id} 200",
                        "POST /fhir/Patient/_search 200",
                        "GET /fhir/Patient/{id} 403",
                        "GET /fhir/Patient/{id} 400");
    }

    /** Whatever table a resource comes from, its read names the patient in the trail. */
    @Test
    void theReadOfEachResourceNamesItsPatient() throws Exception {
        var clinic = new FhirClinic(UUID.randomUUID());
        for (var type : FhirTypes.ALL) {
            for (var resource : clinic.all(type)) {
                var owner = resource.has("patient") ? resource.path("patient") : resource.path("subject");
                if (owner.has("reference")) {
                    var patient = owner.path("reference").asText().replace("Patient/", "");
                    var before = Collections.frequency(callsAbout(patient), read(type));
                    Fhir.get(
                            clinic.ehr(),
                            type.name() + "/" + resource.path("id").asText());
                    assertThat(Collections.frequency(callsAbout(patient), read(type)))
                            .as(resource.toString())
                            .isEqualTo(before + 1);
                }
            }
        }
    }

    private static String read(ResourceType type) {
        return "GET /fhir/" + type.name() + "/{id} 200";
    }

    private static List<String> callsAbout(String patient) throws SQLException, IOException {
        var calls = new ArrayList<String>();
        try (var owner = Database.asOwner();
                var statement =
                        owner.prepareStatement("SELECT action || ' ' || status FROM call_log WHERE patient_id = ?")) {
            statement.setObject(1, UUID.fromString(patient));
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    calls.add(rows.getString(1));
                }
            }
        }
        return calls;
    }

    /** A search of the type that is answered whatever there is. */
    private static String search(String type) {
        var needed = FhirTypes.find(type).map(ResourceType::needed).orElseThrow();
        return needed.isEmpty() ? type + "?_count=1" : type + "?_id=" + UUID.randomUUID();
    }

    private static Map<String, Set<String>> table() throws IOException {
        var table = new TreeMap<String, Set<String>>();
        ROW.matcher(Files.readString(Path.of("docs", "access.md"))).results().forEach(row -> {
            var cells = row.group(2).split("\\|", -1);
            var roles = new TreeSet<String>();
            IntStream.range(0, COLUMNS.size())
                    .filter(column -> cells[column].strip().equals("yes"))
                    .forEach(column -> roles.add(COLUMNS.get(column)));
            table.put(row.group(1), roles);
        });
        return table;
    }
}
