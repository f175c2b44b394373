/**
 * From a record of the chart to a FHIR resource: one mapper for each kind of record, a pure function.
 * Start at {@link Mapper}, {@link FhirWriter}, {@link Canon}.
 * May import: nothing.
 */
package org.sextant.exchange.fhir.map;
