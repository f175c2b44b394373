package org.sextant.exchange.imports;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.InputStream;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The rate at which the body of an import must arrive at least. */
@ApplicationScoped
class ImportPace {

    private final Duration window;
    private final long leastRate;

    ImportPace(
            @ConfigProperty(name = "sextant.http.body-timeout", defaultValue = "60s") Duration window,
            @ConfigProperty(name = "sextant.imports.least-rate", defaultValue = "1024") long leastRate) {
        this.window = window;
        this.leastRate = leastRate;
    }

    InputStream of(InputStream body) {
        return new PacedBody(body, window, leastRate, System::nanoTime);
    }
}
