package org.sextant.chart.infusion;

import jakarta.enterprise.context.ApplicationScoped;
import org.sextant.record.ClinicRepository;

/** The starts that tablets sent. */
@ApplicationScoped
class SentStartRepository extends ClinicRepository<SentStart> {}
