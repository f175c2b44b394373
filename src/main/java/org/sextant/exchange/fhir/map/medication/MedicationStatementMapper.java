package org.sextant.exchange.fhir.map.medication;

import org.sextant.exchange.fhir.map.Coding;
import org.sextant.exchange.fhir.map.FhirWriter;
import org.sextant.exchange.fhir.map.Mapper;
import org.sextant.exchange.fhir.map.Row;
import org.sextant.exchange.fhir.map.Scope;

/** Whether the patient takes medicines of a class, as somebody asked at a session, as MedicationStatement. */
public final class MedicationStatementMapper implements Mapper {

    @Override
    public void write(Row row, Scope scope, FhirWriter out) {
        out.resource("MedicationStatement", row);
        var drugs = row.text("drug_class");
        out.member("status", row.status());
        out.concept("medicationCodeableConcept", Coding.ofConstant("drug-class", drugs));
        out.reference("subject", "Patient", row.text("patient_id"));
        out.reference("context", "Encounter", row.text("id"));
        out.member("effectiveDateTime", row.time("checked_in_at")).member("dateAsserted", row.time("checked_in_at"));
        out.end();
    }
}
