package org.sextant.reporting.dataset;

import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.sextant.reporting.dataset.column.Column;
import org.sextant.reporting.dataset.column.Column.Kind;
import org.sextant.reporting.dataset.column.Column.Origin;

/** The columns of all datasets. */
@Schema(name = "Dictionary", example = """
                {"reports": [{"path": "/v1/reports/vitals", "type": "VITALS", "columns": [
                    {"name": "systolic", "kind": "WHOLE", "unit": "mmHg", "origin": "RECORDED", "description": "Blood pressure",
                     "identified": true, "deidentified": true}]}]}\
                """)
record DictionaryView(@Schema(required = true) List<Entry> reports) {

    /** One dataset. */
    @Schema(name = "DictionaryOfReport")
    record Entry(
            @Schema(required = true) String path,

            @Schema(required = true, description = "What a line of NDJSON says that it is")
            String type,

            @Schema(required = true, description = "In the order of the report")
            List<Meaning> columns) {}

    /** One column. */
    @Schema(name = "DictionaryOfColumn")
    record Meaning(
            @Schema(required = true) String name,
            @Schema(required = true) Kind kind,

            @Schema(description = "Absent where it has none")
            String unit,

            @Schema(required = true, description = "An import takes what was recorded and passes over what is derived")
            Origin origin,

            @Schema(required = true) String description,

            @Schema(required = true, description = "Whether the clinic's own rows have it")
            boolean identified,

            @Schema(required = true, description = "Whether rows without identifiers have it")
            boolean deidentified) {}

    static DictionaryView ofAll() {
        return new DictionaryView(
                Arrays.stream(Dataset.values()).map(DictionaryView::of).toList());
    }

    private static Entry of(Dataset report) {
        return new Entry(
                "/v1/reports/" + report.slug(),
                report.type(),
                report.columns().stream().map(column -> of(report, column)).toList());
    }

    private static Meaning of(Dataset report, Column column) {
        return new Meaning(
                column.name(),
                column.kind(),
                column.unit(),
                column.origin(),
                column.description(),
                report.shows(column, false),
                report.shows(column, true));
    }
}
