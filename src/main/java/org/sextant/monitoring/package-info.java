/**
 * Alerts, and the clock that shows when the next reading is due.
 * Start at {@link AlertResource}, {@link AlertKeeper}, {@link OverdueJudge}.
 * May import: chart, rules, record, audit, identity, web.
 */
package org.sextant.monitoring;
