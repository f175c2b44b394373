package org.sextant.web.ingress;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How many requests are executed and wait at a time, and for how long. */
@ApplicationScoped
class AdmissionSettings {

    private final int places;
    private final int maxWaiting;
    private final Duration longestWait;

    AdmissionSettings(
            @ConfigProperty(name = "sextant.http.at-once", defaultValue = "16") int atOnce,
            @ConfigProperty(name = "quarkus.thread-pool.max-threads") Optional<Integer> threads,
            @ConfigProperty(name = "sextant.http.waiting", defaultValue = "200") int maxWaiting,
            @ConfigProperty(name = "sextant.http.longest-wait", defaultValue = "1500ms") Duration longestWait) {
        this.places = Math.max(1, threads.map(most -> Math.min(most, atOnce)).orElse(atOnce));
        this.maxWaiting = maxWaiting;
        this.longestWait = longestWait;
    }

    /** At least 1, and not more than there are worker threads. */
    int places() {
        return places;
    }

    int maxWaiting() {
        return maxWaiting;
    }

    Duration longestWait() {
        return longestWait;
    }
}
