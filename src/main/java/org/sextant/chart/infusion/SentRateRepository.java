package org.sextant.chart.infusion;

import jakarta.enterprise.context.ApplicationScoped;
import org.sextant.record.ClinicRepository;

/** The rates that tablets sent. */
@ApplicationScoped
class SentRateRepository extends ClinicRepository<SentRate> {}
