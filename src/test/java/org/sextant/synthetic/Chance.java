package org.sextant.synthetic;

import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/** Chance that comes out alike for the same seed. */
final class Chance {

    private final SplittableRandom random;

    Chance(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** True with this probability, 0 to 1. */
    boolean of(double probability) {
        return random.nextDouble() < probability;
    }

    /** A whole number, both ends included. */
    int between(int least, int most) {
        return random.nextInt(least, most + 1);
    }

    /** A normally distributed number, kept within bounds (Box–Muller). */
    int normal(double mean, double deviation, int least, int most) {
        var gauss = Math.sqrt(-2 * Math.log(1 - random.nextDouble())) * Math.cos(2 * Math.PI * random.nextDouble());
        return (int) Math.max(least, Math.min(most, Math.round(mean + deviation * gauss)));
    }

    <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** An id of version 7, as if it had been made then. */
    UUID id(Instant then) {
        var high = (then.toEpochMilli() << 16) | 0x7000L | random.nextInt(0x1000);
        return new UUID(high, (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L);
    }
}
