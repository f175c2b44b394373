/**
 * The columns of each dataset: name, type, meaning.
 * Start at {@link Column}, {@link CourseColumns}, {@link SessionColumns}, {@link ChartColumns}.
 * May import: reporting.summary, chart, rules.
 */
package org.sextant.reporting.dataset.column;
