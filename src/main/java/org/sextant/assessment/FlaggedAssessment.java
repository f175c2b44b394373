package org.sextant.assessment;

import java.time.Instant;
import java.util.UUID;

/**
 * An assessment that raises the flag of suicidal ideation.
 *
 * @param sessionId null where it belongs to no session
 */
public record FlaggedAssessment(UUID id, UUID sessionId, String instrument, Instant takenAt) {}
