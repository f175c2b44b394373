package org.sextant.export;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The reports that can be pulled row by row: what a row is, its columns, and where the database finds it. */
public enum Report {
    COURSES(
            "courses",
            "COURSE",
            CourseColumns.ALL,
            Deidentified.OF_COURSES,
            ReportSource.COURSES,
            "course.recorded_at",
            null),
    SESSIONS(
            "sessions",
            "SESSION",
            SessionColumns.ALL,
            Deidentified.OF_SESSIONS,
            ReportSource.SESSIONS,
            "session.scheduled_at",
            "session.course_id"),
    VITALS(
            "vitals",
            "VITALS",
            ChartColumns.VITALS,
            Deidentified.OF_VITALS,
            ReportSource.VITALS,
            "vitals.corrected_at",
            "vitals.session_id"),
    SIDE_EFFECTS(
            "side-effects",
            "SIDE_EFFECT",
            ChartColumns.SIDE_EFFECTS,
            Deidentified.OF_SIDE_EFFECTS,
            ReportSource.SIDE_EFFECTS,
            "side_effect.corrected_at",
            "side_effect.session_id"),
    ASSESSMENTS(
            "assessments",
            "ASSESSMENT",
            ChartColumns.ASSESSMENTS,
            Deidentified.OF_ASSESSMENTS,
            ReportSource.ASSESSMENTS,
            "assessment.corrected_at",
            "assessment.course_id");

    /** What each row carries beyond its columns: where it stands, and when the course's first infusion began. */
    static final String PARENT = "row_parent";

    static final String TIME = "row_time";
    static final String ID = "row_id";
    static final String FIRST_START = "row_first_start";
    static final int KEYS = 4;

    private final String slug;
    private final String type;

    @SuppressWarnings("ImmutableEnumChecker") // Made by toList.
    private final List<Column> columns;

    @SuppressWarnings("ImmutableEnumChecker") // Made by Set.of and toUnmodifiableSet.
    private final Set<String> deidentified;

    @SuppressWarnings("ImmutableEnumChecker") // Made by toUnmodifiableSet.
    private final Set<String> derived;

    private final ReportSource from;
    private final String time;
    private final String parent;

    /** @param parent what rows of the list belong to, and are ordered by before their time; null where by time alone */
    Report(
            String slug,
            String type,
            List<Column> columns,
            Set<String> deidentified,
            ReportSource from,
            String time,
            String parent) {
        this.slug = slug;
        this.type = type;
        this.columns = columns;
        this.deidentified = deidentified;
        this.derived = columns.stream()
                .filter(column -> column.origin() == Column.Origin.DERIVED)
                .map(Column::name)
                .collect(Collectors.toUnmodifiableSet());
        this.from = from;
        this.time = time;
        this.parent = parent;
    }

    /** Where the report is, below {@code /v1/reports/}. */
    String slug() {
        return slug;
    }

    /** What a line of NDJSON says that it is. */
    String type() {
        return type;
    }

    /** The names of what is worked out from other records, so that an import passes over it. */
    public Set<String> derived() {
        return derived;
    }

    List<Column> columns() {
        return columns;
    }

    /** The names of the columns that a de-identified row may have. */
    Set<String> deidentified() {
        return deidentified;
    }

    /** The columns of rows of this kind, in order. */
    List<Column> columns(boolean deidentify) {
        return columns.stream()
                .filter(column -> shows(column, deidentify))
                .map(column -> deidentify ? column.deidentified() : column)
                .toList();
    }

    /** True where rows of this kind have the column; one that nobody has listed is in no de-identified row. */
    boolean shows(Column column, boolean deidentify) {
        return deidentify ? deidentified.contains(column.name()) : column.origin() != Column.Origin.PSEUDONYM;
    }

    /** True where rows are ordered by what they belong to before their time. */
    boolean hasParents() {
        return parent != null;
    }

    /** The table whose rows are the report's rows. */
    String table() {
        return from.table();
    }

    /** What orders the rows: what they belong to, their time, their id. */
    private List<String> order() {
        return parent == null ? List.of(time, table() + ".id") : List.of(parent, time, table() + ".id");
    }

    /**
     * The statement that reads a page.
     *
     * @param shown the columns
     * @param conditions beyond the clinic and the position, each beginning with {@code AND}
     */
    String sql(List<Column> shown, boolean first, String conditions) {
        var selected = shown.stream()
                .filter(column -> column.sql() != null)
                .map(column -> column.sql() + " AS \"" + column.name() + '"')
                .collect(Collectors.joining(",\n", "SELECT ", ""));
        var keys = String.join(", ", order());
        return selected
                + ",\n%s AS %s, %s AS %s, %s.id AS %s, span.first_start AS %s"
                        .formatted(
                                parent == null ? "CAST(NULL AS uuid)" : parent,
                                PARENT,
                                time,
                                TIME,
                                table(),
                                ID,
                                FIRST_START)
                + "\nFROM (SELECT decode(:key, 'hex') AS key) AS export CROSS JOIN (\n"
                + page(first, conditions, keys)
                + "\n) AS " + table() + "\n" + from.joins()
                + "ORDER BY " + keys;
    }

    /** The rows of the page alone, so that what each of them needs besides is looked up for them and for no other. */
    private String page(boolean first, String conditions, String keys) {
        return "SELECT " + table() + ".* FROM " + table()
                + (conditions.isEmpty() ? "" : "\n" + from.toCourse())
                + "\nWHERE " + table() + ".clinic_id = :clinic"
                + (from.corrected() ? " AND " + table() + ".status <> 'ENTERED_IN_ERROR'" : "")
                + (first
                        ? ""
                        : "\nAND (%s) > (%s:afterTime, :afterId)"
                                .formatted(keys, parent == null ? "" : ":afterParent, "))
                + conditions
                + "\nORDER BY " + keys + " LIMIT :size";
    }
}
