/**
 * Side effects, with their time and severity.
 * Start at {@link SideEffectResource}, {@link SideEffectService}, {@link SideEffect}.
 * May import: chart.session, rules, record, audit, identity, web.
 */
package org.sextant.chart.sideeffect;
