package org.sextant.exchange.fhir;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.sextant.exchange.fhir.map.FhirWriter;
import org.sextant.exchange.fhir.map.Scope;
import org.sextant.exchange.fhir.search.FhirRepository.Found;
import org.sextant.exchange.fhir.search.SearchRequest;

/**
 * A page of a search as Bundle.
 *
 * @param search what was asked
 * @param total the number of all matches; null where it was not asked for
 * @param matches the matches of the page
 * @param included what the page brings beside them
 * @param next the value that seals the next page; null on the last page
 * @param horizon the time from which a copy continues; null where the search is not by {@code _lastUpdated}
 */
record SearchBundle(
        SearchRequest search, Long total, List<Found> matches, List<Included> included, String next, Instant horizon) {

    /** A resource that is no match. */
    record Included(String type, Found found) {

        boolean isSame(Included other) {
            return type.equals(other.type)
                    && found.row().id().equals(other.found.row().id());
        }
    }

    byte[] write(Scope scope) {
        return FhirJson.of(out -> out.element(() -> {
            out.member("resourceType", "Bundle").member("type", "searchset");
            if (horizon != null) {
                out.object("meta", () -> out.member("lastUpdated", horizon));
            }
            out.member("total", total == null ? null : Math.toIntExact(total));
            links(scope, out);
            if (!matches.isEmpty() || !search.ignored().isEmpty()) {
                out.array("entry", () -> entries(scope, out));
            }
        }));
    }

    private void links(Scope scope, FhirWriter out) {
        var address = scope.base() + "/" + search.type().name();
        var query = search.applied().stream()
                .map(one -> SealedPage.encoded(one.getKey()) + "=" + SealedPage.encoded(one.getValue()))
                .collect(Collectors.joining("&"));
        links(address, query.isEmpty() ? address : address + "?" + query, next, out);
    }

    /** The links of a page, of which the next one carries what was sealed; null on the last page. */
    static void links(String address, String self, String next, FhirWriter out) {
        out.array("link", () -> {
            link("self", self, out);
            if (next != null) {
                link("next", address + "?" + SealedPage.PARAMETER + "=" + next, out);
            }
        });
    }

    private static void link(String relation, String url, FhirWriter out) {
        out.element(() -> out.member("relation", relation).member("url", url));
    }

    private void entries(Scope scope, FhirWriter out) {
        out.only(search.elements());
        matches.forEach(found -> entry(search.type().name(), found, "match", scope, out));
        out.only(null);
        included.forEach(one -> entry(one.type(), one.found(), "include", scope, out));
        if (!search.ignored().isEmpty()) {
            out.element(() -> {
                out.name("resource");
                Outcome.ignored(search.ignored(), out);
                out.object("search", () -> out.member("mode", "outcome"));
            });
        }
    }

    static void entry(String type, Found found, String mode, Scope scope, FhirWriter out) {
        out.element(() -> {
            out.member("fullUrl", scope.base() + "/" + type + "/" + found.row().id());
            out.name("resource");
            found.source().mapper().write(found.row(), scope, out);
            out.object("search", () -> out.member("mode", mode));
        });
    }
}
