package org.sextant.rules.safety;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.sextant.rules.protocol.RequiredMeasurement;

/** Readings that are unremarkable but for one measurement, each recorded as it was taken. */
public enum Measured {
    SYSTOLIC,
    DIASTOLIC,
    HEART_RATE,
    RESPIRATORY_RATE,
    SPO2,
    SEDATION;

    /** A reading in which this has the value, and all else is unremarkable; null for not measured. */
    public Reading reading(Instant at, Integer value) {
        return new Reading(
                UUID.randomUUID(),
                at,
                at,
                or(SYSTOLIC, value, 120),
                or(DIASTOLIC, value, 80),
                or(HEART_RATE, value, 70),
                or(RESPIRATORY_RATE, value, 14),
                or(SPO2, value, 98),
                or(SEDATION, value, 5));
    }

    /** A reading that has this measurement and no other. */
    public Reading alone(Instant at) {
        return new Reading(
                UUID.randomUUID(),
                at,
                at,
                this == SYSTOLIC ? 120 : null,
                this == SYSTOLIC ? 80 : null,
                this == HEART_RATE ? 70 : null,
                this == RESPIRATORY_RATE ? 14 : null,
                this == SPO2 ? 98 : null,
                this == SEDATION ? 5 : null);
    }

    private Integer or(Measured measured, Integer value, Integer unremarkable) {
        return this == measured ? value : unremarkable;
    }

    public static Reading normal(Instant at) {
        return pressure(at, 120, 80);
    }

    public static Reading pressure(Instant at, int systolic, int diastolic) {
        return new Reading(UUID.randomUUID(), at, at, systolic, diastolic, 70, 14, 98, 5);
    }

    public static Reading withoutPressure(Instant at) {
        return new Reading(UUID.randomUUID(), at, at, null, null, 70, 14, 98, 5);
    }

    /** A reading that could not be taken. */
    public static Reading nothing(Instant at) {
        return absent(at, EnumSet.allOf(RequiredMeasurement.class));
    }

    /** A reading without values, of which staff state that these measurements could not be taken. */
    public static Reading absent(Instant at, Set<RequiredMeasurement> absent) {
        return new Reading(UUID.randomUUID(), at, at, null, null, null, null, null, null, absent);
    }
}
