package org.sextant.reporting.dataset.column;

import static org.sextant.reporting.dataset.column.Column.recorded;
import static org.sextant.reporting.dataset.column.SharedColumns.dayOfCourse;
import static org.sextant.reporting.dataset.column.SharedColumns.recordedBy;

import java.util.List;
import org.sextant.reporting.dataset.column.Column.Kind;

/** The columns of the dataset of submitted REMS monitoring forms. */
public final class RemsSubmissionColumns {

    public static final List<Column> ALL = ChartColumns.all(
            List.of(
                    recorded("id", Kind.ID, "rems_submission.id", "The submission"),
                    recorded("sessionId", Kind.ID, "rems_submission.session_id", "Its session"),
                    recorded(
                            "submittedAt",
                            Kind.TIME,
                            "rems_submission.submitted_at",
                            "When the form was submitted, by the device"),
                    recorded(
                                    "clockOffsetSeconds",
                                    Kind.WHOLE,
                                    "rems_submission.clock_offset_seconds",
                                    "How far ahead the device's clock was; absent where it is not known")
                            .in("s"),
                    recorded("reference", Kind.TEXT, "rems_submission.reference", "Of the receiver"),
                    recorded(
                            "form",
                            Kind.JSON,
                            "CAST(rems_submission.form AS text)",
                            "The items of the form as they were submitted, with the patient's name")),
            List.of(
                    ChartColumns.COURSE,
                    ChartColumns.SESSION,
                    dayOfCourse("corrected_time(rems_submission.submitted_at, rems_submission.clock_offset_seconds)"),
                    recordedBy("rems_submission")));

    private RemsSubmissionColumns() {}
}
