package org.sextant.identity;

import java.util.List;

/** The roles a token may carry in its {@code groups} claim; strings, because annotations take nothing else. */
public final class Role {

    /** Runs sessions: reads patients and courses, records vitals, side effects, medications and assessments. */
    public static final String NURSE = "NURSE";
    /** All a nurse may, plus patients, courses, protocols and overrides with a reason. */
    public static final String PRESCRIBER = "PRESCRIBER";
    /** Demographics and the schedule; no clinical detail. */
    public static final String COORDINATOR = "COORDINATOR";
    /** Summaries and reports without identifiers. */
    public static final String ANALYST = "ANALYST";
    /** An EHR: reads all, creates patients and courses, writes vitals and assessments. */
    public static final String INTEGRATION = "INTEGRATION";
    /** The audit trail. */
    public static final String AUDITOR = "AUDITOR";
    /** The clinic's configuration; no clinical data. */
    public static final String ADMIN = "ADMIN";

    public static final List<String> ALL =
            List.of(NURSE, PRESCRIBER, COORDINATOR, ANALYST, INTEGRATION, AUDITOR, ADMIN);

    private Role() {}
}
