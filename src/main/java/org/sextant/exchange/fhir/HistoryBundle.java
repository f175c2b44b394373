package org.sextant.exchange.fhir;

import java.util.List;
import org.sextant.exchange.fhir.map.FhirWriter;
import org.sextant.exchange.fhir.map.Row;
import org.sextant.exchange.fhir.map.Scope;
import org.sextant.exchange.fhir.search.FhirRepository.Found;

/**
 * The versions of a resource as Bundle.
 *
 * @param type the name of the type
 * @param versions the versions, the last one first
 */
record HistoryBundle(String type, List<Found> versions) {

    byte[] write(Scope scope) {
        var address = scope.base() + "/" + type + "/" + versions.get(0).row().id();
        return FhirJson.of(out -> out.element(() -> {
            out.member("resourceType", "Bundle").member("type", "history").member("total", versions.size());
            out.array(
                    "link",
                    () -> out.element(() -> out.member("relation", "self").member("url", address + "/_history")));
            out.array(
                    "entry",
                    () -> versions.forEach(version -> out.element(() -> {
                        out.member("fullUrl", address).name("resource");
                        version.source().mapper().write(version.row(), scope, out);
                        exchange(version.row(), out);
                    })));
        }));
    }

    /** FHIR asks for the request that made a version. */
    private void exchange(Row row, FhirWriter out) {
        var isFirst = row.version() == 1;
        out.object(
                "request",
                () -> out.member("method", isFirst ? "POST" : "PUT")
                        .member("url", isFirst ? type : type + "/" + row.id()));
        out.object(
                "response",
                () -> out.member("status", isFirst ? "201" : "200")
                        .member("etag", "W/\"%d\"".formatted(row.version()))
                        .member("lastModified", row.updatedAt()));
    }
}
