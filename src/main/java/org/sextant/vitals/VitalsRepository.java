package org.sextant.vitals;

import io.quarkus.panache.common.Parameters;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.sextant.clinic.ClinicRepository;
import org.sextant.http.Position;

/** The readings of the clinic's sessions. */
@ApplicationScoped
class VitalsRepository extends ClinicRepository<Vitals> {

    List<Vitals> ofSession(UUID sessionId, Position after, int size) {
        return page("takenAt", after, size, "sessionId = :sessionId", Parameters.with("sessionId", sessionId));
    }
}
