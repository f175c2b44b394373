package org.sextant.exchange.fhir.map.finding;

import org.sextant.exchange.fhir.map.Canon;
import org.sextant.exchange.fhir.map.FhirWriter;
import org.sextant.exchange.fhir.map.Mapper;
import org.sextant.exchange.fhir.map.Row;
import org.sextant.exchange.fhir.map.Scope;

/** An instrument as Questionnaire; the texts of its items where their licence lets them be shipped. */
public final class QuestionnaireMapper implements Mapper {

    private static final String ITEM_TYPE = "integer";
    private static final String BOUND = "http://hl7.org/fhir/StructureDefinition/";

    @Override
    public void write(Row row, Scope scope, FhirWriter out) {
        out.resource("Questionnaire", row);
        var code = row.text("code");
        out.member("url", Scale.canonical(scope, code)).member("version", row.text("revision"));
        out.member("name", "Instrument" + code.replaceAll("[^A-Za-z0-9]", ""));
        out.member("title", row.text("name")).member("status", row.status());
        out.array("subjectType", () -> out.value("Patient"));
        out.member("copyright", row.text("licence"));
        var panel = row.content().path("loinc").path("panel");
        out.array("code", () -> {
            if (panel.isTextual()) {
                out.element(() -> out.member("system", Canon.LOINC).member("code", panel.asText()));
            }
            out.element(() -> out.member("system", Scale.code(code).system())
                    .member("code", Scale.code(code).code()));
        });
        var items = row.content().path("items");
        out.array("item", () -> {
            for (var i = 0; i < items.size(); i++) {
                var linkId = String.valueOf(i + 1);
                var item = items.get(i);
                out.element(() -> {
                    out.array("extension", () -> {
                        bound("minValue", 0, out);
                        bound("maxValue", item.path("max").asInt(), out);
                    });
                    out.member("linkId", linkId);
                    if (item.path("loinc").isTextual()) {
                        out.array(
                                "code",
                                () -> out.element(() -> out.member("system", Canon.LOINC)
                                        .member("code", item.path("loinc").asText())));
                    }
                    out.member(
                            "text",
                            item.path("text").isTextual() ? item.path("text").asText() : null);
                    out.member("type", ITEM_TYPE);
                });
            }
        });
        out.end();
    }

    private static void bound(String name, int value, FhirWriter out) {
        out.element(() -> out.member("url", BOUND + name).member("valueInteger", value));
    }
}
