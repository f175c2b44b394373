package org.sextant.exchange.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sextant.exchange.fhir.Fhir.allIds;
import static org.sextant.exchange.fhir.Fhir.entries;
import static org.sextant.exchange.fhir.Fhir.get;
import static org.sextant.exchange.fhir.Fhir.ids;
import static org.sextant.exchange.fhir.Fhir.isOutcome;
import static org.sextant.identity.Role.ANALYST;
import static org.sextant.identity.Role.AUDITOR;
import static org.sextant.identity.Role.NURSE;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.hibernate.orm.PersistenceUnitExtension;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sextant.Clinics;
import org.sextant.LightClient;
import org.sextant.Treatment;
import org.sextant.audit.chain.Sealing;
import org.sextant.platform.StatementCounter;

/** The audit trail as AuditEvent: the same entries as those of {@code /v1/audit}. */
@QuarkusTest
class FhirAuditTest {

    private static final LightClient AUDIT = LightClient.as(AUDITOR);

    @Inject
    @PersistenceUnitExtension
    StatementCounter statements;

    private String patient;
    private String search;

    /** A patient is made, read, and refused to an analyst. */
    @BeforeEach
    void call() {
        patient = Treatment.newPatient();
        search = "AuditEvent?patient=" + patient;
        LightClient.as(NURSE).get("/v1/patients/" + patient);
        LightClient.as(NURSE).get("/fhir/Patient/" + patient);
        LightClient.as(ANALYST).get("/v1/patients/" + patient);
        Sealing.now();
    }

    @Test
    void tellsWhatTheTrailTells() {
        var entries = AUDIT.query("patientId", patient).get("/v1/audit").json().path("items");
        var events = entries(get(AUDIT, search), "match").toList();

        assertThat(events.stream().map(event -> event.path("id").asText()))
                .containsExactlyInAnyOrderElementsOf(entries.findValuesAsText("n"));
        for (var entry : entries) {
            var event = get(AUDIT, "AuditEvent/" + entry.path("n").asText());
            assertThat(events).contains(event);
            assertThat(event.path("outcomeDesc").asText())
                    .startsWith(entry.path("action").asText());
            assertThat(event.at("/agent/0/who/identifier/value").asText())
                    .isEqualTo(entry.path("subject").asText());
            assertThat(event.at("/extension/0/valueString").asText())
                    .isEqualTo(entry.path("hash").asText());
            assertThat(event.at("/entity/0/what/reference").asText()).isEqualTo("Patient/" + patient);
        }
    }

    @Test
    void isFoundByWhatHappened() {
        assertThat(described(search + "&outcome=4")).containsExactly("GET /v1/patients/{id}: 403");
        assertThat(described(search + "&action=R"))
                .containsExactly(
                        "GET /v1/patients/{id}: 403", "GET /fhir/Patient/{id}: 200", "GET /v1/patients/{id}: 200");
        assertThat(described(search + "&action=C")).containsExactly("patient.created");
        assertThat(described(search + "&agent:identifier=demo-analyst")).containsExactly("GET /v1/patients/{id}: 403");
        assertThat(described(search + "&agent:identifier=https://demo.sextant.invalid%7Cdemo-analyst"))
                .hasSize(1);
        assertThat(described(search + "&agent:identifier=https://other.example%7Cdemo-analyst"))
                .isEmpty();
        assertThat(described(search + "&agent=Practitioner/demo-analyst")).isEmpty();
        assertThat(described(search + "&date=lt2020")).isEmpty();
        assertThat(described(search + "&date=gt2020")).hasSize(4);
    }

    @Test
    void isPagedWithEachOnce() {
        var all = ids(get(AUDIT, search + "&_count=500"));

        assertThat(allIds(AUDIT, search + "&_count=2")).containsExactlyElementsOf(all);
    }

    @Test
    void aPageNeedsTwoStatements() {
        get(AUDIT, search + "&_count=2");

        assertThat(statements.of(() -> get(AUDIT, search + "&_count=2"))).hasSize(2);
        assertThat(statements.of(() -> get(AUDIT, search + "&_count=500"))).hasSize(2);
    }

    @Test
    void isOfOnePatientAndOneClinic() {
        var one = ids(get(AUDIT, search)).get(0);
        var elsewhere = LightClient.with(Clinics.token(UUID.randomUUID(), AUDITOR));

        isOutcome(AUDIT.get("/fhir/AuditEvent?action=R"), 400, "invalid", "bad-request");
        isOutcome(AUDIT.get("/fhir/AuditEvent/0"), 404, "not-found", "not-found");
        isOutcome(AUDIT.get("/fhir/AuditEvent/x"), 404, "not-found", "not-found");
        isOutcome(AUDIT.get("/fhir/AuditEvent/" + one + "/_history"), 404, "not-found", "not-found");
        assertThat(ids(get(elsewhere, search))).isEmpty();
        isOutcome(elsewhere.get("/fhir/AuditEvent/999999999"), 404, "not-found", "not-found");
    }

    private static List<String> described(String search) {
        return entries(get(AUDIT, search), "match")
                .map((JsonNode event) -> event.path("outcomeDesc").asText())
                .toList();
    }
}
