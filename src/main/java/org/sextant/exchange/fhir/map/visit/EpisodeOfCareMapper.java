package org.sextant.exchange.fhir.map.visit;

import org.sextant.exchange.fhir.map.Coding;
import org.sextant.exchange.fhir.map.FhirWriter;
import org.sextant.exchange.fhir.map.Mapper;
import org.sextant.exchange.fhir.map.Row;
import org.sextant.exchange.fhir.map.Scope;

/** A course as EpisodeOfCare: its span and its status. */
public final class EpisodeOfCareMapper implements Mapper {

    @Override
    public void write(Row row, Scope scope, FhirWriter out) {
        out.resource("EpisodeOfCare", row);
        Indication.contained(row, out);
        extensions(row, out);
        out.member("status", row.status());
        if (row.has("activated_at")) {
            out.array("statusHistory", () -> history(row, out));
        }
        var phase = row.text("phase");
        out.concepts(
                "type", Coding.own("course-phase", phase, phase.equals("INDUCTION") ? "Induction" : "Maintenance"));
        out.array(
                "diagnosis",
                () -> out.element(() -> out.object("condition", () -> out.member("reference", "#indication"))));
        out.reference("patient", "Patient", row.text("patient_id"));
        var begun = row.time("activated_at");
        out.period("period", begun == null ? row.time("recorded_at") : begun, row.time("ended_at"));
        out.end();
    }

    private static void history(Row row, FhirWriter out) {
        out.element(
                () -> out.member("status", "active").period("period", row.time("activated_at"), row.time("ended_at")));
    }

    private static void extensions(Row row, FhirWriter out) {
        var labels = row.content().path("labels");
        if (labels.isEmpty() && !row.has("discontinue_reason") && !row.has("previous_course_id")) {
            return;
        }
        out.array("extension", () -> {
            labels.forEach(label -> out.extension("label", () -> out.member("valueString", label.asText())));
            if (row.has("discontinue_reason")) {
                out.extension("discontinue-reason", () -> out.member("valueString", row.text("discontinue_reason")));
            }
            if (row.has("previous_course_id")) {
                out.extension(
                        "previous-course",
                        () -> out.reference("valueReference", "EpisodeOfCare", row.text("previous_course_id")));
            }
        });
    }
}
