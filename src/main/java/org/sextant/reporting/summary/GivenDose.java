package org.sextant.reporting.summary;

/**
 * The dose that a patient got in a session, in SQL on a row of {@code session}. {@code Session.givenMg} and {@code
 * Session.givenMgPerKg} define the same in Java.
 */
public final class GivenDose {

    /** SQL expression: mg; null before the end. */
    public static final String MG = "(coalesce(session.delivered_mg, session.administered_mg) + session.further_mg)";

    /** SQL expression: mg per kg of the weight at the check-in, three decimals, half up; null before the end. */
    public static final String MG_PER_KG = "round(" + MG + " / session.weight_kg, 3)";

    private GivenDose() {}
}
