package org.sextant.exchange.fhir.map;

/** Writes one kind of record as a FHIR resource. A pure function: the same row gives the same bytes. */
@FunctionalInterface
public interface Mapper {

    /** Writes the resource, one JSON object. */
    void write(Row row, Scope scope, FhirWriter out);
}
