package org.sextant.exchange.imports;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.sextant.reporting.dataset.Dataset;

/** The types of lines. A line needs only records of the types listed before its own. */
enum LineType {
    PROTOCOL(Dataset.PROTOCOLS),
    COURSE(Dataset.COURSES),
    SESSION(Dataset.SESSIONS),
    VITALS(Dataset.VITALS),
    SIDE_EFFECT(Dataset.SIDE_EFFECTS),
    DOSE(Dataset.DOSES),
    ASSESSMENT(Dataset.ASSESSMENTS),
    CLEARANCE(Dataset.CLEARANCES);

    private final Dataset report;

    LineType(Dataset report) {
        this.report = report;
    }

    /** True where an id identifies the record; a code and a revision number identify a PROTOCOL. */
    boolean hasId() {
        return this != PROTOCOL;
    }

    /** The names of all types, separated by commas. */
    static String names() {
        return Arrays.stream(values()).map(LineType::name).collect(Collectors.joining(", "));
    }

    /** The dataset whose rows have this type. */
    Dataset report() {
        return report;
    }
}
