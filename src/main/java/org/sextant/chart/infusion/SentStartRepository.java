package org.sextant.chart.infusion;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import org.sextant.record.ClinicRepository;

/** The starts that tablets sent. */
@ApplicationScoped
class SentStartRepository extends ClinicRepository<SentStart> {

    /** A start is shown with its session only. */
    @Override
    protected Optional<String> path(UUID id) {
        return Optional.empty();
    }
}
