package org.sextant.medication;

import io.quarkus.panache.common.Parameters;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.sextant.clinic.ClinicRepository;
import org.sextant.http.Position;

/** The medications given in the clinic's sessions. */
@ApplicationScoped
class MedicationRepository extends ClinicRepository<Medication> {

    List<Medication> ofSession(UUID sessionId, Position after, int size) {
        return page("givenAt", after, size, "sessionId = :sessionId", Parameters.with("sessionId", sessionId));
    }
}
