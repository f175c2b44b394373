package org.sextant.rules.safety;

import java.time.Instant;
import java.util.Comparator;
import java.util.UUID;
import org.sextant.record.RecordOrder;

/**
 * What the rules know of a reading; null what was not measured. A reading that could not be taken has no value at all.
 *
 * @param at when it was taken
 * @param recordedAt when the service took it in
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
