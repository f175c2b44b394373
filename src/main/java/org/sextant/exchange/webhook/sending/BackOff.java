package org.sextant.exchange.webhook.sending;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** How long an address that fails is left alone. */
final class BackOff {

    private static final List<Duration> PAUSES = List.of(
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofMinutes(2),
            Duration.ofMinutes(10),
            Duration.ofMinutes(30),
            Duration.ofHours(1),
            Duration.ofHours(3));

    private static final double SPREAD = 0.2;

    private BackOff() {}

    /** The pause after so many failures in a row, at least 1; up to a fifth shorter or longer. */
    static Duration after(int failures) {
        var pause = PAUSES.get(Math.min(failures, PAUSES.size()) - 1);
        return Duration.ofMillis(
                (long) (pause.toMillis() * ThreadLocalRandom.current().nextDouble(1 - SPREAD, 1 + SPREAD)));
    }
}
