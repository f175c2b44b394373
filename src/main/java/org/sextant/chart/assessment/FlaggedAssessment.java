package org.sextant.chart.assessment;

import java.time.Instant;
import java.util.UUID;

/**
 * An assessment that raises the flag of suicidal ideation.
 *
 * @param sessionId null where it belongs to no session
 * @param takenAt by the service's clock
 * @param recordedAt when the service took it in
 */
public record FlaggedAssessment(UUID id, UUID sessionId, String instrument, Instant takenAt, Instant recordedAt) {}
