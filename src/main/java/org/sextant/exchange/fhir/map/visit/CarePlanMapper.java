package org.sextant.exchange.fhir.map.visit;

import org.sextant.exchange.fhir.map.Canon;
import org.sextant.exchange.fhir.map.Coding;
import org.sextant.exchange.fhir.map.FhirWriter;
import org.sextant.exchange.fhir.map.Mapper;
import org.sextant.exchange.fhir.map.Row;
import org.sextant.exchange.fhir.map.Scope;

/** A course as CarePlan: the protocol, the number of sessions, and the sessions. */
public final class CarePlanMapper implements Mapper {

    /** The profile that each of them keeps. */
    public static final String PROFILE = Canon.US_CORE + "careplan";

    private static final Coding ASSESS_PLAN =
            new Coding("http://hl7.org/fhir/us/core/CodeSystem/careplan-category", "assess-plan", null);

    @Override
    public void write(Row row, Scope scope, FhirWriter out) {
        out.resource("CarePlan", row, PROFILE);
        // Protocols are codes and sessions a number: no text that somebody has written.
        out.object(
                "text",
                () -> out.member("status", "generated")
                        .member(
                                "div",
                                "<div xmlns=\"http://www.w3.org/1999/xhtml\">Protocol %s, %s planned sessions</div>"
                                        .formatted(row.text("protocol"), row.text("planned_sessions"))));
        Indication.contained(row, out);
        out.array(
                "instantiatesCanonical",
                () -> out.value(PlanDefinitionMapper.canonical(scope, row.text("protocol")) + "|"
                        + row.text("protocol_revision")));
        out.member("status", row.status()).member("intent", "plan").concepts("category", ASSESS_PLAN);
        out.reference("subject", "Patient", row.text("patient_id"));
        var begun = row.time("activated_at");
        out.period("period", begun == null ? row.time("recorded_at") : begun, row.time("ended_at"));
        out.array("addresses", () -> out.element(() -> out.member("reference", "#indication")));
        out.array("activity", () -> out.element(() -> activity(row, out)));
        out.end();
    }

    private static void activity(Row row, FhirWriter out) {
        var sessions = row.content().path("sessions");
        if (!sessions.isEmpty()) {
            out.array(
                    "outcomeReference",
                    () -> sessions.forEach(
                            id -> out.element(() -> out.member("reference", "Encounter/" + id.asText()))));
        }
        out.object("detail", () -> {
            out.member("kind", "ServiceRequest").member("status", status(row));
            out.object(
                    "scheduledTiming",
                    () -> out.object("repeat", () -> out.member("count", row.number("planned_sessions"))));
        });
    }

    private static String status(Row row) {
        return switch (row.text("status")) {
            case "PLANNED" -> "not-started";
            case "ACTIVE" -> "in-progress";
            case "COMPLETED" -> "completed";
            default -> "stopped";
        };
    }
}
