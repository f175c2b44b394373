package org.sextant.exchange.fhir.map.visit;

import java.time.LocalDate;
import org.sextant.exchange.fhir.map.Coding;
import org.sextant.exchange.fhir.map.FhirWriter;
import org.sextant.exchange.fhir.map.Mapper;
import org.sextant.exchange.fhir.map.Row;
import org.sextant.exchange.fhir.map.Scope;

/** The clearance CONSENT as Consent. */
public final class ConsentMapper implements Mapper {

    @Override
    public void write(Row row, Scope scope, FhirWriter out) {
        out.resource("Consent", row);
        out.member("status", row.status());
        out.concept("scope", Coding.hl7("consentscope", "treatment", "Treatment"));
        out.concepts("category", Coding.loinc("59284-0", null));
        out.reference("patient", "Patient", row.text("patient_id"));
        out.member("dateTime", LocalDate.parse(row.text("cleared_on")));
        out.array("performer", () -> out.element(() -> out.member("display", row.text("cleared_by"))));
        out.textConcept("policyRule", "The clinic's consent to treatment");
        out.end();
    }
}
