package org.sextant.reporting.summary;

import java.time.Instant;
import org.sextant.rules.safety.ElapsedDays;

/** Expresses a time as a day of the course, so that an analyst does not see the date. */
final class CourseDay {

    private CourseDay() {}

    /**
     * The {@link ElapsedDays} since the start of the course's first infusion: 0 on the first day, negative before.
     *
     * @return null without a first infusion or without a time
     */
    static Integer of(Instant firstStart, Instant time) {
        return firstStart == null || time == null ? null : Math.toIntExact(ElapsedDays.between(firstStart, time));
    }
}
