package org.sextant.platform;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** The only class that reads the system time; in microseconds, as PostgreSQL stores times: answer and row are equal. */
class Clock {

    @Produces
    @ApplicationScoped
    InstantSource systemTime() {
        return () -> Instant.now().truncatedTo(ChronoUnit.MICROS);
    }
}
