package org.sextant.reporting.cohort;

import java.util.List;
import org.sextant.chart.course.CodedIndication;
import org.sextant.chart.course.CoursePhase;

/** The properties by which courses can be grouped. */
record CourseKind(
        String protocol,
        String route,
        String indicationSystem,
        String indicationCode,
        String phase,
        List<String> labels) {

    boolean isInduction() {
        return CoursePhase.INDUCTION.name().equals(phase);
    }

    /** Removes an indication that is free text instead of a code, because free text may identify a patient. */
    CourseKind coded() {
        return CodedIndication.is(indicationSystem, indicationCode)
                ? this
                : new CourseKind(protocol, route, null, null, phase, labels);
    }
}
