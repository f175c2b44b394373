/**
 * One visit, from the appointment to the discharge, and the interface of a session for other features.
 * Start at {@link SessionResource}, {@link SessionService}, {@link Session}, {@link SessionRepository}.
 * May import: chart.patient, chart.course, chart.session.step, rules, record, audit, identity, web.
 */
package org.sextant.chart.session;
