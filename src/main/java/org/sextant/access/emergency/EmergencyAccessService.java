package org.sextant.access.emergency;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import org.hibernate.exception.ConstraintViolationException;
import org.sextant.identity.Caller;
import org.sextant.record.ClinicRepository;
import org.sextant.record.Provenance;
import org.sextant.web.problem.Violations;

/** Grants emergency access. Each method is one transaction. */
@ApplicationScoped
@Transactional
class EmergencyAccessService {

    private final EmergencyAccessRepository accesses;
    private final Caller caller;

    EmergencyAccessService(EmergencyAccessRepository accesses, Caller caller) {
        this.accesses = accesses;
        this.caller = caller;
    }

    /** @throws org.sextant.web.problem.ProblemException 422 where the clinic has no such patient */
    EmergencyAccess grant(Provenance provenance, GrantEmergencyAccess request) {
        try {
            return accesses.add(new EmergencyAccess(provenance, request, caller.roles()));
        } catch (ConstraintViolationException refusal) {
            if (ClinicRepository.constraint(refusal).equals("emergency_access_patient")) {
                throw Violations.of("/patientId", "is not a patient of the clinic");
            }
            throw refusal;
        }
    }
}
