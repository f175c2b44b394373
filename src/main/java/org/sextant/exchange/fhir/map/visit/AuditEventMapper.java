package org.sextant.exchange.fhir.map.visit;

import java.util.Locale;
import org.sextant.exchange.fhir.map.Canon;
import org.sextant.exchange.fhir.map.Coding;
import org.sextant.exchange.fhir.map.FhirWriter;
import org.sextant.exchange.fhir.map.Mapper;
import org.sextant.exchange.fhir.map.Row;
import org.sextant.exchange.fhir.map.Scope;

/** A link of the audit trail as AuditEvent: a call, or the change of a record in a call. */
public final class AuditEventMapper implements Mapper {

    private static final Coding REST = Coding.hl7("audit-event-type", "rest", "RESTful Operation");
    private static final Coding PERSON = Coding.hl7("audit-entity-type", "1", "Person");
    private static final Coding PATIENT = Coding.hl7("object-role", "1", "Patient");

    @Override
    public void write(Row row, Scope scope, FhirWriter out) {
        out.resource("AuditEvent", row);
        out.array("extension", () -> {
            out.extension("chain-hash", () -> out.member("valueString", row.text("hash")));
            out.extension("request-id", () -> out.member("valueString", row.text("request_id")));
        });
        out.coding("type", REST);
        out.array("subtype", () -> out.coding(interaction(row)));
        out.member("action", row.text("letter"));
        out.member("recorded", row.time("at")).member("outcome", row.status());
        var status = row.has("status") ? ": " + row.text("status") : "";
        out.member("outcomeDesc", row.text("action") + status);
        out.array("agent", () -> agents(row, scope, out));
        out.object("source", () -> out.object("observer", () -> out.member("display", "Sextant")));
        if (row.has("patient_id") || row.has("resource_id")) {
            out.array("entity", () -> entities(row, out));
        }
        out.end();
    }

    private static Coding interaction(Row row) {
        var action = row.text("action");
        var code =
                switch (row.text("letter")) {
                    case "R" -> action.endsWith("}") ? "read" : "search";
                    case "C" -> "create";
                    case "U" -> action.startsWith("PATCH ") ? "patch" : "update";
                    default -> "operation";
                };
        return new Coding("http://hl7.org/fhir/restful-interaction", code, null);
    }

    private static void agents(Row row, Scope scope, FhirWriter out) {
        out.element(() -> {
            out.array("role", () -> {
                for (var role : row.text("role").split(",", -1)) {
                    out.element(() -> out.member("text", role));
                }
            });
            var issuer = row.has("issuer") ? row.text("issuer") : scope.issuer();
            out.object("who", () -> out.staff(row.text("subject"), issuer)).member("requestor", true);
        });
        if (row.has("client")) {
            out.element(() -> out.object("who", () -> out.member("display", row.text("client")))
                    .member("requestor", false));
        }
    }

    private static void entities(Row row, FhirWriter out) {
        if (row.has("patient_id")) {
            out.element(() -> out.reference("what", "Patient", row.text("patient_id"))
                    .coding("type", PERSON)
                    .coding("role", PATIENT));
        }
        if (row.has("resource_id")) {
            out.element(() -> out.object(
                    "what",
                    () -> out.object(
                            "identifier",
                            () -> out.member("system", Canon.IDENTIFIER + kind(row))
                                    .member("value", row.text("resource_id")))));
        }
    }

    /** Such as {@code side-effect}. */
    private static String kind(Row row) {
        return row.text("resource_type").toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
