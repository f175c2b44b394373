package org.sextant.chart.infusion;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import org.sextant.record.ClinicRepository;

/** The rates that tablets sent. */
@ApplicationScoped
class SentRateRepository extends ClinicRepository<SentRate> {

    /** A rate is shown with the other rates of its session only. */
    @Override
    protected Optional<String> path(UUID id) {
        return Optional.empty();
    }
}
