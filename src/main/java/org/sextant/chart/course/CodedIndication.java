package org.sextant.chart.course;

import java.util.regex.Pattern;

/**
 * Whether an indication is a code of a code system, and not a sentence about a patient in the place of one. Whoever may not
 * know whom a course is about sees no other. The only place that decides it, in Java and in SQL.
 */
public final class CodedIndication {

    private static final String CODE = "[A-Za-z0-9.-]{1,20}";

    /** A URI: a scheme and, without blanks, what it names. */
    private static final String SYSTEM = "[A-Za-z][A-Za-z0-9+.-]*:[!-~]+";

    private static final Pattern OF_CODE = Pattern.compile(CODE);
    private static final Pattern OF_SYSTEM = Pattern.compile(SYSTEM);

    private static final String CONDITION =
            "(course.indication_code ~ '^%s$' AND course.indication_system ~ '^%s$')".formatted(CODE, SYSTEM);

    /** The code of a row of {@code course}; null where it is none. */
    public static final String CODE_SQL = "CASE WHEN %s THEN course.indication_code END".formatted(CONDITION);

    /** The system of a row of {@code course}; null where the code is none. */
    public static final String SYSTEM_SQL = "CASE WHEN %s THEN course.indication_system END".formatted(CONDITION);

    private CodedIndication() {}

    public static boolean is(String system, String code) {
        return OF_CODE.matcher(code).matches() && OF_SYSTEM.matcher(system).matches();
    }
}
