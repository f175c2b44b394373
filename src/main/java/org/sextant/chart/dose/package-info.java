/**
 * Further doses of the session's own drug: a second injection, a priming spray, another device.
 * Start at {@link DoseResource}, {@link DoseService}, {@link Dose}.
 * May import: chart.course, chart.session, rules, record, audit, identity, web.
 */
package org.sextant.chart.dose;
