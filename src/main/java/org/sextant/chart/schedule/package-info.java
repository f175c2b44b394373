/**
 * The appointments of a course.
 * Start at {@link CourseSessionResource}, {@link CourseSchedule}.
 * May import: chart.course, chart.session.step, chart.session, rules, record, audit, identity, web.
 */
package org.sextant.chart.schedule;
