package org.sextant.reporting.cohort;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.sextant.web.problem.Violations;

/** A value that a parameter may have. */
public interface QueryEnum {

    /** As the API writes it. */
    String text();

    /**
     * Reads a parameter.
     *
     * @param text null for the usual one
     * @throws org.sextant.web.problem.ProblemException 400 where it is none of {@code all}
     */
    static <C extends QueryEnum> C of(String parameter, String text, C usual, C[] all) {
        if (text == null) {
            return usual;
        }
        return Arrays.stream(all)
                .filter(one -> one.text().equals(text))
                .findFirst()
                .orElseThrow(() -> Violations.ofParameter(
                        parameter,
                        "must be one of "
                                + Arrays.stream(all).map(QueryEnum::text).collect(Collectors.joining(", "))));
    }
}
