package org.sextant.exchange.fhir.map.medication;

import java.util.Map;
import org.sextant.exchange.fhir.map.Canon;
import org.sextant.exchange.fhir.map.FhirWriter;
import org.sextant.exchange.fhir.map.Mapper;
import org.sextant.exchange.fhir.map.Row;
import org.sextant.exchange.fhir.map.Scope;

/** A medicine that was given beside the treatment as MedicationAdministration. */
public final class MedicationMapper implements Mapper {

    /** The units that have a code; others are text. */
    private static final Map<String, String> UNITS =
            Map.of("mg", "mg", "g", "g", "ug", "ug", "µg", "ug", "mcg", "ug", "mL", "mL", "ml", "mL");

    @Override
    public void write(Row row, Scope scope, FhirWriter out) {
        out.resource("MedicationAdministration", row);
        out.member("status", row.status()).textConcept("medicationCodeableConcept", row.text("drug"));
        out.reference("subject", "Patient", row.text("patient_id"));
        out.reference("context", "Encounter", row.text("session_id"));
        out.member("effectiveDateTime", row.time("corrected_at"));
        out.array(
                "performer",
                () -> out.element(() -> out.object("actor", () -> out.staff(row.text("recorded_by"), scope))));
        if (row.has("reason")) {
            out.array("reasonCode", () -> out.element(() -> out.member("text", row.text("reason"))));
        }
        out.object("dosage", () -> {
            out.textConcept("route", row.text("route"));
            out.object("dose", () -> {
                var code = UNITS.get(row.text("unit"));
                out.member("value", row.number("dose")).member("unit", row.text("unit"));
                if (code != null) {
                    out.member("system", Canon.UCUM).member("code", code);
                }
            });
        });
        out.end();
    }
}
