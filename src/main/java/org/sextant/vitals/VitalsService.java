package org.sextant.vitals;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.UUID;
import org.sextant.clinic.Amendment;
import org.sextant.clinic.Corrections;
import org.sextant.clinic.DeviceTime;
import org.sextant.clinic.Provenance;
import org.sextant.http.MergePatch;
import org.sextant.session.RaisedAlert;
import org.sextant.session.Session;
import org.sextant.session.SessionRepository;
import org.sextant.session.SessionWatch;

/**
 * What staff can do with readings. Each method is one transaction, which holds the session: of two readings that arrive
 * together, the second is judged beside the first.
 */
@ApplicationScoped
@Transactional
class VitalsService {

    private final VitalsRepository vitals;
    private final SessionRepository sessions;
    private final SessionWatch watch;
    private final Corrections corrections;
    private final MergePatch mergePatch;
    private final DeviceTime deviceTime;

    VitalsService(
            VitalsRepository vitals,
            SessionRepository sessions,
            SessionWatch watch,
            Corrections corrections,
            MergePatch mergePatch,
            DeviceTime deviceTime) {
        this.vitals = vitals;
        this.sessions = sessions;
        this.watch = watch;
        this.corrections = corrections;
        this.mergePatch = mergePatch;
        this.deviceTime = deviceTime;
    }

    /** @param raised by any reading of the session */
    record Recorded(Vitals vitals, Session session, List<RaisedAlert> raised) {}

    Recorded record(UUID sessionId, Provenance provenance, RecordVitals request) {
        var session = sessions.getForChange(sessionId);
        var reading = vitals.add(new Vitals(provenance, session, request));
        return judged(reading, session, "A reading that came in later");
    }

    Recorded amend(UUID id, String ifMatch, JsonNode body) {
        var amendment = Amendment.of(body);
        var session = sessions.getForChange(vitals.sessionOf(id));
        var reading = vitals.getForChange(id);
        var change = corrections.of(reading, ifMatch, amendment.reason());
        var content = mergePatch.apply(reading.content(), amendment.changes());
        content.check();
        deviceTime.requirePast(content.takenAt(), "/takenAt");
        reading.amend(content, change);
        return judged(reading, session, change.reason());
    }

    Recorded retract(UUID id, String ifMatch, String reason) {
        var session = sessions.getForChange(vitals.sessionOf(id));
        var reading = vitals.getForChange(id);
        reading.retract(corrections.of(reading, ifMatch, reason));
        return judged(reading, session, reason);
    }

    private Recorded judged(Vitals reading, Session session, String reason) {
        vitals.flush();
        var raised = watch.readingsChanged(session, reason);
        vitals.flush();
        return new Recorded(reading, session, raised);
    }
}
