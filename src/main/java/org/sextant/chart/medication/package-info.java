/**
 * Medications given during a session in addition to the treatment drug.
 * Start at {@link MedicationResource}, {@link MedicationService}, {@link Medication}.
 * May import: chart.session, record, audit, identity, web.
 */
package org.sextant.chart.medication;
