package org.sextant.reporting.summary;

import java.time.Duration;
import java.time.Instant;

/** Expresses a time as a day of the course, so that an analyst does not see the date. */
final class CourseDay {

    private CourseDay() {}

    /**
     * The whole days of 24 hours since the start of the course's first infusion, rounded down: 0 on the first day,
     * negative before the start.
     *
     * @return null without a first infusion or without a time
     */
    static Integer of(Instant firstStart, Instant time) {
        return firstStart == null || time == null
                ? null
                : Math.toIntExact(Math.floorDiv(
                        Duration.between(firstStart, time).toSeconds(),
                        Duration.ofDays(1).toSeconds()));
    }
}
