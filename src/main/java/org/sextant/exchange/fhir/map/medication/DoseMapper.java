package org.sextant.exchange.fhir.map.medication;

import org.sextant.exchange.fhir.map.FhirWriter;
import org.sextant.exchange.fhir.map.Mapper;
import org.sextant.exchange.fhir.map.Row;
import org.sextant.exchange.fhir.map.Scope;

/** A further dose of the drug of a session as MedicationAdministration, a part of that of the session. */
public final class DoseMapper implements Mapper {

    @Override
    public void write(Row row, Scope scope, FhirWriter out) {
        out.resource("MedicationAdministration", row);
        Drug.contained(row.text("drug"), row.text("lot"), out);
        out.references("partOf", "MedicationAdministration", row.text("session_id"));
        out.member("status", row.status());
        Drug.reference(out);
        out.reference("subject", "Patient", row.text("patient_id"));
        out.reference("context", "Encounter", row.text("session_id"));
        out.member("effectiveDateTime", row.time("corrected_at"));
        out.array(
                "performer",
                () -> out.element(() -> out.object("actor", () -> out.staff(row.text("recorded_by"), scope))));
        out.array("reasonCode", () -> out.element(() -> out.member("text", row.text("reason"))));
        out.object("dosage", () -> {
            Drug.route(row.has("route") ? row.text("route") : row.text("protocol_route"), out);
            out.quantity("dose", row.number("mg"), "mg", "mg");
        });
        out.end();
    }
}
