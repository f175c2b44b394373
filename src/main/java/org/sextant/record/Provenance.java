package org.sextant.record;

import java.time.Instant;
import java.util.UUID;

/**
 * The origin of a record.
 *
 * @param id the client's id, else an id of the service
 * @param recordedAt the time when the service records the record
 * @param recordedBy the {@code sub} of the caller who sent the record
 * @param contentHash {@link ContentHash} of the content, which identifies a retry
 */
public record Provenance(UUID id, UUID clinicId, Instant recordedAt, String recordedBy, String contentHash) {}
