/**
 * A course: a planned series of sessions for one patient.
 * Start at {@link CourseResource}, {@link Course}, {@link CourseRepository}.
 * May import: chart.patient, rules, record, audit, identity, web.
 */
package org.sextant.chart.course;
