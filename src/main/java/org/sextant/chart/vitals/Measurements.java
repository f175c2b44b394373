package org.sextant.chart.vitals;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Objects;
import java.util.stream.Stream;
import org.sextant.rules.protocol.RequiredMeasurement;

/**
 * The values of one reading; null for a value that was not measured.
 *
 * @param systolic mmHg
 * @param diastolic mmHg
 * @param heartRate beats per minute
 * @param respiratoryRate breaths per minute
 * @param spo2 %
 * @param temperatureC °C
 * @param sedation MOAA/S, 5 (responds readily to the name) to 0 (no response)
 * @param pain numeric rating scale, 0 to 10
 */
@Embeddable
record Measurements(
        Integer systolic,
        Integer diastolic,
        Integer heartRate,
        Integer respiratoryRate,
        Integer spo2,
        @Column(name = "temperature_c") BigDecimal temperatureC,
        Integer sedation,
        Integer pain) {

    private static final BigDecimal THREE = BigDecimal.valueOf(3);

    boolean empty() {
        return Stream.of(systolic, diastolic, heartRate, respiratoryRate, spo2, temperatureC, sedation, pain)
                .allMatch(Objects::isNull);
    }

    boolean has(RequiredMeasurement measurement) {
        return switch (measurement) {
            case BLOOD_PRESSURE -> systolic != null;
            case SPO2 -> spo2 != null;
            case HEART_RATE -> heartRate != null;
            case RESPIRATORY_RATE -> respiratoryRate != null;
            case SEDATION -> sedation != null;
        };
    }

    /** Mean arterial pressure, mmHg to one decimal: diastolic + (systolic − diastolic) / 3; null without a pressure. */
    BigDecimal meanArterial() {
        return systolic == null
                ? null
                : BigDecimal.valueOf(2L * diastolic + systolic).divide(THREE, 1, RoundingMode.HALF_UP);
    }
}
