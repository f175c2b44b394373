/**
 * Readings at the chairside.
 * Start at {@link VitalsResource}, {@link VitalsService}, {@link Vitals}.
 * May import: chart.session, rules, record, audit, identity, web.
 */
package org.sextant.chart.vitals;
