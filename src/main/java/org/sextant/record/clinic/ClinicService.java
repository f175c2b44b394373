package org.sextant.record.clinic;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import org.hibernate.exception.ConstraintViolationException;
import org.sextant.identity.Caller;
import org.sextant.record.ClinicRepository;
import org.sextant.web.representation.ETag;

/** Defines the profile of a clinic. Each method is one transaction. */
@ApplicationScoped
@Transactional
class ClinicService {

    private final ClinicProfileRepository revisions;
    private final ClinicProfiles profiles;
    private final Caller caller;
    private final InstantSource time;

    ClinicService(ClinicProfileRepository revisions, ClinicProfiles profiles, Caller caller, InstantSource time) {
        this.revisions = revisions;
        this.profiles = profiles;
        this.caller = caller;
        this.time = time;
    }

    /**
     * Makes the next revision of the profile of the caller's clinic, or the first one.
     *
     * @param ifMatch the ETag of the profile that the client changed; may be null for the first profile
     * @throws org.sextant.web.problem.ProblemException 422 where the time zone does not exist; 428 where the
     *     {@code If-Match} is missing; 412 where the revision is not the latest one
     */
    ClinicRevision define(String ifMatch, ClinicProfile profile) {
        profiles.check(profile);
        var latest = revisions.findLatest().map(ClinicRevision::revision).orElse(0);
        if (latest == 0) {
            ETag.check(ifMatch, latest);
        } else {
            ETag.require(ifMatch, latest);
        }
        try {
            return revisions.add(
                    new ClinicRevision(caller.clinic(), latest + 1, time.instant(), caller.subject(), profile));
        } catch (ConstraintViolationException violation) {
            if (!"clinic_profile_pk".equals(ClinicRepository.constraint(violation))) {
                throw violation;
            }
            throw ETag.stale("Another caller changed the profile at the same time.", latest + 1);
        }
    }
}
