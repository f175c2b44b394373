/**
 * Alerts, and the clock that shows when the next reading is due.
 * Start at {@link AlertResource}, {@link AlertReconciler}, {@link OverdueSessionRunner}.
 * May import: chart, rules, record, audit, identity, web.
 */
package org.sextant.monitoring;
