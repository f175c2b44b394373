package org.sextant.exchange.fhir.map.finding;

import org.sextant.exchange.fhir.map.Canon;
import org.sextant.exchange.fhir.map.FhirWriter;
import org.sextant.exchange.fhir.map.Mapper;
import org.sextant.exchange.fhir.map.Row;
import org.sextant.exchange.fhir.map.Scope;

/** The answers of an assessment as QuestionnaireResponse. An item that was skipped has no answer. */
public final class QuestionnaireResponseMapper implements Mapper {

    /** The profile that each of them keeps. */
    public static final String PROFILE = Canon.US_CORE + "questionnaireresponse";

    @Override
    public void write(Row row, Scope scope, FhirWriter out) {
        out.resource("QuestionnaireResponse", row, PROFILE);
        out.member("questionnaire", Scale.canonical(scope, row.text("instrument")));
        out.member("status", row.status()).reference("subject", "Patient", row.text("patient_id"));
        out.reference("encounter", "Encounter", row.text("session_id"));
        out.member("authored", row.time("corrected_at"));
        if ("PATIENT".equals(row.text("rater"))) {
            out.reference("author", "Patient", row.text("patient_id"));
        } else {
            out.object("author", () -> out.staff(row.text("recorded_by"), scope));
        }
        var answers = row.content().path("answers");
        out.array("item", () -> {
            for (var i = 0; i < answers.size(); i++) {
                var linkId = String.valueOf(i + 1);
                var answer = answers.get(i);
                out.element(() -> {
                    out.member("linkId", linkId);
                    if (!answer.isNull()) {
                        out.array("answer", () -> out.element(() -> out.member("valueInteger", answer.asInt())));
                    }
                });
            }
        });
        out.end();
    }
}
