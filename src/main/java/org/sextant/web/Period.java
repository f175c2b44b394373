package org.sextant.web;

import java.time.Instant;
import java.time.ZoneId;
import java.util.function.Supplier;
import org.sextant.web.problem.Violations;

/**
 * A period of time that the query parameters {@code from} and {@code to} name.
 *
 * @param from the first instant; null for no bound
 * @param until the instant behind the last one, not before {@code from}; null for no bound
 */
public record Period(Instant from, Instant until) {

    /** @throws org.sextant.web.problem.ProblemException 400 where the period ends before it begins */
    public Period {
        if (from != null && until != null && until.isBefore(from)) {
            throw Violations.ofParameter("to", "must not lie before from");
        }
    }

    /**
     * Reads a period of times, or of dates: a date stands for its whole day.
     *
     * @param zone the time zone in which a date begins
     * @throws org.sextant.web.problem.ProblemException 400 with the parameter's name
     */
    public static Period of(String from, String to, Supplier<ZoneId> zone) {
        return new Period(QueryText.from("from", from, zone), QueryText.until("to", to, zone));
    }

    /**
     * Reads a period of times.
     *
     * @throws org.sextant.web.problem.ProblemException 400 with the parameter's name
     */
    public static Period ofTimes(String from, String to) {
        return new Period(QueryText.time("from", from), QueryText.time("to", to));
    }
}
