package org.sextant.reporting.dataset;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.sextant.reporting.dataset.column.AlertColumns;
import org.sextant.reporting.dataset.column.ChartColumns;
import org.sextant.reporting.dataset.column.ClearanceColumns;
import org.sextant.reporting.dataset.column.ClinicColumns;
import org.sextant.reporting.dataset.column.Column;
import org.sextant.reporting.dataset.column.CourseColumns;
import org.sextant.reporting.dataset.column.MedicationColumns;
import org.sextant.reporting.dataset.column.PatientColumns;
import org.sextant.reporting.dataset.column.ProtocolColumns;
import org.sextant.reporting.dataset.column.RemsSubmissionColumns;
import org.sextant.reporting.dataset.column.SessionColumns;

/** The datasets that clients read row by row: the type of the rows, their columns, and their source in the database. */
public enum Dataset {
    COURSES(
            "courses",
            "COURSE",
            CourseColumns.ALL,
            Deidentified.OF_COURSES,
            DatasetSource.COURSES,
            Key.time("course.recorded_at"),
            Key.id("course.id")),
    SESSIONS(
            "sessions",
            "SESSION",
            SessionColumns.ALL,
            Deidentified.OF_SESSIONS,
            DatasetSource.SESSIONS,
            Key.id("session.course_id"),
            Key.time("session.scheduled_at"),
            Key.id("session.id")),
    VITALS(
            "vitals",
            "VITALS",
            ChartColumns.VITALS,
            Deidentified.OF_VITALS,
            DatasetSource.VITALS,
            Key.id("vitals.session_id"),
            Key.time("vitals.corrected_at"),
            Key.time("vitals.recorded_at"),
            Key.id("vitals.id")),
    SIDE_EFFECTS(
            "side-effects",
            "SIDE_EFFECT",
            ChartColumns.SIDE_EFFECTS,
            Deidentified.OF_SIDE_EFFECTS,
            DatasetSource.SIDE_EFFECTS,
            Key.id("side_effect.session_id"),
            Key.time("side_effect.corrected_at"),
            Key.time("side_effect.recorded_at"),
            Key.id("side_effect.id")),
    DOSES(
            "doses",
            "DOSE",
            ChartColumns.DOSES,
            Deidentified.OF_DOSES,
            DatasetSource.DOSES,
            Key.id("dose.session_id"),
            Key.time("dose.corrected_at"),
            Key.time("dose.recorded_at"),
            Key.id("dose.id")),
    ASSESSMENTS(
            "assessments",
            "ASSESSMENT",
            ChartColumns.ASSESSMENTS,
            Deidentified.OF_ASSESSMENTS,
            DatasetSource.ASSESSMENTS,
            Key.id("assessment.course_id"),
            Key.time("assessment.corrected_at"),
            Key.time("assessment.recorded_at"),
            Key.id("assessment.id")),
    MEDICATIONS(
            "medications",
            "MEDICATION",
            MedicationColumns.ALL,
            Deidentified.OF_MEDICATIONS,
            DatasetSource.MEDICATIONS,
            Key.id("medication.session_id"),
            Key.time("medication.corrected_at"),
            Key.time("medication.recorded_at"),
            Key.id("medication.id")),
    ALERTS(
            "alerts",
            "ALERT",
            AlertColumns.ALL,
            Deidentified.OF_ALERTS,
            DatasetSource.ALERTS,
            Key.id("alert.course_id"),
            Key.time("alert.recorded_at"),
            Key.id("alert.id")),
    REMS_SUBMISSIONS(
            "rems-submissions",
            "REMS_SUBMISSION",
            RemsSubmissionColumns.ALL,
            Deidentified.OF_REMS_SUBMISSIONS,
            DatasetSource.REMS_SUBMISSIONS,
            Key.id("rems_submission.session_id"),
            Key.time("rems_submission.recorded_at"),
            Key.id("rems_submission.id")),
    PATIENTS(
            "patients",
            "PATIENT",
            PatientColumns.ALL,
            Deidentified.OF_PATIENTS,
            DatasetSource.PATIENTS,
            Key.time("patient.recorded_at"),
            Key.id("patient.id")),
    CLEARANCES(
            "clearances",
            "CLEARANCE",
            ClearanceColumns.ALL,
            Deidentified.OF_CLEARANCES,
            DatasetSource.CLEARANCES,
            Key.id("clearance.patient_id"),
            Key.time("clearance.corrected_at"),
            Key.time("clearance.recorded_at"),
            Key.id("clearance.id")),
    PROTOCOLS(
            "protocols",
            "PROTOCOL",
            ProtocolColumns.ALL,
            Deidentified.OF_PROTOCOLS,
            DatasetSource.PROTOCOLS,
            new Key("protocol.code", Column.Kind.CODE),
            new Key("protocol.revision", Column.Kind.WHOLE)),
    CLINIC(
            "clinic",
            "CLINIC",
            ClinicColumns.ALL,
            Deidentified.OF_CLINIC,
            DatasetSource.CLINIC,
            new Key("clinic_profile.revision", Column.Kind.WHOLE));

    /** Extra values of each row: the sort keys. */
    static final String KEY = "row_key_";

    private final String slug;
    private final String type;

    @SuppressWarnings("ImmutableEnumChecker") // Made by toList.
    private final List<Column> columns;

    @SuppressWarnings("ImmutableEnumChecker") // Made by Set.of and toUnmodifiableSet.
    private final Set<String> deidentified;

    @SuppressWarnings("ImmutableEnumChecker") // Made by toUnmodifiableSet.
    private final Set<String> derived;

    private final DatasetSource from;

    @SuppressWarnings("ImmutableEnumChecker") // Made by List.of.
    private final List<Key> order;

    /**
     * A sort key. Together, the keys of a dataset identify a row.
     *
     * @param sql the expression that the database orders by
     */
    record Key(String sql, Column.Kind kind) {

        private static Key id(String sql) {
            return new Key(sql, Column.Kind.ID);
        }

        private static Key time(String sql) {
            return new Key(sql, Column.Kind.TIME);
        }
    }

    /** @param order the sort keys: first the parent of the rows, where there is one, then the rows themselves */
    Dataset(
            String slug,
            String type,
            List<Column> columns,
            Set<String> deidentified,
            DatasetSource from,
            Key... order) {
        this.slug = slug;
        this.type = type;
        this.columns = columns;
        this.deidentified = deidentified;
        this.derived = columns.stream()
                .filter(column -> column.origin() == Column.Origin.DERIVED)
                .map(Column::name)
                .collect(Collectors.toUnmodifiableSet());
        this.from = from;
        this.order = List.of(order);
    }

    /** The path of the dataset below {@code /v1/reports/}. */
    String slug() {
        return slug;
    }

    /** The {@code type} of a line of NDJSON. */
    String type() {
        return type;
    }

    /** The names of the columns that are computed from other records; an import ignores them. */
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

    /** The columns of identified or de-identified rows, in order. */
    List<Column> columns(boolean deidentify) {
        return columns.stream()
                .filter(column -> shows(column, deidentify))
                .map(column -> deidentify ? column.deidentified() : column)
                .toList();
    }

    /** True where identified or de-identified rows have the column. De-identified rows have listed columns only. */
    boolean shows(Column column, boolean deidentify) {
        return deidentify ? deidentified.contains(column.name()) : column.origin() != Column.Origin.PSEUDONYM;
    }

    /** The table with one row per row of the dataset. */
    String table() {
        return from.table();
    }

    /** The sort keys of the rows. */
    List<Key> order() {
        return order;
    }

    /** The tables behind the rows. */
    DatasetSource from() {
        return from;
    }
}
