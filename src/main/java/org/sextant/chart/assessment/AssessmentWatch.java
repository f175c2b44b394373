package org.sextant.chart.assessment;

import java.util.List;
import org.sextant.chart.course.Course;

/** Keeps the alerts of a course true. */
public interface AssessmentWatch {

    /**
     * Assessments of a course are new or have changed; called in the same transaction, with the course locked.
     *
     * @param flagged all of the course that raise the flag and stand, in the order of records
     * @param reason why an alert may not hold any more
     */
    void flagsChanged(Course course, List<FlaggedAssessment> flagged, String reason);
}
