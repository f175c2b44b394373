package org.sextant.audit.chain;

import java.util.stream.LongStream;

/**
 * Which checkpoints of a clinic stay. They are numbered 1, 2, 3 …, and each number stays for a time in proportion to the
 * greatest power of two that divides it: odd numbers for {@value #DISTANCE} checkpoints, every second of the rest for
 * twice as many, and so on. Some thousands stay of hundreds of millions, closely spaced near the end and ever wider
 * before, so that a verification checks some thousands of signatures after years.
 *
 * <p>Thinning hides nothing. A link's hash covers all links before the link, so the newest checkpoint alone proves a cut
 * and a rebuilt chain as well as all checkpoints together; the newest always stays. Older checkpoints tell when a link
 * was already there. Because the rule is of numbers alone, and the signatures cover the numbers, a verifier knows which
 * checkpoints must be there: one that was deleted against the rule is missed.
 */
final class CheckpointNumbers {

    private static final long DISTANCE = 512;

    /** Thinning waits for twice the distance, so that a checkpoint never goes while a verifier asks for it. */
    private static final long PATIENCE = 2;

    private CheckpointNumbers() {}

    /** True where the checkpoint must be there beside the newest one. */
    static boolean isRequired(long number, long newest) {
        return newest - number < DISTANCE * Long.lowestOneBit(number);
    }

    /** False where thinning deletes the checkpoint; in the database, {@code thin_checkpoints} says the same. */
    static boolean stays(long number, long newest) {
        return newest - number < PATIENCE * DISTANCE * Long.lowestOneBit(number);
    }

    /** All numbers that must be there beside the newest one, which is among them; none where the newest is 0. */
    static LongStream required(long newest) {
        return LongStream.iterate(1, step -> step <= newest, step -> step * 2).flatMap(step -> {
            var first = Math.max(step, firstWithin(newest, step));
            return LongStream.iterate(first, number -> number <= newest, number -> number + 2 * step);
        });
    }

    /** The least odd multiple of {@code step} that is required. */
    private static long firstWithin(long newest, long step) {
        var after = Math.max(0, newest - DISTANCE * step);
        var odd = (after / step + 1) | 1;
        return odd * step;
    }
}
