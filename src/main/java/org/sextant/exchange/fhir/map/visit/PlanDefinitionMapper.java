package org.sextant.exchange.fhir.map.visit;

import org.sextant.exchange.fhir.map.Coding;
import org.sextant.exchange.fhir.map.FhirWriter;
import org.sextant.exchange.fhir.map.Mapper;
import org.sextant.exchange.fhir.map.Row;
import org.sextant.exchange.fhir.map.Scope;

/** One revision of a protocol as PlanDefinition: the sessions that are planned, and the readings that are due. */
public final class PlanDefinitionMapper implements Mapper {

    @Override
    public void write(Row row, Scope scope, FhirWriter out) {
        out.resource("PlanDefinition", row);
        var rules = row.content().path("rules");
        out.member("url", canonical(scope, row.text("code"))).member("version", row.text("revision"));
        out.identifiers(scope.mrnSystem(), row.text("code"));
        out.member("title", rules.path("name").isTextual() ? rules.path("name").asText() : row.text("code"));
        out.concept("type", Coding.hl7("plan-definition-type", "clinical-protocol", null));
        out.member("status", row.status()).member("date", row.time("recorded_at"));
        out.array("action", () -> {
            out.element(() -> sessions(rules.path("plannedSessions").asInt(), out));
            reading(
                    "During the infusion",
                    rules.path("monitoring").path("everyMinutesDuringInfusion").asInt(),
                    out);
            reading(
                    "After the infusion",
                    rules.path("monitoring").path("everyMinutesAfter").asInt(),
                    out);
        });
        out.end();
    }

    /** The address of a protocol; a bar and the revision may follow. */
    static String canonical(Scope scope, String code) {
        return scope.base() + "/PlanDefinition/" + code;
    }

    private static void sessions(int planned, FhirWriter out) {
        out.member("title", "Treatment session");
        if (planned > 0) {
            out.object("timingTiming", () -> out.object("repeat", () -> out.member("count", planned)));
        }
    }

    private static void reading(String when, int minutes, FhirWriter out) {
        if (minutes > 0) {
            out.element(() -> out.member("title", "Vital signs")
                    .member("description", when)
                    .object(
                            "timingTiming",
                            () -> out.object(
                                    "repeat",
                                    () -> out.member("frequency", 1)
                                            .member("period", minutes)
                                            .member("periodUnit", "min"))));
        }
    }
}
