package org.sextant.exchange.fhir.type;

import static org.sextant.exchange.fhir.search.Matchers.code;
import static org.sextant.exchange.fhir.search.Matchers.codes;
import static org.sextant.exchange.fhir.search.Matchers.date;
import static org.sextant.exchange.fhir.search.Matchers.id;
import static org.sextant.exchange.fhir.search.Matchers.lastUpdated;
import static org.sextant.exchange.fhir.search.Matchers.reference;

import java.util.List;
import java.util.Set;
import org.sextant.exchange.fhir.search.Include;
import org.sextant.exchange.fhir.search.ResourceType;

/** What was given in sessions. */
final class MedicationAdministrationType {

    static final ResourceType TYPE = new ResourceType(
            "MedicationAdministration",
            List.of(),
            ClinicalRoles.CHART,
            MedicationSources.ALL,
            List.of(
                    id(),
                    reference("patient", "Who got it", "Patient", "patient_id"),
                    reference("subject", "Who got it", "Patient", "patient_id"),
                    reference("context", "The session", "Encounter", "encounter_id"),
                    codes("code", "Ketamine or esketamine, by RxNorm", "codes"),
                    code("status", "in-progress, on-hold, completed, stopped or entered-in-error", "status"),
                    date("effective-time", "When it was given, by the service's clock", "at", "until_at"),
                    lastUpdated()),
            "-effective-time",
            Set.of("_id", "patient", "subject", "context"),
            part -> "administrations",
            List.of(
                    new Include("MedicationAdministration:context", "Encounter", "session_id", "record_id"),
                    new Include("MedicationAdministration:patient", "Patient", "patient_id", "record_id"),
                    Include.provenance("MedicationAdministration")));

    private MedicationAdministrationType() {}
}
