/**
 * From the parameters of a FHIR search to one SQL statement, and the rows of a page.
 * Start at {@link SearchRequest}, {@link SearchParser}, {@link ResourceType}, {@link FhirRepository}.
 * May import: exchange.fhir.map, record, web.
 */
package org.sextant.exchange.fhir.search;
