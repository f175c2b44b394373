package org.sextant.exchange.imports;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.sextant.reporting.dataset.Report;

/** What a line can be, in the order in which one needs the other. */
enum LineType {
    PROTOCOL(Report.PROTOCOLS),
    COURSE(Report.COURSES),
    SESSION(Report.SESSIONS),
    VITALS(Report.VITALS),
    SIDE_EFFECT(Report.SIDE_EFFECTS),
    ASSESSMENT(Report.ASSESSMENTS);

    private final Report report;

    LineType(Report report) {
        this.report = report;
    }

    /** True where a record is known by its id; a revision of a protocol is by its code and number. */
    boolean hasId() {
        return this != PROTOCOL;
    }

    /** The types, as a refusal names them. */
    static String names() {
        return Arrays.stream(values()).map(LineType::name).collect(Collectors.joining(", "));
    }

    /** The report whose lines are of this type. */
    Report report() {
        return report;
    }
}
