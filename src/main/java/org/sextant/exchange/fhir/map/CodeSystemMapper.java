package org.sextant.exchange.fhir.map;

/** One of the project's own code systems, whose codes are the elements of the column {@code codes}. */
public final class CodeSystemMapper implements Mapper {

    @Override
    public void write(Row row, Scope scope, FhirWriter out) {
        out.resource("CodeSystem", row);
        var codes = row.content().path("codes");
        out.member("url", Canon.CODE_SYSTEM + row.id()).member("title", row.text("title"));
        out.member("status", row.status()).member("caseSensitive", true).member("content", "complete");
        out.member("count", codes.size());
        out.array(
                "concept",
                () -> codes.forEach(code ->
                        out.element(() -> out.member("code", code.path("code").asText())
                                .member("display", code.path("display").asText()))));
        out.end();
    }
}
