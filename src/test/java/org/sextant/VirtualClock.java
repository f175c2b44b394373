package org.sextant;

import io.quarkus.test.junit.QuarkusMock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The service's clock, in the hand of a test; the real one comes back after the test. */
public final class VirtualClock implements InstantSource {

    private volatile Instant now;

    private VirtualClock(Instant now) {
        this.now = now;
    }

    /** Stops the service's clock at this time. */
    public static VirtualClock stoppedAt(String time) {
        var clock = new VirtualClock(Instant.parse(time));
        QuarkusMock.installMockForType(clock, InstantSource.class);
        return clock;
    }

    @Override
    public Instant instant() {
        return now;
    }

    /** Turns it on. */
    public void advance(Duration time) {
        now = now.plus(time);
    }
}
