/**
 * Whether a patient can be treated at a time, and what must be done first. Nothing is recorded here.
 * Start at {@link ReadinessResource}, {@link ReadinessService}.
 * May import: chart.course, chart.session, rules, record, audit, identity, web.
 */
package org.sextant.chart.readiness;
