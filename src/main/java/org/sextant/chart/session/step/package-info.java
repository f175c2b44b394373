/**
 * The record of each step of a session: check-in, start, end, discharge, cancellation.
 * Start at {@link CheckedIn}, {@link Started}, {@link Ended}, {@link Discharged}.
 * May import: rules, record, web.
 */
package org.sextant.chart.session.step;
