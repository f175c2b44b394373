package org.sextant.imports;

import org.sextant.export.Report;

/** What a line can be, in the order in which one needs the other. */
enum LineType {
    COURSE(Report.COURSES),
    SESSION(Report.SESSIONS),
    VITALS(Report.VITALS),
    SIDE_EFFECT(Report.SIDE_EFFECTS),
    ASSESSMENT(Report.ASSESSMENTS);

    private final Report report;

    LineType(Report report) {
        this.report = report;
    }

    /** The report whose lines are of this type. */
    Report report() {
        return report;
    }
}
