package org.sextant.reporting.dataset;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.List;
import org.sextant.reporting.dataset.column.Column;
import org.sextant.web.LineBreaks;

/** Writes one JSON object per line, beginning with its type; unknown values are absent. An import reads these lines. */
final class NdjsonWriter implements RowWriter {

    private final Dataset report;
    private final List<Column> columns;
    private final JsonGenerator json;

    NdjsonWriter(OutputStream target, Dataset report, List<Column> columns, ObjectMapper mapper) throws IOException {
        this.report = report;
        this.columns = columns;
        this.json = mapper.getFactory().createGenerator(target);
        json.setRootValueSeparator(null);
    }

    @Override
    public void write(List<Object> values) throws IOException {
        json.writeStartObject();
        json.writeStringField("type", report.type());
        for (var i = 0; i < values.size(); i++) {
            if (values.get(i) != null) {
                json.writeFieldName(columns.get(i).name());
                write(columns.get(i), values.get(i));
            }
        }
        json.writeEndObject();
        json.writeRaw('\n');
    }

    private void write(Column column, Object value) throws IOException {
        switch (column.kind()) {
            case JSON -> json.writeRawValue(LineBreaks.escaped((String) value));
            case WHOLE -> json.writeNumber(((Number) value).longValue());
            case NUMBER -> json.writeNumber(((BigDecimal) value).stripTrailingZeros());
            case FLAG -> json.writeBoolean((Boolean) value);
            case TEXTS -> json.writeArray((String[]) value, 0, ((String[]) value).length);
            case NUMBERS -> write((Integer[]) value);
            case ID, TEXT, CODE, TIME, DATE -> json.writeString(value.toString());
        }
    }

    private void write(Integer[] numbers) throws IOException {
        json.writeStartArray();
        for (var number : numbers) {
            json.writePOJO(number);
        }
        json.writeEndArray();
    }

    @Override
    public void flush() throws IOException {
        json.flush();
    }

    @Override
    public void close() throws IOException {
        json.flush();
    }
}
