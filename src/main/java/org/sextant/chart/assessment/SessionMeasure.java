package org.sextant.chart.assessment;

import java.time.Instant;
import java.util.UUID;

/**
 * A score on an instrument that describes a session.
 *
 * @param sessionId null where the assessment belongs to no session
 * @param takenAt when the assessment was taken, by the service's clock
 * @param recordedAt when the service stored the assessment
 */
public record SessionMeasure(
        UUID id, UUID sessionId, String instrument, int total, Instant takenAt, Instant recordedAt) {}
