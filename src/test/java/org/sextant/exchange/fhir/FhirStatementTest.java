package org.sextant.exchange.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sextant.identity.Role.NURSE;

import io.quarkus.hibernate.orm.PersistenceUnitExtension;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sextant.ImportedTreatment;
import org.sextant.LightClient;
import org.sextant.Treatment;
import org.sextant.platform.StatementCounter;

/** What a call of the FHIR API costs: one statement for whom it is with the row of the call, and one for a type and page. */
@QuarkusTest
class FhirStatementTest {

    @Inject
    @PersistenceUnitExtension
    StatementCounter statements;

    @Test
    void aReadNeedsTwo() {
        var patient = Treatment.newPatient();

        assertThat(of("Patient/" + patient)).hasSize(2);
    }

    @Test
    void aPageNeedsTwoHoweverManyRowsItHas() {
        Treatment.newPatient();
        Treatment.newPatient();
        // The secret of the clinic's links is read once.
        of("Patient?_count=1");

        assertThat(of("Patient?_count=1")).hasSize(2);
        assertThat(of("Patient?_count=500")).hasSize(2);
        assertThat(of("Patient?_count=500&_total=accurate")).hasSize(3);
    }

    /** Whatever observations come from, and however many sessions there are. */
    @Test
    void aPageOfObservationsNeedsTwoAndOneMoreForEachInclude() {
        var treatment = new ImportedTreatment();
        treatment.discharged("2026-01-05");
        treatment.send();
        var search = "Observation?patient=" + treatment.patient();

        assertThat(of(search)).hasSize(2);
        assertThat(of(search + "&category=vital-signs&_include=Observation:encounter"))
                .hasSize(3);
        assertThat(of("Encounter?patient=" + treatment.patient() + "&_revinclude=Observation:encounter"))
                .hasSize(3);
    }

    private List<String> of(String path) {
        return statements.of(() -> Fhir.get(LightClient.as(NURSE), path));
    }
}
