package org.sextant.protocol;

/** The clinic's limits: mmHg, beats/min, breaths/min, %, MOAA/S. Those named hold concern the start, the others all readings. */
public record Limits(
        Integer warnSystolicAbove,
        Integer warnDiastolicAbove,
        Integer holdSystolicAbove,
        Integer holdDiastolicAbove,
        Integer holdSystolicBelow,
        Integer holdSpo2Below,
        Integer holdHeartRateBelow,
        Integer holdHeartRateAbove,
        Integer alertSystolicAbove,
        Integer alertDiastolicAbove,
        Integer alertSystolicBelow,
        Integer alertSystolicRisePercent,
        Integer alertHeartRateAbove,
        Integer alertHeartRateBelow,
        Integer warnSpo2Below,
        Integer alertSpo2Below,
        Integer alertRespiratoryRateBelow,
        Integer alertRespiratoryRateAbove,
        Integer alertSedationAtMost) {

    /** No limit at all. */
    static final Limits NONE = new Limits(
            null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
            null);
}
