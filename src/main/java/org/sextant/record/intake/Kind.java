package org.sextant.record.intake;

/** What a tablet records while it is offline. */
public enum Kind {
    VITALS("sessionId"),
    SIDE_EFFECT("sessionId"),
    MEDICATION("sessionId"),
    ASSESSMENT("courseId");

    private final String parent;

    Kind(String parent) {
        this.parent = parent;
    }

    /** The member of an item that names what the record belongs to. */
    String parent() {
        return parent;
    }

    /** True for what belongs to a course: a course is always locked before its sessions. */
    boolean ofCourse() {
        return this == ASSESSMENT;
    }
}
