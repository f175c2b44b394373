/**
 * What was given, and what patients take.
 * Start at {@link InfusionMapper}, {@link DoseMapper}.
 * May import: exchange.fhir.map.
 */
package org.sextant.exchange.fhir.map.medication;
