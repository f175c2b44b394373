package org.sextant.record.intake;

/** The kinds of records that a tablet can record offline. */
public enum Kind {
    VITALS("sessionId"),
    SIDE_EFFECT("sessionId"),
    MEDICATION("sessionId"),
    /** Before the doses and rates, which need it, and after the readings, which its rules look at. */
    START("sessionId"),
    DOSE("sessionId"),
    RATE("sessionId"),
    DISCHARGE("sessionId"),
    ASSESSMENT("courseId");

    private final String parent;

    Kind(String parent) {
        this.parent = parent;
    }

    /** The member of an item that holds the id of the record's session or course. */
    String parent() {
        return parent;
    }

    /** True for records of a course, not of a session: a course is always locked before its sessions. */
    boolean ofCourse() {
        return this == ASSESSMENT;
    }
}
