package org.sextant.reporting.dataset.column;

import static org.sextant.reporting.dataset.column.Column.recorded;
import static org.sextant.reporting.dataset.column.SharedColumns.dayOfCourse;
import static org.sextant.reporting.dataset.column.SharedColumns.minuteOfSession;

import java.util.List;
import org.sextant.reporting.dataset.column.Column.Kind;

/** The columns of the dataset of alerts, with their acknowledgements and reviews. */
public final class AlertColumns {

    public static final List<Column> ALL = ChartColumns.all(
            List.of(
                    recorded("id", Kind.ID, "alert.id", "The alert"),
                    recorded("courseId", Kind.ID, "alert.course_id", "Its course"),
                    recorded("sessionId", Kind.ID, "alert.session_id", "Its session, where it belongs to one"),
                    recorded("raisedAt", Kind.TIME, "alert.recorded_at", "When it was raised"),
                    recorded("changedAt", Kind.TIME, "alert.changed_at", "When it was raised or last changed"),
                    recorded("kind", Kind.CODE, "alert.kind", "What was found, such as SYSTOLIC_HIGH"),
                    recorded("severity", Kind.CODE, "alert.severity", "WARNING or CRITICAL"),
                    recorded("status", Kind.CODE, "alert.status", "OPEN, ACKNOWLEDGED, CLEARED or WITHDRAWN"),
                    recorded(
                            "sources",
                            Kind.JSON,
                            "CAST(alert.sources AS text)",
                            "All records that it stands for, and what each shows"),
                    recorded(
                            "sourceId",
                            Kind.ID,
                            "alert.source_id",
                            "The record that shows the latest of the worst; for VITALS_OVERDUE the session"),
                    recorded("value", Kind.NUMBER, "alert.value", "What was measured, in the unit of the measurement"),
                    recorded(
                            "limit",
                            Kind.NUMBER,
                            "alert.limit_value",
                            "What it was compared with; for SYSTOLIC_RISE percent"),
                    recorded("detail", Kind.TEXT, "alert.detail", "The text of the alert"),
                    recorded("dueAt", Kind.TIME, "alert.due_at", "When the missed reading was due"),
                    recorded(
                            "missing",
                            Kind.JSON,
                            "CAST(alert.missing AS text)",
                            "What was not measured in time; absent where any reading would do"),
                    recorded(
                            "lateEntry",
                            Kind.FLAG,
                            "alert.late_entry",
                            "Whether a missed reading had counted as missed before the start was recorded"),
                    recorded("acknowledgedAt", Kind.TIME, "alert.acknowledged_at", "When somebody had seen to it"),
                    recorded("acknowledgedBy", Kind.TEXT, "alert.acknowledged_by", "Who"),
                    recorded("acknowledgement", Kind.TEXT, "alert.acknowledgement", "Note of who had"),
                    recorded(
                            "reviews",
                            Kind.JSON,
                            "CAST(alert.reviews AS text)",
                            "What prescribers decided on the suicide risk, the first review first"),
                    recorded("closedAt", Kind.TIME, "alert.closed_at", "When it was cleared or withdrawn"),
                    recorded("closedReason", Kind.TEXT, "alert.closed_reason", "Why it was cleared or withdrawn")),
            List.of(
                    ChartColumns.SESSION,
                    dayOfCourse("alert.recorded_at"),
                    minuteOfSession("minuteOfSession", "alert.recorded_at", "The alert")));

    private AlertColumns() {}
}
