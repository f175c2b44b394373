package org.sextant.chart.assessment;

import java.util.List;
import org.sextant.chart.course.Course;

/** Updates the alerts of a course. */
public interface AssessmentWatch {

    /**
     * Updates the alerts after assessments of a course were added or changed. The caller locks the course and calls the
     * method in the same transaction.
     *
     * @param flagged the assessments of the course that raise the flag and are not entered in error, in the order of
     *     records
     * @param reason stored as the closing reason of alerts that are withdrawn
     */
    void flagsChanged(Course course, List<FlaggedAssessment> flagged, String reason);

    /**
     * Updates the alerts after scores on instruments that describe a session were added or changed. The caller locks
     * the course and calls the method in the same transaction.
     *
     * @param measures the scores of the course on these instruments that are not entered in error
     * @param reason stored as the closing reason of alerts that are withdrawn
     */
    void measuresChanged(Course course, List<SessionMeasure> measures, String reason);
}
