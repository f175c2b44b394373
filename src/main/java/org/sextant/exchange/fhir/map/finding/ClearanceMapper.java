package org.sextant.exchange.fhir.map.finding;

import java.time.LocalDate;
import org.sextant.exchange.fhir.map.Coding;
import org.sextant.exchange.fhir.map.FhirWriter;
import org.sextant.exchange.fhir.map.Mapper;
import org.sextant.exchange.fhir.map.Row;
import org.sextant.exchange.fhir.map.Scope;

/** A clearance other than the consent as Observation: whether the patient is fit for treatment in one respect. */
public final class ClearanceMapper implements Mapper {

    @Override
    public void write(Row row, Scope scope, FhirWriter out) {
        out.resource("Observation", row);
        out.member("status", row.status()).concepts("category", VitalSign.SEDATION.category());
        var kind = row.text("kind");
        out.concept("code", Coding.ofConstant("clearance", kind));
        out.reference("subject", "Patient", row.text("patient_id"));
        out.member("effectiveDateTime", LocalDate.parse(row.text("cleared_on")));
        out.member("issued", row.time("recorded_at"));
        out.array("performer", () -> out.element(() -> out.member("display", row.text("cleared_by"))));
        var outcome = row.text("outcome");
        out.concept("valueCodeableConcept", Coding.ofConstant("clearance-outcome", outcome));
        if (row.has("note")) {
            out.array("note", () -> out.element(() -> out.member("text", row.text("note"))));
        }
        out.end();
    }
}
