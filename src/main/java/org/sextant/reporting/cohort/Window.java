package org.sextant.reporting.cohort;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.sextant.chart.assessment.Score;
import org.sextant.web.problem.Violations;

/**
 * The days after the end of the last infusion in which a report looks for a score; both ends are included.
 *
 * @param from days, at most {@code to}
 * @param to days
 */
record Window(BigDecimal from, BigDecimal to) {

    /** The only windows of an analyst: from windows that differ a little, their difference would point to few people. */
    static final List<String> OF_ANALYST = List.of("days:6-8", "days:14-31");

    private static final String DAYS = "(\\d{1,4}(?:\\.\\d{1,3})?)";
    private static final Pattern FORM = Pattern.compile("days:" + DAYS + "-" + DAYS);
    private static final BigDecimal LONGEST = BigDecimal.valueOf(3650);
    private static final BigDecimal MILLIS_PER_DAY =
            BigDecimal.valueOf(Duration.ofDays(1).toMillis());

    /**
     * Reads the parameter.
     *
     * @param text null means no window
     * @param freely false for an analyst
     * @throws org.sextant.web.problem.ProblemException 400 where the text is no window
     */
    static Window of(String text, boolean freely) {
        if (text == null) {
            return null;
        }
        if (!freely && !OF_ANALYST.contains(text)) {
            throw Violations.ofParameter("window", "must be one of " + String.join(", ", OF_ANALYST));
        }
        var form = FORM.matcher(text);
        if (!form.matches()) {
            throw refused();
        }
        var window = new Window(new BigDecimal(form.group(1)), new BigDecimal(form.group(2)));
        if (window.from.compareTo(window.to) > 0 || window.to.compareTo(LONGEST) > 0) {
            throw refused();
        }
        return window;
    }

    private static RuntimeException refused() {
        return Violations.ofParameter(
                "window",
                "must be days:FROM-TO, such as days:14-31: days after the end of the last infusion, with at most three"
                        + " decimals, FROM not above TO, TO at most 3650");
    }

    /** The window as the API spells it. */
    String text() {
        return "days:" + days();
    }

    /** The two ends, such as {@code 14-31}. */
    String days() {
        return from.toPlainString() + "-" + to.toPlainString();
    }

    /**
     * The first score in the window; null where there is none.
     *
     * @param scores in the order in which they were taken
     * @param end of the last infusion; null where it has not ended
     */
    Score first(List<Score> scores, Instant end) {
        return end == null
                ? null
                : scores.stream()
                        .filter(score -> contains(Duration.between(end, score.takenAt())))
                        .findFirst()
                        .orElse(null);
    }

    private boolean contains(Duration sinceEnd) {
        return sinceEnd.compareTo(duration(from)) >= 0 && sinceEnd.compareTo(duration(to)) <= 0;
    }

    private static Duration duration(BigDecimal days) {
        return Duration.ofMillis(days.multiply(MILLIS_PER_DAY).longValueExact());
    }
}
