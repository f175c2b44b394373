package org.sextant.reporting.dataset;

import java.util.List;

/**
 * One row of a dataset.
 *
 * @param place the sort keys of the row
 * @param values one value per shown column, in order; null where there is none
 */
record Row(RowKey place, List<Object> values) {}
