package org.sextant.exchange.webhook;

import java.time.Instant;
import org.sextant.exchange.feed.Cursor;

/**
 * How far the sending to an address has come.
 *
 * @param cursor behind which changes are still to be sent, and what the receiver was told of restores
 * @param failures since the last success
 * @param failingSince null while it does not fail
 * @param lastError the kind of the last failure; null while it does not fail
 * @param lastSuccessAt null where nothing was delivered yet
 * @param setAside changes that were set aside
 */
record SenderState(
        Cursor cursor, int failures, Instant failingSince, String lastError, Instant lastSuccessAt, long setAside) {}
