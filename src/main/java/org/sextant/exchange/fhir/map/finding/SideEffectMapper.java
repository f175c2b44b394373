package org.sextant.exchange.fhir.map.finding;

import org.sextant.exchange.fhir.map.Coding;
import org.sextant.exchange.fhir.map.FhirWriter;
import org.sextant.exchange.fhir.map.Mapper;
import org.sextant.exchange.fhir.map.Row;
import org.sextant.exchange.fhir.map.Scope;

/** A side effect as Observation. */
public final class SideEffectMapper implements Mapper {

    @Override
    public void write(Row row, Scope scope, FhirWriter out) {
        out.resource("Observation", row);
        if (row.has("action")) {
            out.array(
                    "extension",
                    () -> out.extension("action-taken", () -> out.member("valueString", row.text("action"))));
        }
        out.member("status", row.status());
        out.array("category", () -> {
            out.element(() -> out.codings(VitalSign.SEDATION.category()));
            out.element(() -> out.codings(Coding.own("category", "side-effect", "Side effect")));
        });
        out.concept("code", SideEffectCodes.of(row.text("effect")));
        out.reference("subject", "Patient", row.text("patient_id"));
        out.reference("encounter", "Encounter", row.text("session_id"));
        out.period("effectivePeriod", row.time("corrected_at"), row.time("corrected_resolved_at"));
        out.member("issued", row.time("recorded_at"));
        out.array("performer", () -> out.element(() -> out.staff(row.text("recorded_by"), scope)));
        var severity = row.text("severity");
        out.concept("valueCodeableConcept", Coding.ofConstant("severity", severity));
        if (row.has("note")) {
            out.array("note", () -> out.element(() -> out.member("text", row.text("note"))));
        }
        out.array(
                "component",
                () -> out.element(() -> out.concept("code", Coding.own("component", "serious", "Serious"))
                        .member("valueBoolean", row.flag("serious"))));
        out.end();
    }
}
