package org.sextant.chart.medication;

import static org.sextant.identity.Role.NURSE;
import static org.sextant.identity.Role.PRESCRIBER;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.sextant.chart.session.Session;
import org.sextant.chart.session.SessionRepository;
import org.sextant.chart.session.VisitTimes;
import org.sextant.record.Amendment;
import org.sextant.record.Corrections;
import org.sextant.record.CreateResult;
import org.sextant.record.IdempotentCreate;
import org.sextant.record.PendingCreate;
import org.sextant.record.Provenance;
import org.sextant.record.device.DeviceTime;
import org.sextant.record.intake.Intake;
import org.sextant.record.intake.Kind;
import org.sextant.web.MergePatch;

/** Records, amends and retracts medications. Each write is one transaction that locks the session. */
@ApplicationScoped
class MedicationService implements Intake<RecordMedication> {

    private final MedicationRepository medications;
    private final SessionRepository sessions;
    private final IdempotentCreate creates;
    private final Corrections corrections;
    private final MergePatch mergePatch;
    private final DeviceTime deviceTime;
    private final VisitTimes times;

    MedicationService(
            MedicationRepository medications,
            SessionRepository sessions,
            IdempotentCreate creates,
            Corrections corrections,
            MergePatch mergePatch,
            DeviceTime deviceTime,
            VisitTimes times) {
        this.medications = medications;
        this.sessions = sessions;
        this.creates = creates;
        this.corrections = corrections;
        this.mergePatch = mergePatch;
        this.deviceTime = deviceTime;
        this.times = times;
    }

    @Transactional
    Medication record(UUID sessionId, Provenance provenance, RecordMedication request) {
        var session = sessions.getForUpdate(sessionId);
        return medications.add(medication(session, provenance, request));
    }

    @Override
    @Transactional
    public List<CreateResult> recordAll(UUID sessionId, List<PendingCreate<RecordMedication>> requests) {
        var session = sessions.findForUpdate(sessionId).orElse(null);
        return session == null
                ? CreateResult.ofNothing(requests)
                : creates.executeAll(
                        requests, medications, pending -> medication(session, pending.provenance(), pending.request()));
    }

    private Medication medication(Session session, Provenance provenance, RecordMedication request) {
        var given = deviceTime.read(request.givenAt(), "/givenAt", session);
        times.check(session, given.corrected(), request.historic(), "/givenAt");
        return new Medication(provenance, session, request, given);
    }

    @Override
    public Kind kind() {
        return Kind.MEDICATION;
    }

    @Override
    public Set<String> roles() {
        return Set.of(NURSE, PRESCRIBER);
    }

    @Override
    public Class<RecordMedication> request() {
        return RecordMedication.class;
    }

    @Transactional
    Medication amend(UUID id, String ifMatch, JsonNode body) {
        var amendment = Amendment.of(body);
        var session = sessions.getForUpdate(medications.sessionOf(id));
        var medication = medications.getForUpdate(id);
        var change = corrections.of(medication, ifMatch, amendment.reason());
        var content = amendment.apply(mergePatch, medication.content());
        var given = deviceTime.reread(medication.moment(), content.givenAt(), "/givenAt", session);
        times.recheck(session, medication.at(), given.corrected(), content.historic(), "/givenAt");
        medication.amend(content, given, change);
        medications.flush();
        return medication;
    }

    @Transactional
    Medication retract(UUID id, String ifMatch, String reason) {
        sessions.getForUpdate(medications.sessionOf(id));
        var medication = medications.getForUpdate(id);
        medication.retract(corrections.of(medication, ifMatch, reason));
        medications.flush();
        return medication;
    }
}
