package org.sextant.reporting.dataset;

import java.util.List;
import org.sextant.reporting.dataset.RowFilters.Conditions;
import org.sextant.reporting.dataset.column.Column;

/**
 * A query for the rows of a dataset.
 *
 * @param deidentified true where the rows contain no identifiers
 * @param key for the pseudonyms of ids, in hexadecimal; random, and the same for all pages of one export
 */
record DatasetQuery(Dataset report, boolean deidentified, Conditions conditions, String key) {

    List<Column> columns() {
        return report.columns(deidentified);
    }

    DatasetQuery with(String otherKey) {
        return new DatasetQuery(report, deidentified, conditions, otherKey);
    }
}
