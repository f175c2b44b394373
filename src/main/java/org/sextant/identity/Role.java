package org.sextant.identity;

import java.util.List;

/** The roles that a token may carry in its {@code groups} claim; strings, for use in {@code @RolesAllowed}. */
public final class Role {

    /** Runs sessions: reads patients and courses, records vitals, side effects, medications and assessments. */
    public static final String NURSE = "NURSE";
    /** Does all that a nurse may do, and writes patients, courses, protocols and overrides with a reason. */
    public static final String PRESCRIBER = "PRESCRIBER";
    /** Reads and writes demographics and the schedule; no clinical detail. */
    public static final String COORDINATOR = "COORDINATOR";
    /** Reads summaries and reports without identifiers. */
    public static final String ANALYST = "ANALYST";
    /** An EHR: reads all, creates patients and courses, writes vitals and assessments. */
    public static final String INTEGRATION = "INTEGRATION";
    /** Reads the audit trail. */
    public static final String AUDITOR = "AUDITOR";
    /** Changes the clinic's configuration; no clinical data. */
    public static final String ADMIN = "ADMIN";

    /** Reads one patient's chart under emergency access. Added for one request; never taken from a token. */
    public static final String EMERGENCY = "EMERGENCY";

    /** All roles that a token may carry; without {@link #EMERGENCY}. */
    public static final List<String> ALL =
            List.of(NURSE, PRESCRIBER, COORDINATOR, ANALYST, INTEGRATION, AUDITOR, ADMIN);

    /** The roles that read charts without emergency access. */
    public static final List<String> CHART_READERS = List.of(NURSE, PRESCRIBER, INTEGRATION);

    /** The roles that do not read charts but may take emergency access to one. */
    public static final List<String> CLINIC_STAFF = List.of(COORDINATOR, ADMIN);

    private Role() {}
}
