package org.sextant.reporting.cohort;

import org.sextant.chart.assessment.Instrument;

/**
 * The courses that a report counts, and how each is evaluated.
 *
 * @param window null where the latest score is evaluated
 */
record CoursesOfReport(
        Instrument instrument, GroupBy groupBy, Population population, PhaseFilter phase, Window window) {

    boolean include(String phaseOfCourse, String status) {
        return phase.phases().contains(phaseOfCourse) && population.statuses().contains(status);
    }
}
