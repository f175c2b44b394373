package org.sextant.exchange.fhir.map.medication;

import java.util.Map;
import org.sextant.exchange.fhir.map.Canon;
import org.sextant.exchange.fhir.map.Coding;
import org.sextant.exchange.fhir.map.FhirWriter;

/** The drug of the treatment, contained as Medication, and the ways in which it is given. */
final class Drug {

    /** Of SNOMED CT. */
    private static final Map<String, String> ROUTES = Map.of(
            "IV", "47625008",
            "IM", "78421000",
            "INTRANASAL", "46713006",
            "SUBCUTANEOUS", "34206005",
            "SUBLINGUAL", "37839007",
            "ORAL", "26643006");

    private static final Coding KETAMINE = new Coding(Canon.RXNORM, "6130", "ketamine");
    private static final Coding ESKETAMINE = new Coding(Canon.RXNORM, "2119365", "esketamine");

    private Drug() {}

    /** The medication, inside of the resource that refers to it by {@code #drug}. */
    static void contained(String drug, String lot, FhirWriter out) {
        out.array(
                "contained",
                () -> out.element(() -> {
                    out.member("resourceType", "Medication").member("id", "drug");
                    out.concept("code", "ESKETAMINE".equals(drug) ? ESKETAMINE : KETAMINE);
                    if (lot != null) {
                        out.object("batch", () -> out.member("lotNumber", lot));
                    }
                }));
    }

    /** The reference to the contained medication. */
    static void reference(FhirWriter out) {
        out.object("medicationReference", () -> out.member("reference", "#drug"));
    }

    /** The route as a member of a dosage; nothing where it is unknown. */
    static void route(String route, FhirWriter out) {
        if (route != null) {
            out.concept("route", Coding.snomed(ROUTES.get(route), null));
        }
    }
}
