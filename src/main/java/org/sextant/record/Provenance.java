package org.sextant.record;

import java.time.Instant;
import java.util.UUID;

/**
 * Where a record comes from.
 *
 * @param id the client's, or one of version 7
 * @param recordedAt when the server took it in
 * @param recordedBy the {@code sub} of whoever sent it
 * @param contentHash SHA-256 of what was sent, by which a retry is known
 */
public record Provenance(UUID id, UUID clinicId, Instant recordedAt, String recordedBy, String contentHash) {}
