package org.sextant.rules.protocol;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/**
 * When readings are due, in minutes.
 *
 * @param baselineWithinMinutes how old the last reading before the start may be
 * @param everyMinutesDuringInfusion absent where nothing is infused
 * @param everyMinutesAfter after the infusion; with a drug that is not infused, from the dose on
 * @param graceMinutes how late a reading may be before it counts as missed
 * @param observeMinutes how long the patient is watched: after the end of an infusion, or after a dose that is not one
 */
public record Monitoring(
        @Min(1) @Max(1440) Integer baselineWithinMinutes,
        @Min(1) @Max(240) Integer everyMinutesDuringInfusion,
        @Min(1) @Max(240) Integer everyMinutesAfter,
        @Min(0) @Max(60) Integer graceMinutes,
        @Min(0) @Max(1440) Integer observeMinutes) {

    /** Nothing is due. */
    static final Monitoring NONE = new Monitoring(null, null, null, null, null);
}
