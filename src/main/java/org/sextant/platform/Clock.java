package org.sextant.platform;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** The only place that reads the time. To the microsecond, as PostgreSQL keeps it: what is answered is what is stored. */
class Clock {

    @Produces
    @ApplicationScoped
    InstantSource systemTime() {
        return () -> Instant.now().truncatedTo(ChronoUnit.MICROS);
    }
}
