package org.sextant.reporting.dataset.column;

import static org.sextant.reporting.dataset.column.Column.recorded;
import static org.sextant.reporting.dataset.column.SharedColumns.dayOfCourse;
import static org.sextant.reporting.dataset.column.SharedColumns.minuteOfSession;
import static org.sextant.reporting.dataset.column.SharedColumns.recordedBy;

import java.util.List;
import org.sextant.reporting.dataset.column.Column.Kind;

/** The columns of the dataset of medications that were given in a session beside the drug of the treatment. */
public final class MedicationColumns {

    public static final List<Column> ALL = ChartColumns.all(
            List.of(
                    recorded("id", Kind.ID, "medication.id", "The medication"),
                    recorded("sessionId", Kind.ID, "medication.session_id", "Its session"),
                    recorded("medication", Kind.TEXT, "medication.drug", "Its name"),
                    recorded("dose", Kind.NUMBER, "medication.dose", "In the unit beside it"),
                    recorded("unit", Kind.TEXT, "medication.unit", "Of the dose, UCUM"),
                    recorded("medicationRoute", Kind.TEXT, "medication.route", "How it was given"),
                    recorded("givenAt", Kind.TIME, "medication.given_at", "When it was given, by the device"),
                    recorded(
                                    "clockOffsetSeconds",
                                    Kind.WHOLE,
                                    "medication.clock_offset_seconds",
                                    "How far ahead the device's clock was; absent where it is not known")
                            .in("s"),
                    recorded("reason", Kind.TEXT, "medication.reason", "Why it was given")),
            List.of(
                    ChartColumns.COURSE,
                    ChartColumns.SESSION,
                    dayOfCourse("medication.corrected_at"),
                    minuteOfSession("minuteOfSession", "medication.corrected_at", "The medication"),
                    recordedBy("medication")));

    private MedicationColumns() {}
}
