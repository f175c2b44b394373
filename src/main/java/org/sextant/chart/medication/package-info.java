/**
 * Medicines that are given during a session beside the treatment.
 * Start at {@link MedicationResource}, {@link MedicationService}, {@link Medication}.
 * May import: chart.session, record, audit, identity, web.
 */
package org.sextant.chart.medication;
