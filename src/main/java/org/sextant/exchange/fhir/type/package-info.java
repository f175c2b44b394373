/**
 * The types of resource that the FHIR API offers, each with its roles, sources and search parameters.
 * Start at {@link FhirTypes}.
 * May import: exchange.fhir.map, exchange.fhir.search, chart, identity.
 */
package org.sextant.exchange.fhir.type;
