package org.sextant.exchange.fhir.map;

/** The URIs of codes, identifiers and extensions. The project's own begin with one constant, never with a host's name. */
public final class Canon {

    /** The project's own; never changes once published. */
    public static final String OWN = "http://sextant.org/fhir";

    /** The project's own code systems, by the last segment of their URI. */
    public static final String CODE_SYSTEM = OWN + "/CodeSystem/";

    /** The project's own identifiers, by the last segment of their URI. */
    public static final String IDENTIFIER = OWN + "/id/";

    /** The project's own extensions, by the last segment of their URI. */
    public static final String EXTENSION = OWN + "/StructureDefinition/";

    public static final String US_CORE = "http://hl7.org/fhir/us/core/StructureDefinition/us-core-";
    public static final String LOINC = "http://loinc.org";
    public static final String SNOMED = "http://snomed.info/sct";
    public static final String RXNORM = "http://www.nlm.nih.gov/research/umls/rxnorm";
    public static final String UCUM = "http://unitsofmeasure.org";

    /** Of the code systems of FHIR and HL7, by the last segment of their URI. */
    public static final String TERMINOLOGY = "http://terminology.hl7.org/CodeSystem/";

    private Canon() {}
}
