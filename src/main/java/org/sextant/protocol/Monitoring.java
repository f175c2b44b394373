package org.sextant.protocol;

/**
 * When readings are due, in minutes.
 *
 * @param baselineWithinMinutes how old the last reading before the start may be
 * @param everyMinutesDuringInfusion absent where nothing is infused
 * @param observeMinutes how long the patient is watched: after the end of an infusion, or after a dose that is not one
 */
public record Monitoring(
        Integer baselineWithinMinutes,
        Integer everyMinutesDuringInfusion,
        Integer everyMinutesAfter,
        Integer graceMinutes,
        Integer observeMinutes) {}
