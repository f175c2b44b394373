package org.sextant.reporting.cohort;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.sextant.web.problem.Violations;

/** An allowed value of a query parameter. */
public interface QueryEnum {

    /** The value as the API spells it. */
    String text();

    /**
     * Reads a parameter.
     *
     * @param text null means the default
     * @throws org.sextant.web.problem.ProblemException 400 where the text is no value of {@code all}
     */
    static <C extends QueryEnum> C of(String parameter, String text, C defaultValue, C[] all) {
        if (text == null) {
            return defaultValue;
        }
        return Arrays.stream(all)
                .filter(value -> value.text().equals(text))
                .findFirst()
                .orElseThrow(() -> Violations.ofParameter(
                        parameter,
                        "must be one of "
                                + Arrays.stream(all).map(QueryEnum::text).collect(Collectors.joining(", "))));
    }
}
