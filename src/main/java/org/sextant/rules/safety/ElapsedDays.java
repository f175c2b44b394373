package org.sextant.rules.safety;

import java.time.Duration;
import java.time.Instant;

/**
 * The one way in which days are counted from one moment to another: days of 24 hours, rounded half up. A change of the
 * clock moves an appointment by an hour, and so changes no count.
 */
public final class ElapsedDays {

    /** The same count in SQL, of the interval that stands for {@code %s}. */
    public static final String SQL = "CAST(floor(extract(epoch FROM %s) / 86400 + 0.5) AS integer)";

    private static final Duration HALF_A_DAY = Duration.ofHours(12);
    private static final long SECONDS_PER_DAY = Duration.ofDays(1).toSeconds();

    private ElapsedDays() {}

    /** The days from the first moment to the second; negative where the second is more than half a day earlier. */
    public static long between(Instant from, Instant to) {
        return Math.floorDiv(Duration.between(from, to).plus(HALF_A_DAY).toSeconds(), SECONDS_PER_DAY);
    }
}
