package org.sextant.chart.course;

import java.util.regex.Pattern;

/**
 * Decides whether an indication is a code of a code system, and not free text about a patient in place of a code. A
 * caller who must not identify patients gets coded indications only. Only this class decides it, in Java and in SQL.
 */
public final class CodedIndication {

    private static final String CODE = "[A-Za-z0-9.-]{1,20}";

    /** A URI: a scheme, a colon and characters without blanks. */
    private static final String SYSTEM = "[A-Za-z][A-Za-z0-9+.-]*:[!-~]+";

    private static final Pattern OF_CODE = Pattern.compile(CODE);
    private static final Pattern OF_SYSTEM = Pattern.compile(SYSTEM);

    private static final String CONDITION =
            "(course.indication_code ~ '^%s$' AND course.indication_system ~ '^%s$')".formatted(CODE, SYSTEM);

    /** SQL for the code of a row of {@code course}; NULL where the indication is not coded. */
    public static final String CODE_SQL = "CASE WHEN %s THEN course.indication_code END".formatted(CONDITION);

    /** SQL for the code system of a row of {@code course}; NULL where the indication is not coded. */
    public static final String SYSTEM_SQL = "CASE WHEN %s THEN course.indication_system END".formatted(CONDITION);

    private CodedIndication() {}

    /** True where the system is a URI and the code has the form of a code. */
    public static boolean is(String system, String code) {
        return OF_CODE.matcher(code).matches() && OF_SYSTEM.matcher(system).matches();
    }
}
