package org.sextant.audit.chain;

import java.time.Instant;
import java.util.UUID;

/**
 * How far a clinic's audit trail is sealed.
 *
 * @param unsealed the number of rows that are not sealed yet, counted up to a limit
 * @param oldest the time of the oldest of these rows; null where there is none
 */
record SealingState(UUID clinic, long unsealed, Instant oldest) {}
