package org.sextant.exchange.feed;

/** What was done to a record. */
public enum ChangeKind {
    CREATED,
    UPDATED,
    /** Retracted: the record stays, and counts for nothing. */
    ENTERED_IN_ERROR
}
