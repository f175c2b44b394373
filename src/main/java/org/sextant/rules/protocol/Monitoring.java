package org.sextant.rules.protocol;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/**
 * When readings are due. All values are minutes; null where the protocol does not set them.
 *
 * @param baselineWithinMinutes the maximum age of the last reading before the start
 * @param everyMinutesDuringInfusion the interval of readings during the infusion; null where the drug is not infused
 * @param everyMinutesAfter the interval of readings after the infusion, or after a dose that is not infused
 * @param graceMinutes how late a reading may be before it counts as missed
 * @param observeMinutes how long staff observe the patient after the infusion, or after a dose that is not infused
 */
public record Monitoring(
        @Min(1) @Max(1440) Integer baselineWithinMinutes,
        @Min(1) @Max(240) Integer everyMinutesDuringInfusion,
        @Min(1) @Max(240) Integer everyMinutesAfter,
        @Min(0) @Max(60) Integer graceMinutes,
        @Min(0) @Max(1440) Integer observeMinutes) {

    /** No reading is due. */
    static final Monitoring NONE = new Monitoring(null, null, null, null, null);
}
