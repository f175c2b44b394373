package org.sextant.record.clinic;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;

/** Times as the clock on the wall of a clinic shows them. */
public final class WallClock {

    /** The pattern of a local time in the contract. */
    public static final String PATTERN = "^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d)?$";

    private WallClock() {}

    /**
     * The moment at which the clock shows a local time. A time that the clock skips moves forward by the length of the
     * gap; of a time that the clock shows twice, the first counts.
     */
    public static Instant instant(LocalDateTime local, ZoneId zone) {
        return ZonedDateTime.of(local, zone).toInstant();
    }

    /** The local time that the clock shows at a moment, to the second, as the contract writes a local time. */
    public static String text(Instant moment, ZoneId zone) {
        return local(moment, zone).truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** The local time that the clock shows at a moment. */
    public static LocalDateTime local(Instant moment, ZoneId zone) {
        return LocalDateTime.ofInstant(moment, zone);
    }
}
