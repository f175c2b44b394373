package org.sextant.chart.session;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import org.sextant.record.ClinicRepository;

/** The discharges that tablets sent. */
@ApplicationScoped
class SentDischargeRepository extends ClinicRepository<SentDischarge> {

    /** A discharge is shown with its session only. */
    @Override
    protected Optional<String> path(UUID id) {
        return Optional.empty();
    }
}
