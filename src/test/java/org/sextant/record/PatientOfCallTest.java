package org.sextant.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sextant.Api.token;

import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.sextant.Database;
import org.sextant.identity.Role;

/** The audit trail names the patient of every call whose path names a record of a patient. */
@QuarkusTest
class PatientOfCallTest {

    /** A path of the contract that names a record of a collection. */
    private static final Pattern OF_RECORD = Pattern.compile("(?m)^  /v1/([a-z-]+)/\\{(?:id|[a-z]+Id)}");

    /** Records of no patient. */
    private static final Set<String> OF_NOBODY = Set.of("token-revocations", "webhooks");

    @Test
    void everyRouteOfARecordHasItsPatient() throws Exception {
        var collections = OF_RECORD
                .matcher(Files.readString(Path.of("openapi", "openapi.yaml")))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        collections.removeAll(OF_NOBODY);
        var chart = Chart.make();
        var patient = UUID.fromString(chart.get("patients"));

        assertThat(collections)
                .contains("patients", "courses", "sessions", "vitals")
                .hasSizeGreaterThan(8);
        for (var collection : collections) {
            assertThat(patientOf(collection, UUID.fromString(chart.get(collection))))
                    .as(collection)
                    .isEqualTo(patient);
            assertThat(patientOf(collection, UUID.randomUUID()))
                    .as("unknown of %s", collection)
                    .isNull();
        }
        assertThat(patientOf("nothing", patient)).isNull();
    }

    private static UUID patientOf(String collection, UUID record) throws SQLException, IOException {
        try (var owner = Database.asOwner();
                var statement = owner.prepareStatement("SELECT patient_of(?, ?, ?)")) {
            statement.setObject(1, Chart.clinicOf(token(Role.NURSE)));
            statement.setString(2, collection);
            statement.setObject(3, record);
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getObject(1, UUID.class);
            }
        }
    }
}
