package org.sextant.sideeffect;

import io.quarkus.panache.common.Parameters;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.sextant.clinic.ClinicRepository;
import org.sextant.http.Position;

/** The side effects of the clinic's sessions. */
@ApplicationScoped
class SideEffectRepository extends ClinicRepository<SideEffect> {

    List<SideEffect> ofSession(UUID sessionId, Position after, int size) {
        return page("onsetAt", after, size, "sessionId = :sessionId", Parameters.with("sessionId", sessionId));
    }
}
