package org.sextant.exchange.fhir.map.finding;

import org.sextant.exchange.fhir.map.Coding;
import org.sextant.exchange.fhir.map.FhirWriter;
import org.sextant.exchange.fhir.map.Mapper;
import org.sextant.exchange.fhir.map.Row;
import org.sextant.exchange.fhir.map.Scope;

/** An alert as DetectedIssue; an acknowledgement and a clearing are mitigations. */
public final class DetectedIssueMapper implements Mapper {

    @Override
    public void write(Row row, Scope scope, FhirWriter out) {
        out.resource("DetectedIssue", row);
        if (row.has("value") || row.has("limit_value")) {
            out.array("extension", () -> {
                number("value", row, "value", out);
                number("limit", row, "limit_value", out);
            });
        }
        out.member("status", row.status());
        var kind = row.text("kind");
        out.concept("code", Coding.ofConstant("alert", kind));
        out.member("severity", row.text("severity").equals("CRITICAL") ? "high" : "moderate");
        out.reference("patient", "Patient", row.text("patient_id"));
        out.member("identifiedDateTime", row.time("recorded_at"));
        var part = part(kind);
        if (part != null) {
            out.array(
                    "implicated",
                    () -> row.content()
                            .path("sources")
                            .forEach(source -> out.element(() ->
                                    out.member("reference", "Observation/" + source.asText() + "." + part.part()))));
        }
        out.member("detail", row.text("detail"));
        if (row.has("acknowledged_at") || row.has("closed_at")) {
            out.array("mitigation", () -> mitigations(row, scope, out));
        }
        out.end();
    }

    private static void mitigations(Row row, Scope scope, FhirWriter out) {
        if (row.has("acknowledged_at")) {
            var note = row.text("acknowledgement");
            out.element(() -> out.textConcept("action", note == null ? "Acknowledged" : note)
                    .member("date", row.time("acknowledged_at"))
                    .object("author", () -> out.staff(row.text("acknowledged_by"), scope)));
        }
        if (row.has("closed_at")) {
            var reason = row.text("closed_reason");
            out.element(() -> out.textConcept("action", reason == null ? "Closed" : reason)
                    .member("date", row.time("closed_at")));
        }
    }

    private static void number(String name, Row row, String column, FhirWriter out) {
        if (row.has(column)) {
            out.extension(name, () -> out.member("valueDecimal", row.number(column)));
        }
    }

    /** The part of the readings that an alert is about; null where it is about something else. */
    private static VitalSign part(String kind) {
        return switch (kind) {
            case "SYSTOLIC_HIGH", "DIASTOLIC_HIGH", "SYSTOLIC_LOW", "SYSTOLIC_RISE" -> VitalSign.BP;
            case "HEART_RATE_HIGH", "HEART_RATE_LOW" -> VitalSign.HR;
            case "SPO2_LOW" -> VitalSign.SPO2;
            case "RESPIRATORY_RATE_LOW", "RESPIRATORY_RATE_HIGH" -> VitalSign.RR;
            case "SEDATION_DEEP" -> VitalSign.SEDATION;
            default -> null;
        };
    }
}
