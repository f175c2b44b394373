package org.sextant.chart.vitals;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.UUID;
import org.sextant.chart.session.RaisedAlert;
import org.sextant.chart.session.Session;
import org.sextant.chart.session.SessionRepository;
import org.sextant.chart.session.SessionWatch;
import org.sextant.chart.session.VisitTimes;
import org.sextant.record.Amendment;
import org.sextant.record.Corrections;
import org.sextant.record.CreateResult;
import org.sextant.record.IdempotentCreate;
import org.sextant.record.PendingCreate;
import org.sextant.record.Provenance;
import org.sextant.record.device.DeviceTime;
import org.sextant.web.MergePatch;

/**
 * Records, amends and retracts readings. Each write is one transaction that locks the session: of two readings that
 * arrive together, the evaluation of the second includes the first.
 */
@ApplicationScoped
class VitalsService {

    private static final String LATER = "A reading that came in later";

    private final VitalsRepository vitals;
    private final SessionRepository sessions;
    private final SessionWatch watch;
    private final IdempotentCreate creates;
    private final Corrections corrections;
    private final MergePatch mergePatch;
    private final DeviceTime deviceTime;
    private final VisitTimes times;

    VitalsService(
            VitalsRepository vitals,
            SessionRepository sessions,
            SessionWatch watch,
            IdempotentCreate creates,
            Corrections corrections,
            MergePatch mergePatch,
            DeviceTime deviceTime,
            VisitTimes times) {
        this.vitals = vitals;
        this.sessions = sessions;
        this.watch = watch;
        this.creates = creates;
        this.corrections = corrections;
        this.mergePatch = mergePatch;
        this.deviceTime = deviceTime;
        this.times = times;
    }

    /**
     * The result of a write.
     *
     * @param raised the alerts that readings of the session raised and that are not withdrawn
     */
    record Recorded(Vitals vitals, Session session, List<RaisedAlert> raised) {}

    @Transactional
    Recorded record(UUID sessionId, Provenance provenance, RecordVitals request) {
        var session = sessions.getForUpdate(sessionId);
        return withAlerts(vitals.add(reading(session, provenance, request)), session, LATER);
    }

    /** One result for each reading, in the order of the readings; a refused reading does not affect the others. */
    @Transactional
    List<CreateResult> recordAll(UUID sessionId, List<PendingCreate<RecordVitals>> readings) {
        var session = sessions.findForUpdate(sessionId).orElse(null);
        if (session == null) {
            return CreateResult.ofNothing(readings);
        }
        var results = creates.executeAll(
                readings, vitals, pending -> reading(session, pending.provenance(), pending.request()));
        if (CreateResult.anyCreated(results)) {
            watch.readingsChanged(session, LATER);
            vitals.flush();
        }
        return results;
    }

    private Vitals reading(Session session, Provenance provenance, RecordVitals request) {
        var taken = deviceTime.read(request.takenAt(), "/takenAt", session);
        times.check(session, taken.corrected(), request.historic(), "/takenAt");
        return new Vitals(provenance, session, request, taken);
    }

    @Transactional
    Recorded amend(UUID id, String ifMatch, JsonNode body) {
        var amendment = Amendment.of(body);
        var session = sessions.getForUpdate(vitals.sessionOf(id));
        var reading = vitals.getForUpdate(id);
        var change = corrections.of(reading, ifMatch, amendment.reason());
        var content = amendment.apply(mergePatch, reading.content());
        content.check();
        var taken = deviceTime.reread(reading.moment(), content.takenAt(), "/takenAt", session);
        times.recheck(session, reading.at(), taken.corrected(), content.historic(), "/takenAt");
        reading.amend(content, taken, change);
        return withAlerts(reading, session, change.reason());
    }

    @Transactional
    Recorded retract(UUID id, String ifMatch, String reason) {
        var session = sessions.getForUpdate(vitals.sessionOf(id));
        var reading = vitals.getForUpdate(id);
        reading.retract(corrections.of(reading, ifMatch, reason));
        return withAlerts(reading, session, reason);
    }

    private Recorded withAlerts(Vitals reading, Session session, String reason) {
        vitals.flush();
        var raised = watch.readingsChanged(session, reason);
        vitals.flush();
        return new Recorded(reading, session, raised);
    }
}
