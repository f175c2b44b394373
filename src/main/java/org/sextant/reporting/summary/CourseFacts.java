package org.sextant.reporting.summary;

import java.time.Instant;
import java.util.UUID;
import org.sextant.chart.course.CoursePhase;
import org.sextant.chart.course.CourseStatus;
import org.sextant.reporting.summary.SummaryView.Alerts;

/**
 * The columns of a course that its summary shows, and the number of its alerts.
 *
 * @param changedAt when the course, or a record that its summary shows, was last recorded, changed or withdrawn
 * @param version of the chart: it grows with each change of anything that the summary shows
 */
record CourseFacts(
        UUID id,
        UUID patientId,
        CourseStatus status,
        String protocol,
        CoursePhase phase,
        int plannedSessions,
        Alerts alerts,
        Instant changedAt,
        long version) {}
