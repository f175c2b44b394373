package org.sextant.reporting.cohort;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.sextant.chart.course.CourseStatus;

/** The courses that a report includes. */
enum Population implements QueryEnum {
    /** Every course, with the last observation carried forward. */
    ALL,
    /** Only courses that are COMPLETED. */
    COMPLETERS;

    @Override
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The statuses of the included courses. */
    List<String> statuses() {
        return this == COMPLETERS
                ? List.of(CourseStatus.COMPLETED.name())
                : Arrays.stream(CourseStatus.values()).map(CourseStatus::name).toList();
    }
}
