package org.sextant.rules.safety;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * How far a session has come; null what has not happened.
 *
 * @param checkedInAt when the patient was weighed
 * @param weightKg kg
 * @param startRecordedAt when the service learnt of the start
 * @param plannedDoseMg mg
 * @param nearestStart when the patient's nearest other session was begun, before or after this one
 * @param escortNamed whether it is on record who takes the patient home
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
