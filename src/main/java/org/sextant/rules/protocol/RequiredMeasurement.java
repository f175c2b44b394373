package org.sextant.rules.protocol;

/** The measurements that a protocol can require of each reading. */
public enum RequiredMeasurement {
    BLOOD_PRESSURE,
    SPO2,
    HEART_RATE,
    RESPIRATORY_RATE,
    SEDATION
}
