/**
 * A planned series of sessions for one patient, its clearances and its end.
 * Start at {@link CourseResource}, {@link Course}, {@link CourseRepository}.
 * May import: rules, record, audit, identity, web.
 */
package org.sextant.chart.course;
