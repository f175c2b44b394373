package org.sextant.rules.protocol;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import org.hibernate.exception.ConstraintViolationException;
import org.sextant.identity.Caller;
import org.sextant.record.ClinicRepository;
import org.sextant.web.problem.CommonProblem;
import org.sextant.web.representation.ETag;

/** What staff can do with a protocol. Each method is one transaction. */
@ApplicationScoped
@Transactional
class ProtocolService {

    private final ProtocolRepository protocols;
    private final ObjectMapper json;
    private final Caller caller;
    private final InstantSource time;

    ProtocolService(ProtocolRepository protocols, ObjectMapper json, Caller caller, InstantSource time) {
        this.protocols = protocols;
        this.json = json;
        this.caller = caller;
        this.time = time;
    }

    /**
     * Makes the next revision of a protocol, or the first one. Courses stay on the revisions they have.
     *
     * @param ifMatch the revision that the change was made on, or null where the clinic has none of this code
     */
    Protocol define(String code, String ifMatch, DefineProtocol request) {
        request.check(code, json.valueToTree(request));
        var revision = presentRevision(code, ifMatch) + 1;
        try {
            return protocols.add(new Protocol(caller.clinic(), code, revision, time.instant(), request.rules()));
        } catch (ConstraintViolationException violation) {
            if (!"protocol_pk".equals(ClinicRepository.constraint(violation))) {
                throw violation;
            }
            throw ETag.stale("Another revision was made at the same time.", revision);
        }
    }

    private int presentRevision(String code, String ifMatch) {
        var latest = protocols.findLatest(code);
        if (latest.isPresent()) {
            ETag.require(ifMatch, latest.get().revision());
        } else if (ifMatch != null) {
            throw CommonProblem.STALE.because("The clinic has no protocol of this code; send no If-Match.");
        }
        return latest.map(Protocol::revision).orElse(0);
    }
}
