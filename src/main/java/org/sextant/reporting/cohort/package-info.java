/**
 * What many courses achieved: outcomes and durability.
 * Start at {@link OutcomeReportResource}, {@link OutcomeReportService}.
 * May import: reporting.summary, reporting.statistics, chart, record, audit, identity, web.
 */
package org.sextant.reporting.cohort;
