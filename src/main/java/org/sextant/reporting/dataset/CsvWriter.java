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
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.sextant.reporting.dataset.column.Column;

/** Writes RFC 4180 in UTF-8, with a header row. */
final class CsvWriter implements RowWriter {

    /** First characters that make a spreadsheet read a formula (OWASP, CSV injection), full-width forms included. */
    private static final String FORMULA = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

    private final CSVPrinter printer;
    private final List<Column> columns;
    private final ObjectMapper json;

    CsvWriter(OutputStream target, List<Column> columns, ObjectMapper json) throws IOException {
        this.columns = columns;
        this.json = json;
        this.printer = new CSVPrinter(
                new BufferedWriter(new OutputStreamWriter(target, StandardCharsets.UTF_8)), CSVFormat.RFC4180);
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
            case TEXT, CODE -> guarded((String) value);
            case JSON -> (String) value;
            case TEXTS, NUMBERS -> json.writeValueAsString(value);
            case NUMBER -> ((BigDecimal) value).stripTrailingZeros().toPlainString();
            case ID, WHOLE, FLAG, TIME, DATE -> value.toString();
        };
    }

    /** Puts an apostrophe before a formula character, so that a spreadsheet reads the value as text. */
    static String guarded(String text) {
        return !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
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
