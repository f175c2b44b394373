/**
 * Patients, courses and sessions, and what is agreed with patients.
 * Start at {@link EncounterMapper}.
 * May import: exchange.fhir.map.
 */
package org.sextant.exchange.fhir.map.visit;
