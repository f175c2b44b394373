package org.sextant.exchange.fhir.map.finding;

import java.util.Locale;
import org.sextant.exchange.fhir.map.Coding;
import org.sextant.exchange.fhir.map.FhirWriter;
import org.sextant.exchange.fhir.map.Mapper;
import org.sextant.exchange.fhir.map.Row;
import org.sextant.exchange.fhir.map.Scope;

/** A serious or life-threatening side effect as AdverseEvent, beside the Observation that shows its status. */
public final class AdverseEventMapper implements Mapper {

    private static final String SERIOUSNESS = "adverse-event-seriousness";

    @Override
    public void write(Row row, Scope scope, FhirWriter out) {
        out.resource("AdverseEvent", row);
        var severity = row.text("severity");
        var threatening = severity.equals("LIFE_THREATENING");
        out.member("actuality", "actual").concept("event", SideEffectCodes.of(row.text("effect")));
        out.reference("subject", "Patient", row.text("patient_id"));
        out.reference("encounter", "Encounter", row.text("session_id"));
        out.member("date", row.time("corrected_at")).member("recordedDate", row.time("recorded_at"));
        out.concept(
                "seriousness",
                threatening
                        ? Coding.hl7(SERIOUSNESS, "SeriousIsLifeThreatening", null)
                        : Coding.hl7(SERIOUSNESS, "Serious", null));
        out.concept(
                "severity",
                Coding.hl7("adverse-event-severity", threatening ? "severe" : severity.toLowerCase(Locale.ROOT), null));
        var ended = row.has("corrected_resolved_at");
        out.concept("outcome", Coding.hl7("adverse-event-outcome", ended ? "resolved" : "ongoing", null));
        out.object("recorder", () -> out.staff(row.text("recorded_by"), scope));
        if (row.has("started_at")) {
            out.array(
                    "suspectEntity",
                    () -> out.element(
                            () -> out.reference("instance", "MedicationAdministration", row.text("session_id"))));
        }
        out.end();
    }
}
