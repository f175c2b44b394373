package org.sextant.exchange.fhir.map.finding;

import org.sextant.exchange.fhir.map.Canon;
import org.sextant.exchange.fhir.map.Coding;
import org.sextant.exchange.fhir.map.FhirWriter;
import org.sextant.exchange.fhir.map.Mapper;
import org.sextant.exchange.fhir.map.Row;
import org.sextant.exchange.fhir.map.Scope;

/** The total of an assessment as Observation. */
public final class ScoreMapper implements Mapper {

    /** The profile that each of them keeps. */
    public static final String PROFILE = Canon.US_CORE + "observation-screening-assessment";

    /** The part of the id behind the id of the assessment. */
    public static final String PART = "total";

    @Override
    public void write(Row row, Scope scope, FhirWriter out) {
        out.resource("Observation", row, PROFILE);
        out.member("status", row.status()).concepts("category", VitalSign.PAIN.category());
        var scale = Scale.code(row.text("instrument"));
        out.concept(
                "code",
                row.has("loinc_total")
                        ? new Coding[] {Coding.loinc(row.text("loinc_total"), null), scale}
                        : new Coding[] {scale});
        out.reference("subject", "Patient", row.text("patient_id"));
        out.reference("encounter", "Encounter", row.text("session_id"));
        out.member("effectiveDateTime", row.time("corrected_at")).member("issued", row.time("recorded_at"));
        out.array("performer", () -> out.element(() -> out.staff(row.text("recorded_by"), scope)));
        out.quantity("valueQuantity", row.number("total"), "score", "{score}");
        if (row.has("answers")) {
            out.references("derivedFrom", "QuestionnaireResponse", row.text("id"));
        }
        out.end();
    }
}
