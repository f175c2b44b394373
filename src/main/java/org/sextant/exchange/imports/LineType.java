package org.sextant.exchange.imports;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.sextant.reporting.dataset.Dataset;

/** The types of lines. A line needs only records of the types listed before its own. */
enum LineType {
    CLINIC(Dataset.CLINIC),
    PROTOCOL(Dataset.PROTOCOLS),
    PATIENT(Dataset.PATIENTS),
    COURSE(Dataset.COURSES),
    SESSION(Dataset.SESSIONS),
    VITALS(Dataset.VITALS),
    SIDE_EFFECT(Dataset.SIDE_EFFECTS),
    DOSE(Dataset.DOSES),
    MEDICATION(Dataset.MEDICATIONS),
    ASSESSMENT(Dataset.ASSESSMENTS),
    CLEARANCE(Dataset.CLEARANCES),
    ALERT(Dataset.ALERTS),
    REMS_SUBMISSION(Dataset.REMS_SUBMISSIONS);

    private final Dataset report;

    LineType(Dataset report) {
        this.report = report;
    }

    /** True for what is defined and not recorded: its revision number identifies it, and it never changes. */
    boolean isRevision() {
        return this == CLINIC || this == PROTOCOL;
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
