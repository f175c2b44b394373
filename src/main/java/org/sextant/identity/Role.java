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

    /** Reads one patient's chart under emergency access. Given for one request; no token can carry it. */
    public static final String EMERGENCY = "EMERGENCY";

    public static final List<String> ALL =
            List.of(NURSE, PRESCRIBER, COORDINATOR, ANALYST, INTEGRATION, AUDITOR, ADMIN);

    /** Those who need no emergency access. */
    public static final List<String> CHART_READERS = List.of(NURSE, PRESCRIBER, INTEGRATION);

    /** Those who have no role for charts, and may have to look into one all the same. */
    public static final List<String> CLINIC_STAFF = List.of(COORDINATOR, ADMIN);

    private Role() {}
}
