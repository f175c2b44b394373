package org.sextant.rules.safety;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * The steps of a session so far; null for a step that has not happened.
 *
 * @param checkedInAt the time of the check-in, when the patient was weighed
 * @param weightKg kg
 * @param startRecordedAt when the service recorded the start
 * @param plannedDoseMg mg
 * @param nearestStart the start of the patient's nearest other session, before or after this session
 * @param escortNamed true where an escort is recorded
 */
public record Visit(
        Instant checkedInAt,
        BigDecimal weightKg,
        Instant startedAt,
        Instant startRecordedAt,
        BigDecimal plannedDoseMg,
        Instant endedAt,
        Instant dischargedAt,
        Instant nearestStart,
        boolean escortNamed) {}
