package org.sextant.medication;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.UUID;
import org.sextant.clinic.Amendment;
import org.sextant.clinic.Corrections;
import org.sextant.clinic.DeviceTime;
import org.sextant.clinic.Provenance;
import org.sextant.http.MergePatch;
import org.sextant.session.SessionRepository;

/** What staff can do with medications. Each method is one transaction. */
@ApplicationScoped
@Transactional
class MedicationService {

    private final MedicationRepository medications;
    private final SessionRepository sessions;
    private final Corrections corrections;
    private final MergePatch mergePatch;
    private final DeviceTime deviceTime;

    MedicationService(
            MedicationRepository medications,
            SessionRepository sessions,
            Corrections corrections,
            MergePatch mergePatch,
            DeviceTime deviceTime) {
        this.medications = medications;
        this.sessions = sessions;
        this.corrections = corrections;
        this.mergePatch = mergePatch;
        this.deviceTime = deviceTime;
    }

    Medication record(UUID sessionId, Provenance provenance, RecordMedication request) {
        return medications.add(new Medication(provenance, sessions.get(sessionId), request));
    }

    Medication amend(UUID id, String ifMatch, JsonNode body) {
        var amendment = Amendment.of(body);
        var medication = medications.getForChange(id);
        var change = corrections.of(medication, ifMatch, amendment.reason());
        var content = mergePatch.apply(medication.content(), amendment.changes());
        deviceTime.requirePast(content.givenAt(), "/givenAt");
        medication.amend(content, change);
        medications.flush();
        return medication;
    }

    Medication retract(UUID id, String ifMatch, String reason) {
        var medication = medications.getForChange(id);
        medication.retract(corrections.of(medication, ifMatch, reason));
        medications.flush();
        return medication;
    }
}
