package org.sextant.exchange.fhir.map.finding;

import org.sextant.exchange.fhir.map.Canon;
import org.sextant.exchange.fhir.map.Coding;
import org.sextant.exchange.fhir.map.FhirWriter;
import org.sextant.exchange.fhir.map.Mapper;
import org.sextant.exchange.fhir.map.Row;
import org.sextant.exchange.fhir.map.Scope;

/** The weight at the check-in of a session as Observation. */
public final class WeightMapper implements Mapper {

    /** The profile that each of them keeps. */
    public static final String PROFILE = Canon.US_CORE + "body-weight";

    /** The part of the id behind the id of the session. */
    public static final String PART = "weight";

    public static final Coding CODE = Coding.loinc("29463-7", "Body weight");

    @Override
    public void write(Row row, Scope scope, FhirWriter out) {
        out.resource("Observation", row, PROFILE);
        out.member("status", row.status());
        out.concepts("category", VitalSign.HR.category()).concept("code", CODE);
        out.reference("subject", "Patient", row.text("patient_id"));
        out.reference("encounter", "Encounter", row.text("id"));
        out.member("effectiveDateTime", row.time("checked_in_at"));
        if (row.has("checked_in_by")) {
            out.array("performer", () -> out.element(() -> out.staff(row.text("checked_in_by"), scope)));
        }
        out.quantity("valueQuantity", row.number("weight_kg"), "kg", "kg");
        out.end();
    }
}
