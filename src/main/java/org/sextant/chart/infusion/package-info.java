/**
 * The steps of the pump: start, pause, resume, rate, end.
 * Start at {@link InfusionResource}, {@link InfusionService}.
 * May import: chart.course, chart.session.step, chart.session, rules, record, audit, identity, web.
 */
package org.sextant.chart.infusion;
