package org.sextant.rules.safety;

import java.time.Instant;
import java.util.Comparator;
import java.util.UUID;
import org.sextant.record.RecordOrder;

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
        Integer sedation) {

    static final Comparator<Reading> ORDER = RecordOrder.by(Reading::at, Reading::recordedAt, Reading::id);
}
