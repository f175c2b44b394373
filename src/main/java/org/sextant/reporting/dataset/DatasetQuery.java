package org.sextant.reporting.dataset;

import java.util.List;
import org.sextant.reporting.dataset.RowFilters.Conditions;
import org.sextant.reporting.dataset.column.Column;

/**
 * What is asked of a report.
 *
 * @param deidentified whether the rows hold no identifiers
 * @param key by which stand-ins of ids are made, in hexadecimal; random, and the same for all pages of one export
 */
record DatasetQuery(Dataset report, boolean deidentified, Conditions conditions, String key) {

    List<Column> columns() {
        return report.columns(deidentified);
    }

    DatasetQuery with(String otherKey) {
        return new DatasetQuery(report, deidentified, conditions, otherKey);
    }
}
