package org.sextant.reporting.dataset;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;

/** The formats in which all rows of a dataset are streamed. */
enum Format {
    CSV(Format.TEXT_CSV, "csv") {
        @Override
        RowWriter writer(OutputStream target, DatasetQuery query, ObjectMapper json) throws IOException {
            return new CsvWriter(target, query.columns(), json, false);
        }
    },
    CSV_WITH_BOM(Format.TEXT_CSV, "csv") {
        @Override
        RowWriter writer(OutputStream target, DatasetQuery query, ObjectMapper json) throws IOException {
            return new CsvWriter(target, query.columns(), json, true);
        }
    },
    NDJSON(Format.X_NDJSON, "ndjson") {
        @Override
        RowWriter writer(OutputStream target, DatasetQuery query, ObjectMapper json) throws IOException {
            return new NdjsonWriter(target, query.report(), query.columns(), json);
        }
    };

    static final String TEXT_CSV = "text/csv";
    static final String X_NDJSON = "application/x-ndjson";

    private final String mediaType;
    private final String extension;

    Format(String mediaType, String extension) {
        this.mediaType = mediaType;
        this.extension = extension;
    }

    String mediaType() {
        return mediaType;
    }

    /** The extension of a file's name. */
    String extension() {
        return extension;
    }

    abstract RowWriter writer(OutputStream target, DatasetQuery query, ObjectMapper json) throws IOException;
}
