/**
 * The types of resource that the FHIR API offers, each with its roles, sources and search parameters.
 * Start at {@link FhirTypes}.
 * May import: exchange.fhir.map, exchange.fhir.map.visit, exchange.fhir.map.finding, exchange.fhir.map.medication, exchange.fhir.search,
 * chart, rules, identity.
 */
package org.sextant.exchange.fhir.type;
