/**
 * The same records in FHIR R4: what an EHR reads. The facade has no data of its own.
 * Start at {@link FhirResource}, {@link FhirReads}, {@link Capability}.
 * May import: exchange.fhir.map, exchange.fhir.search, exchange.fhir.type, exchange.fhir.smart, reporting, record, audit,
 * identity, web.
 */
package org.sextant.exchange.fhir;
