package org.sextant.chart.medication;

import jakarta.enterprise.context.ApplicationScoped;
import org.sextant.chart.session.SessionRecordRepository;

/** The medications given in the clinic's sessions. */
@ApplicationScoped
class MedicationRepository extends SessionRecordRepository<Medication> {

    MedicationRepository() {
        super(Medication.class, "medication");
    }
}
