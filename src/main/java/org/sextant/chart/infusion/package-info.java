/**
 * The steps of the infusion: start, pause, resume, rate change, end.
 * Start at {@link InfusionResource}, {@link InfusionService}.
 * May import: chart.course, chart.session.step, chart.session, rules, record, audit, identity, web.
 */
package org.sextant.chart.infusion;
