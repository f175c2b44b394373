package org.sextant.exchange.fhir.map.visit;

import org.sextant.exchange.fhir.map.Coding;
import org.sextant.exchange.fhir.map.FhirWriter;
import org.sextant.exchange.fhir.map.Mapper;
import org.sextant.exchange.fhir.map.Row;
import org.sextant.exchange.fhir.map.Scope;

/** Who made one version of a resource, when and why, as Provenance. Its id names the type, the id and the version. */
public final class ProvenanceMapper implements Mapper {

    private static final String OPERATION = "v3-DataOperation";
    private static final Coding AUTHOR = Coding.hl7("provenance-participant-type", "author", "Author");

    @Override
    public void write(Row row, Scope scope, FhirWriter out) {
        var version = row.id().substring(row.id().lastIndexOf('.') + 1);
        var target = row.id().substring(0, row.id().lastIndexOf('.')).replaceFirst("\\.", "/");
        var changed = row.version() > 1 && row.has("changed_by");
        out.resource("Provenance", new Row(row.id(), 1, row.updatedAt(), null, row.content()));
        out.array("target", () -> out.element(() -> out.member("reference", target + "/_history/" + version)));
        out.member("occurredDateTime", row.updatedAt()).member("recorded", row.updatedAt());
        if (changed && row.has("change_reason")) {
            out.array("reason", () -> out.element(() -> out.member("text", row.text("change_reason"))));
        }
        out.concept("activity", Coding.hl7(OPERATION, row.version() == 1 ? "CREATE" : "UPDATE", null));
        out.array(
                "agent",
                () -> out.element(() -> out.concept("type", AUTHOR)
                        .object("who", () -> out.staff(row.text(changed ? "changed_by" : "recorded_by"), scope))
                        .reference("onBehalfOf", "Organization", scope.clinic().toString())));
        out.end();
    }
}
