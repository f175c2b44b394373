/**
 * Clearances: whether a patient is fit for treatment in one respect, and since when.
 * Start at {@link ClearanceResource}, {@link ClearanceService}, {@link Clearance}.
 * May import: chart.patient, chart.course, rules, record, audit, identity, web.
 */
package org.sextant.chart.clearance;
