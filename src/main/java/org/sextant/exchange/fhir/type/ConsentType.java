package org.sextant.exchange.fhir.type;

import static org.sextant.exchange.fhir.search.Matchers.code;
import static org.sextant.exchange.fhir.search.Matchers.date;
import static org.sextant.exchange.fhir.search.Matchers.id;
import static org.sextant.exchange.fhir.search.Matchers.lastUpdated;
import static org.sextant.exchange.fhir.search.Matchers.reference;

import java.util.List;
import java.util.Set;
import org.sextant.exchange.fhir.search.Include;
import org.sextant.exchange.fhir.search.ResourceType;

/** Consents to the treatment. */
final class ConsentType {

    static final ResourceType TYPE = new ResourceType(
            "Consent",
            List.of(),
            ClinicalRoles.CHART,
            List.of(ClearanceSources.CONSENT),
            List.of(
                    id(),
                    reference("patient", "Who consented", "Patient", "patient_id"),
                    code("status", "active, rejected or entered-in-error", "status"),
                    date("date", "The day of the consent", "at", "until_at"),
                    lastUpdated()),
            "-date",
            Set.of("_id", "patient"),
            part -> "clearances",
            List.of(Include.provenance("Consent")));

    private ConsentType() {}
}
