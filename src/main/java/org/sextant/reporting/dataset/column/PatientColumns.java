package org.sextant.reporting.dataset.column;

import static org.sextant.reporting.dataset.column.Column.pseudonym;
import static org.sextant.reporting.dataset.column.Column.recorded;
import static org.sextant.reporting.dataset.column.SharedColumns.recordedBy;

import java.util.List;
import org.sextant.reporting.dataset.column.Column.Kind;

/** The columns of the dataset of patients, with or without a course. */
public final class PatientColumns {

    public static final List<Column> ALL = List.of(
            pseudonym("subject", "patient.id", "A pseudonym of the patient, random for each export"),
            recorded("id", Kind.ID, "patient.id", "The patient"),
            recorded("mrn", Kind.TEXT, "patient.mrn", "The record number in the clinic"),
            recorded("family", Kind.TEXT, "patient.family", "Family name"),
            recorded("given", Kind.TEXT, "patient.given", "Given name"),
            recorded("birthDate", Kind.DATE, "patient.birth_date", "Date of birth"),
            recorded("sex", Kind.CODE, "patient.sex", "FEMALE, MALE, OTHER or UNKNOWN"),
            recorded(
                    "childbearing",
                    Kind.CODE,
                    "patient.childbearing",
                    "YES, NO or UNKNOWN: whether the patient may be pregnant, so that clearances are asked"),
            recordedBy("patient"));

    private PatientColumns() {}
}
