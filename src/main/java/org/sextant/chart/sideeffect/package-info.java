/**
 * Side effects, with their onset, end and severity.
 * Start at {@link SideEffectResource}, {@link SideEffectService}, {@link SideEffect}.
 * May import: chart.session, rules, record, audit, identity, web.
 */
package org.sextant.chart.sideeffect;
