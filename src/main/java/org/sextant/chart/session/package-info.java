/**
 * One visit, from the appointment to the discharge, and what other features may ask of it.
 * Start at {@link SessionResource}, {@link SessionService}, {@link Session}, {@link SessionRepository}.
 * May import: chart.course, chart.session.step, rules, record, audit, identity, web.
 */
package org.sextant.chart.session;
