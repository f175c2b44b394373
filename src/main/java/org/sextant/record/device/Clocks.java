package org.sextant.record.device;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The clocks by which times were told that are compared with each other, such as those of one visit. */
@FunctionalInterface
public interface Clocks {

    /**
     * How far apart two measurements of one clock may lie: each is late by the way of its request. Were they taken for two
     * clocks, times that a device told as equal would be torn apart.
     */
    long SAME_WITHIN_SECONDS = 5;

    /** Where no clock is known but the service's own. */
    Clocks SERVICE = measured -> nearest(List.of(), measured);

    /**
     * The offset to reckon with: that of a clock which is known already, else the one that was measured, which is known
     * from then on.
     *
     * @param measuredSeconds by how many seconds a device's clock seems ahead of the service's
     */
    long settle(long measuredSeconds);

    /** The known offset nearest to a measured one where it is the same clock; the service's own, 0, is always known. */
    static long nearest(List<Long> known, long measuredSeconds) {
        return Stream.concat(Stream.of(0L), known.stream())
                .min(Comparator.comparing(offset -> Math.abs(offset - measuredSeconds)))
                .filter(offset -> Math.abs(offset - measuredSeconds) <= SAME_WITHIN_SECONDS)
                .orElse(measuredSeconds);
    }
}
