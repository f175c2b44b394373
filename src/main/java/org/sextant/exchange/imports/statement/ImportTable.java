package org.sextant.exchange.imports.statement;

import java.util.List;
import java.util.stream.Collectors;

/** The tables that store the lines, by the type of the line. */
public enum ImportTable {
    PATIENT("patient", TreatmentFields.PATIENT),
    COURSE("course", TreatmentFields.COURSE),
    SESSION("session", TreatmentFields.SESSION),
    VITALS("vitals", RecordFields.VITALS),
    SIDE_EFFECT("side_effect", RecordFields.SIDE_EFFECT),
    DOSE("dose", RecordFields.DOSE),
    MEDICATION("medication", RecordFields.MEDICATION),
    ASSESSMENT("assessment", RecordFields.ASSESSMENT),
    CLEARANCE("clearance", RecordFields.CLEARANCE),
    ALERT("alert", RecordFields.ALERT),
    REMS_SUBMISSION("rems_submission", RecordFields.REMS_SUBMISSION);

    private final String table;

    @SuppressWarnings("ImmutableEnumChecker") // Made by List.of.
    private final List<ImportField> fields;

    ImportTable(String table, List<ImportField> fields) {
        this.table = table;
        this.fields = fields;
    }

    public String table() {
        return table;
    }

    /** SQL: the alias and columns of a line, as a row that a statement can select from. */
    String line() {
        return fields.stream()
                .map(field -> "\"%s\" %s".formatted(field.member(), field.type()))
                .collect(Collectors.joining(", ", "line(id uuid, place integer, \"contentHash\" text, ", ")"));
    }

    /** SQL: the columns that store a member unchanged. */
    String columns() {
        return fields.stream()
                .filter(field -> field.column() != null)
                .map(ImportField::column)
                .collect(Collectors.joining(", "));
    }

    /** SQL: the members that go into {@link #columns}, in the same order. */
    String members() {
        return fields.stream()
                .filter(field -> field.column() != null)
                .map(field -> "line.\"" + field.member() + '"')
                .collect(Collectors.joining(", "));
    }
}
