package org.sextant.reporting.cohort;

import java.util.List;
import org.sextant.chart.course.CodedIndication;

/** What courses can be put together by. */
record CourseKind(
        String protocol,
        String route,
        String indicationSystem,
        String indicationCode,
        String phase,
        List<String> labels) {

    /** Without an indication that is free text in the place of a code. */
    CourseKind coded() {
        return CodedIndication.is(indicationSystem, indicationCode)
                ? this
                : new CourseKind(protocol, route, null, null, phase, labels);
    }
}
