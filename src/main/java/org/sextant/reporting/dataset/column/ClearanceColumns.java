package org.sextant.reporting.dataset.column;

import static org.sextant.reporting.dataset.column.Column.derived;
import static org.sextant.reporting.dataset.column.Column.pseudonym;
import static org.sextant.reporting.dataset.column.Column.recorded;
import static org.sextant.reporting.dataset.column.SharedColumns.recordedBy;

import java.util.List;
import org.sextant.reporting.dataset.column.Column.Kind;

/** The columns of the dataset of clearances: one row per clearance of a patient. */
public final class ClearanceColumns {

    public static final List<Column> ALL = List.of(
            pseudonym("subject", "clearance.patient_id", "A pseudonym of the patient, random for each export"),
            recorded("id", Kind.ID, "clearance.id", "The clearance"),
            recorded("patientId", Kind.ID, "clearance.patient_id", "The patient"),
            recorded(
                    "courseId",
                    Kind.ID,
                    "clearance.course_id",
                    "The course that it was recorded for; absent where for the patient alone"),
            recorded("kind", Kind.CODE, "clearance.kind", "In which respect"),
            recorded("outcome", Kind.CODE, "clearance.outcome", "CLEARED, NOT_CLEARED or CONDITIONAL"),
            recorded("condition", Kind.TEXT, "clearance.condition", "The condition of a CONDITIONAL one"),
            recorded("clearedOn", Kind.DATE, "clearance.cleared_on", "Of the examination, test or signature"),
            recorded("clearedBy", Kind.TEXT, "clearance.cleared_by", "Who decided"),
            recorded("expiresOn", Kind.DATE, "clearance.expires_on", "The last day on which it is valid, where named"),
            recorded("results", Kind.JSON, "CAST(clearance.results AS text)", "The measurements behind it"),
            recorded("document", Kind.JSON, "CAST(clearance.document AS text)", "Where the signed document is"),
            recorded("note", Kind.TEXT, "clearance.note", "Note"),
            derived("sex", Kind.CODE, "patient.sex", "FEMALE, MALE, OTHER or UNKNOWN"),
            recordedBy("clearance"));

    private ClearanceColumns() {}
}
