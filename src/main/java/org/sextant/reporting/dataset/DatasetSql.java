package org.sextant.reporting.dataset;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.sextant.reporting.dataset.column.Column;

/** The SQL that reads the rows of a dataset. */
final class DatasetSql {

    private final Dataset report;
    private final List<Dataset.Key> order;

    DatasetSql(Dataset report) {
        this.report = report;
        this.order = report.order();
    }

    /**
     * The SQL statement that reads a page.
     *
     * @param shown the columns
     * @param first true for the first page, which has no position
     * @param conditions in addition to the clinic and the position, each beginning with {@code AND}
     */
    String of(List<Column> shown, boolean first, String conditions) {
        var selected = shown.stream()
                .filter(column -> column.sql() != null)
                .map(column -> column.sql() + " AS \"" + column.name() + '"')
                .collect(Collectors.joining(",\n", "SELECT ", ""));
        var keys = order.stream().map(Dataset.Key::sql).collect(Collectors.joining(", "));
        return selected + numbered(",\n%s AS " + Dataset.KEY + "%d")
                + "\nFROM (SELECT decode(:key, 'hex') AS key) AS export CROSS JOIN (\n"
                + page(first, conditions, keys)
                + "\n) AS " + report.table() + "\n" + report.from().joins()
                + "ORDER BY " + keys;
    }

    /** Selects the rows of the page in a subquery, so that the joins run for the rows of the page only. */
    private String page(boolean first, String conditions, String keys) {
        return "SELECT " + report.table() + ".* FROM " + report.table()
                + (conditions.isEmpty() ? "" : "\n" + report.from().toCourse())
                + "\nWHERE " + report.table() + ".clinic_id = :clinic"
                + (report.from().corrected() ? " AND " + report.table() + ".status <> 'ENTERED_IN_ERROR'" : "")
                + (first
                        ? ""
                        : "\nAND (%s) > (%s)"
                                .formatted(keys, numbered(", :after%2$d").substring(2)))
                + conditions
                + "\nORDER BY " + keys + " LIMIT :size";
    }

    /** @param form the format of one key, from its SQL expression and its index, beginning with 0 */
    private String numbered(String form) {
        return IntStream.range(0, order.size())
                .mapToObj(i -> form.formatted(order.get(i).sql(), i))
                .collect(Collectors.joining());
    }
}
