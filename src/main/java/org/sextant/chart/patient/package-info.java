/**
 * The patients of the clinic.
 * Start at {@link PatientResource}, {@link Patient}, {@link PatientRepository}.
 * May import: record, audit, identity, web.
 */
package org.sextant.chart.patient;
