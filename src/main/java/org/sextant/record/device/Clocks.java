package org.sextant.record.device;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The known clocks of devices whose times are compared with each other, such as the clocks of one visit. */
@FunctionalInterface
public interface Clocks {

    /**
     * The greatest difference, in seconds, of two measurements of one clock: the network delays each measurement. If
     * two measurements of one clock counted as two clocks, equal times of a device would become different times.
     */
    long SAME_WITHIN_SECONDS = 5;

    /** Knows only the service's own clock. */
    Clocks SERVICE = measured -> nearest(List.of(), measured);

    /**
     * The offset to use, in seconds: the offset of the known clock that matches the measurement; else the measured
     * offset, which becomes a known clock.
     *
     * @param measuredSeconds by how many seconds a device's clock seems ahead of the service's
     */
    long settle(long measuredSeconds);

    /**
     * The known offset nearest to the measured offset, where the two differ by at most {@link #SAME_WITHIN_SECONDS};
     * else the measured offset. All in seconds. The service's own clock, with the offset 0, is always known.
     */
    static long nearest(List<Long> known, long measuredSeconds) {
        return Stream.concat(Stream.of(0L), known.stream())
                .min(Comparator.comparing(offset -> Math.abs(offset - measuredSeconds)))
                .filter(offset -> Math.abs(offset - measuredSeconds) <= SAME_WITHIN_SECONDS)
                .orElse(measuredSeconds);
    }
}
