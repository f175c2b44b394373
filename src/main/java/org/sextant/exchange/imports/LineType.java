package org.sextant.exchange.imports;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.sextant.reporting.dataset.Dataset;

/** What a line can be, in the order in which one needs the other. */
enum LineType {
    PROTOCOL(Dataset.PROTOCOLS),
    COURSE(Dataset.COURSES),
    SESSION(Dataset.SESSIONS),
    VITALS(Dataset.VITALS),
    SIDE_EFFECT(Dataset.SIDE_EFFECTS),
    ASSESSMENT(Dataset.ASSESSMENTS);

    private final Dataset report;

    LineType(Dataset report) {
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
    Dataset report() {
        return report;
    }
}
