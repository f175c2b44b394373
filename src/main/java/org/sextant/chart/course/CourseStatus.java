package org.sextant.chart.course;

/** The states of a course. Only this type defines which state may follow which. */
public enum CourseStatus {
    PLANNED,
    ACTIVE,
    COMPLETED,
    DISCONTINUED;

    boolean canBecome(CourseStatus next) {
        return switch (this) {
            case PLANNED -> next == ACTIVE || next == DISCONTINUED;
            case ACTIVE -> next == COMPLETED || next == DISCONTINUED;
            case COMPLETED, DISCONTINUED -> false;
        };
    }

    /** True until the course is completed or discontinued. */
    public boolean open() {
        return switch (this) {
            case PLANNED, ACTIVE -> true;
            case COMPLETED, DISCONTINUED -> false;
        };
    }
}
