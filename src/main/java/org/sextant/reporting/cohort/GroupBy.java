package org.sextant.reporting.cohort;

import java.util.List;
import java.util.Locale;
import org.sextant.reporting.statistics.Group;

/** What a report puts courses together by. Each course is in one group, but for labels: there it is in one for each. */
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

    /** True where staff write the names of the groups as they like, and so perhaps a patient's. */
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
