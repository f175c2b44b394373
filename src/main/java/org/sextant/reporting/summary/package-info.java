/**
 * What one course achieved: scores over time, response, remission, relapse, harm.
 * Start at {@link SummaryResource}, {@link CourseOutcome}.
 * May import: chart, rules, record, audit, identity, web.
 */
package org.sextant.reporting.summary;
