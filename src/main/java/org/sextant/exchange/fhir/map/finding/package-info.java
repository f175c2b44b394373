/**
 * What was found: readings, side effects, scores, clearances, alerts.
 * Start at {@link VitalSign}, {@link VitalSignMapper}.
 * May import: exchange.fhir.map.
 */
package org.sextant.exchange.fhir.map.finding;
