package org.sextant.exchange.feed;

import java.time.Instant;
import java.util.UUID;

/**
 * One committed version of a record, without its content.
 *
 * @param position where it stands in the feed
 * @param type the kind of record, such as {@code VITALS}
 * @param id the id of the record; the code of a protocol
 * @param version the version that was written; the revision of a protocol and of the clinic's profile
 * @param change what was done to the record
 * @param at when the transaction began that wrote it; not when it was committed
 * @param sessionId the session of the record; null where it has none
 * @param courseId the course of the record; null where its row names none
 * @param writtenAt when the row of the change was written, within its transaction; null where nobody measures how long
 *     its way to a reader takes, and for changes from before that was noted
 */
public record Change(
        FeedPosition position,
        String type,
        String id,
        int version,
        ChangeKind change,
        Instant at,
        UUID sessionId,
        UUID courseId,
        Instant writtenAt) {}
