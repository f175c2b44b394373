package org.sextant.reporting.dataset;

import java.util.List;

/**
 * One row of a report.
 *
 * @param values one a column that is shown, in order; null where there is none
 */
record Row(RowKey place, List<Object> values) {}
