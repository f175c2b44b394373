/**
 * What harm occurred in many sessions.
 * Start at {@link SafetyReportResource}, {@link SafetyReportService}.
 * May import: reporting.summary, reporting.statistics, reporting.cohort, chart, rules, record, audit, identity, web.
 */
package org.sextant.reporting.safety;
