package org.sextant.vitals;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import org.sextant.clinic.Provenance;
import org.sextant.session.Session;

/** What staff can do with readings. Each method is one transaction. */
@ApplicationScoped
@Transactional
class VitalsService {

    private final VitalsRepository vitals;

    VitalsService(VitalsRepository vitals) {
        this.vitals = vitals;
    }

    Vitals record(Session session, Provenance provenance, RecordVitals request) {
        session.requireVisit();
        return vitals.add(new Vitals(provenance, session, request));
    }
}
