/**
 * Instruments, their scores, and the baseline of a course.
 * Start at {@link AssessmentResource}, {@link AssessmentService}, {@link Instruments}, {@link Baselines}.
 * May import: chart.course, chart.session, record, audit, identity, web.
 */
package org.sextant.chart.assessment;
