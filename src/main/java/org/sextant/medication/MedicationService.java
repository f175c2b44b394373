package org.sextant.medication;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import org.sextant.clinic.Provenance;
import org.sextant.session.Session;

/** What staff can do with medications. Each method is one transaction. */
@ApplicationScoped
@Transactional
class MedicationService {

    private final MedicationRepository medications;

    MedicationService(MedicationRepository medications) {
        this.medications = medications;
    }

    Medication record(Session session, Provenance provenance, RecordMedication request) {
        session.requireVisit();
        return medications.add(new Medication(provenance, session, request));
    }
}
