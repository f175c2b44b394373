package org.sextant.reporting.dataset;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.sextant.reporting.dataset.column.Column;

/**
 * Writes RFC 4180 in UTF-8, with a header row. A spreadsheet reads some text as a formula (OWASP, CSV injection), also
 * in the middle of a value, where it takes a semicolon, a tab or a line break for the end of a cell. An apostrophe
 * before the formula makes text of it. A number and a telephone number begin like formulas, but are none.
 */
final class CsvWriter implements RowWriter {

    /** First characters of a formula, full-width forms included. */
    private static final String FORMULA = "=+\\-@\uFF1D\uFF0B\uFF0D\uFF20";

    /** A number, or groups of digits as in a telephone number, up to the end of the cell. */
    private static final String DIGITS = "[+-]\\d+( \\d+)*([.,]\\d+)?(?=[;\\t\\r\\n]|$)";

    /** The place of a formula in a cell: before spaces and quotation marks, which a spreadsheet skips. */
    private static final Pattern FORMULA_BEGINS =
            Pattern.compile("(?<=^|[;\\t\\r\\n])(?=[ \"]*[" + FORMULA + "])(?!" + DIGITS + ")");

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final CSVPrinter printer;
    private final List<Column> columns;
    private final ObjectMapper json;

    /** @param bom true to begin with a byte order mark */
    CsvWriter(OutputStream target, List<Column> columns, ObjectMapper json, boolean bom) throws IOException {
        this.columns = columns;
        this.json = json;
        var text = new BufferedWriter(new OutputStreamWriter(target, StandardCharsets.UTF_8));
        if (bom) {
            text.write(BYTE_ORDER_MARK);
        }
        this.printer = new CSVPrinter(text, CSVFormat.RFC4180);
        printer.printRecord(columns.stream().map(Column::name).toList());
    }

    @Override
    public void write(List<Object> values) throws IOException {
        var cells = new ArrayList<String>(values.size());
        for (var i = 0; i < values.size(); i++) {
            cells.add(values.get(i) == null ? null : cell(columns.get(i), values.get(i)));
        }
        printer.printRecord(cells);
    }

    private String cell(Column column, Object value) throws JsonProcessingException {
        return switch (column.kind()) {
            case TEXT, CODE, JSON -> guarded((String) value);
            case TEXTS, NUMBERS -> guarded(json.writeValueAsString(value));
            case NUMBER -> ((BigDecimal) value).stripTrailingZeros().toPlainString();
            case ID, WHOLE, FLAG, TIME, DATE -> value.toString();
        };
    }

    /** The text with an apostrophe before each formula. */
    static String guarded(String text) {
        return FORMULA_BEGINS.matcher(text).replaceAll("'");
    }

    @Override
    public void flush() throws IOException {
        printer.flush();
    }

    @Override
    public void close() throws IOException {
        printer.flush();
    }
}
