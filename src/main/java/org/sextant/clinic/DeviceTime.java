package org.sextant.clinic;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.sextant.problem.Violations;

/** Judges times that a device sends: old ones are welcome, those of the future are not. */
@ApplicationScoped
public class DeviceTime {

    /** The contract's allowance for clocks that run ahead. */
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    private final InstantSource time;

    DeviceTime(InstantSource time) {
        this.time = time;
    }

    /**
     * Refuses a time that is more than 5 minutes ahead.
     *
     * @param sent may be null
     * @throws org.sextant.problem.ProblemException 422 with the pointer
     */
    public void requirePast(Instant sent, String pointer) {
        new Violations()
                .when(
                        sent != null && sent.isAfter(time.instant().plus(TOLERANCE)),
                        pointer,
                        "must not be more than 5 minutes in the future")
                .refuse();
    }

    /**
     * When a step was taken: at the time that was sent, or now. Now is never before the step it follows, which may have
     * been sent by a clock that runs ahead.
     *
     * @param sent may be null
     * @param previous the step before it, or null
     */
    public Instant ofStep(Instant sent, Instant previous) {
        requirePast(sent, "/at");
        if (sent != null) {
            return sent;
        }
        var now = time.instant();
        return previous != null && previous.isAfter(now) ? previous : now;
    }
}
