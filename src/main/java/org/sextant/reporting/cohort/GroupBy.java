package org.sextant.reporting.cohort;

import java.util.List;
import java.util.Locale;
import org.sextant.reporting.statistics.Group;

/** The property by which a report groups courses. Each course is in one group; with LABEL, in one group per label. */
enum GroupBy implements QueryEnum {
    PROTOCOL,
    INDICATION,
    ROUTE,
    LABEL,
    PHASE;

    @Override
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** True where staff choose the names of the groups freely: a name may identify a patient. */
    boolean freelyNamed() {
        return this == LABEL;
    }

    List<Group> groupsOf(CourseKind course) {
        return switch (this) {
            case PROTOCOL -> List.of(Group.of(course.protocol()));
            case INDICATION -> List.of(new Group(course.indicationCode(), course.indicationSystem()));
            case ROUTE -> List.of(Group.of(course.route()));
            case LABEL ->
                course.labels().isEmpty()
                        ? List.of(Group.of(null))
                        : course.labels().stream().distinct().map(Group::of).toList();
            case PHASE -> List.of(Group.of(course.phase()));
        };
    }
}
