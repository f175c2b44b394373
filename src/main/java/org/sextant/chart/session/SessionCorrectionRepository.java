package org.sextant.chart.session;

import io.quarkus.panache.common.Parameters;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.sextant.record.ClinicRepository;
import org.sextant.web.representation.Position;

/** The corrections of the clinic's sessions. */
@ApplicationScoped
class SessionCorrectionRepository extends ClinicRepository<SessionCorrection> {

    /** One page of the corrections of a session, oldest first. */
    List<SessionCorrection> ofSession(UUID sessionId, Position after, int size) {
        return page("recordedAt", after, size, "sessionId = :sessionId", Parameters.with("sessionId", sessionId));
    }
}
