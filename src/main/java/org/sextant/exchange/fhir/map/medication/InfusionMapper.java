package org.sextant.exchange.fhir.map.medication;

import org.sextant.exchange.fhir.map.FhirWriter;
import org.sextant.exchange.fhir.map.Mapper;
import org.sextant.exchange.fhir.map.Row;
import org.sextant.exchange.fhir.map.Scope;

/** The drug of a session, from its start to its end, as MedicationAdministration. */
public final class InfusionMapper implements Mapper {

    @Override
    public void write(Row row, Scope scope, FhirWriter out) {
        out.resource("MedicationAdministration", row);
        Drug.contained(row.text("drug"), row.has("lot") ? row.text("lot") : row.text("end_lot"), out);
        extensions(row, out);
        out.member("status", row.status());
        if (row.has("stop_reason")) {
            out.array("statusReason", () -> out.element(() -> out.member("text", row.text("stop_reason"))));
        }
        Drug.reference(out);
        out.reference("subject", "Patient", row.text("patient_id"));
        out.reference("context", "Encounter", row.text("id"));
        out.period("effectivePeriod", row.time("started_at"), row.time("ended_at"));
        if (row.has("administered_mg")) {
            out.object("dosage", () -> {
                Drug.route(row.text("route"), out);
                out.quantity("dose", row.number("administered_mg"), "mg", "mg");
            });
        }
        out.end();
    }

    private static void extensions(Row row, FhirWriter out) {
        if (!row.has("planned_dose_mg") && !row.has("delivered_mg")) {
            return;
        }
        out.array("extension", () -> {
            if (row.has("planned_dose_mg")) {
                out.extension(
                        "planned-dose", () -> out.quantity("valueQuantity", row.number("planned_dose_mg"), "mg", "mg"));
            }
            if (row.has("delivered_mg")) {
                out.extension(
                        "delivered-dose", () -> out.quantity("valueQuantity", row.number("delivered_mg"), "mg", "mg"));
            }
        });
    }
}
