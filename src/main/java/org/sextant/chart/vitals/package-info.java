/**
 * Readings of a patient's vital signs during a session.
 * Start at {@link VitalsResource}, {@link VitalsIntake}, {@link VitalsService}, {@link Vitals}.
 * May import: chart.session, rules, record, audit, identity, web.
 */
package org.sextant.chart.vitals;
