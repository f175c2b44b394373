package org.sextant.protocol;

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
        Integer baselineWithinMinutes,
        Integer everyMinutesDuringInfusion,
        Integer everyMinutesAfter,
        Integer graceMinutes,
        Integer observeMinutes) {

    /** Nothing is due. */
    static final Monitoring NONE = new Monitoring(null, null, null, null, null);
}
