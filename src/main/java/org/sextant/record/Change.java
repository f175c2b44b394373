package org.sextant.record;

import java.time.Instant;

/**
 * Who changed a record, when and why.
 *
 * @param by the {@code sub} of whoever did
 */
public record Change(Instant at, String by, String reason) {}
