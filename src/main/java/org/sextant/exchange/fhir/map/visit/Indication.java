package org.sextant.exchange.fhir.map.visit;

import java.util.regex.Pattern;
import org.sextant.exchange.fhir.map.Coding;
import org.sextant.exchange.fhir.map.FhirWriter;
import org.sextant.exchange.fhir.map.Row;

/** Why a course is given: the columns {@code indication_system}, {@code indication_code}, {@code indication_display}. */
final class Indication {

    /** FHIR takes only a URI as the system of a code; what another system has told is text. */
    private static final Pattern URI = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:[!-~]+");

    private static final Pattern CODE = Pattern.compile("\\S+( \\S+)*");

    private Indication() {}

    /** The members of the concept. */
    static void members(Row row, FhirWriter out) {
        var system = row.text("indication_system");
        var code = row.text("indication_code");
        var display = row.text("indication_display");
        if (URI.matcher(system).matches() && CODE.matcher(code).matches()) {
            out.codings(new Coding(system, code, null)).member("text", display);
        } else {
            out.member("text", display == null ? code : display);
        }
    }

    /** The condition that a course is for, inside of the resource that refers to it by {@code #indication}. */
    static void contained(Row row, FhirWriter out) {
        out.array(
                "contained",
                () -> out.element(() -> {
                    out.member("resourceType", "Condition").member("id", "indication");
                    out.concepts(
                            "category", Coding.hl7("condition-category", "encounter-diagnosis", "Encounter Diagnosis"));
                    out.object("code", () -> members(row, out));
                    out.reference("subject", "Patient", row.text("patient_id"));
                }));
    }
}
