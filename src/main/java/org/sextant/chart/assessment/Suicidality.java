package org.sextant.chart.assessment;

/** What an assessment says about suicidal ideation. */
public enum Suicidality {
    /** An answer raises the flag of suicidal ideation. */
    PRESENT,
    /** The instrument asks for suicidal ideation and no answer raises the flag. */
    ABSENT,
    /** The instrument does not ask for suicidal ideation, or only the total is known. */
    NOT_ASKED
}
