package org.sextant.reporting.cohort;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.sextant.chart.course.CourseStatus;

/** Which courses a report looks at. */
enum Population implements QueryEnum {
    /** Every course, its last observation carried forward. */
    ALL,
    /** Only courses that are COMPLETED. */
    COMPLETERS;

    @Override
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The statuses of its courses. */
    List<String> statuses() {
        return this == COMPLETERS
                ? List.of(CourseStatus.COMPLETED.name())
                : Arrays.stream(CourseStatus.values()).map(CourseStatus::name).toList();
    }
}
