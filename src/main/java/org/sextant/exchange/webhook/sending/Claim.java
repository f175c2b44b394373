package org.sextant.exchange.webhook.sending;

import java.util.Set;
import java.util.UUID;
import org.sextant.exchange.feed.FeedPosition;
import org.sextant.exchange.feed.FeedPosition.History;

/**
 * An address that this replica may send to until its lease ends.
 *
 * @param leaseToken changes nothing once another sender has a later one
 * @param types the kinds that the address asks for; null for all
 * @param isVerified false where the address has not answered the challenge yet
 * @param secret as {@link SecretBox} has sealed it, in Base64
 * @param oldSecret the one before; null where it is no longer good
 * @param position behind which changes are to be sent
 * @param toldIn the history that the receiver was told of
 * @param pending what is known of changes behind the position
 * @param asked {@code VERIFY} or {@code TEST}; null where nobody asked
 * @param failures since the last success
 * @param now the time of the database, in milliseconds since 1970
 */
record Claim(
        UUID clinic,
        UUID webhook,
        long leaseToken,
        String url,
        Set<String> types,
        int inFlight,
        Integer maxPerSecond,
        boolean isVerified,
        String secret,
        String oldSecret,
        FeedPosition position,
        History toldIn,
        Pending pending,
        String asked,
        int failures,
        long now) {}
