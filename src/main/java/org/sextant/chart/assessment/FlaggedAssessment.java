package org.sextant.chart.assessment;

import java.time.Instant;
import java.util.UUID;

/**
 * An assessment that raises the flag of suicidal ideation.
 *
 * @param sessionId null where the assessment belongs to no session
 * @param answered the answers that raise the flag, such as {@code item 9 answered 2}
 * @param takenAt when the assessment was taken, by the service's clock
 * @param recordedAt when the service stored the assessment
 */
public record FlaggedAssessment(
        UUID id, UUID sessionId, String instrument, String answered, Instant takenAt, Instant recordedAt) {}
