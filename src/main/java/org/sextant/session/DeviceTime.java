package org.sextant.session;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.sextant.problem.Violations;

/** Judges times that a device sends: old ones are welcome, those of the future are not. */
@ApplicationScoped
public class DeviceTime {

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

    /** When a step was taken: at the time that was sent, or now. */
    Instant ofStep(Instant sent) {
        requirePast(sent, "/at");
        return sent == null ? time.instant() : sent;
    }
}
