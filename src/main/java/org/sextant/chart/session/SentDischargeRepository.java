package org.sextant.chart.session;

import jakarta.enterprise.context.ApplicationScoped;
import org.sextant.record.ClinicRepository;

/** The discharges that tablets sent. */
@ApplicationScoped
class SentDischargeRepository extends ClinicRepository<SentDischarge> {}
