package org.sextant.record;

import java.time.Instant;

/**
 * The person, time and reason of a change of a record.
 *
 * @param by the {@code sub} of the caller who changed the record
 */
public record Change(Instant at, String by, String reason) {}
