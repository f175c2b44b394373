package org.sextant.rules.safety;

import java.time.Instant;
import java.util.Comparator;
import java.util.Set;
import java.util.UUID;
import org.sextant.record.RecordOrder;
import org.sextant.rules.protocol.RequiredMeasurement;

/**
 * The facts of a reading that the rules evaluate; null for a value that was not measured. A reading that could not be
 * taken has no values.
 *
 * @param at when the reading was taken
 * @param recordedAt when the service stored the reading
 * @param systolic mmHg
 * @param diastolic mmHg
 * @param heartRate beats per minute
 * @param respiratoryRate breaths per minute
 * @param spo2 %
 * @param sedation MOAA/S, 5 to 0
 * @param absent the measurements of which staff state that they could not be taken
 */
public record Reading(
        UUID id,
        Instant at,
        Instant recordedAt,
        Integer systolic,
        Integer diastolic,
        Integer heartRate,
        Integer respiratoryRate,
        Integer spo2,
        Integer sedation,
        Set<RequiredMeasurement> absent) {

    static final Comparator<Reading> ORDER = RecordOrder.by(Reading::at, Reading::recordedAt, Reading::id);

    public Reading {
        absent = Set.copyOf(absent);
    }

    /** A reading of which staff state no measurement as absent. */
    public Reading(
            UUID id,
            Instant at,
            Instant recordedAt,
            Integer systolic,
            Integer diastolic,
            Integer heartRate,
            Integer respiratoryRate,
            Integer spo2,
            Integer sedation) {
        this(id, at, recordedAt, systolic, diastolic, heartRate, respiratoryRate, spo2, sedation, Set.of());
    }

    /** True where the reading has the measurement, or states that the measurement could not be taken. */
    public boolean answers(RequiredMeasurement measurement) {
        return absent.contains(measurement) || value(measurement) != null;
    }

    private Integer value(RequiredMeasurement measurement) {
        return switch (measurement) {
            case BLOOD_PRESSURE -> systolic;
            case SPO2 -> spo2;
            case HEART_RATE -> heartRate;
            case RESPIRATORY_RATE -> respiratoryRate;
            case SEDATION -> sedation;
        };
    }
}
