package org.sextant.exchange.fhir.map.visit;

import java.util.Locale;
import org.sextant.exchange.fhir.map.Canon;
import org.sextant.exchange.fhir.map.Coding;
import org.sextant.exchange.fhir.map.FhirWriter;
import org.sextant.exchange.fhir.map.Mapper;
import org.sextant.exchange.fhir.map.Row;
import org.sextant.exchange.fhir.map.Scope;

/** A patient of the clinic as Patient. */
public final class PatientMapper implements Mapper {

    /** The profile that each of them keeps. */
    public static final String PROFILE = Canon.US_CORE + "patient";

    private static final Coding MEDICAL_RECORD_NUMBER = Coding.hl7("v2-0203", "MR", "Medical record number");

    @Override
    public void write(Row row, Scope scope, FhirWriter out) {
        out.resource("Patient", row, PROFILE);
        out.array(
                "identifier",
                () -> out.element(() -> {
                    out.member("use", "usual").concept("type", MEDICAL_RECORD_NUMBER);
                    out.member("system", scope.mrnSystem()).member("value", row.text("mrn"));
                }));
        out.member("active", true);
        out.array(
                "name",
                () -> out.element(() -> {
                    out.member("use", "official").member("family", row.text("family"));
                    out.array("given", () -> out.value(row.text("given")));
                }));
        out.member("gender", row.text("sex").toLowerCase(Locale.ROOT));
        out.member("birthDate", row.text("birth_date"));
        out.end();
    }
}
