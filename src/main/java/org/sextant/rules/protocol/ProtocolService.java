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

/** Defines protocols. Each method is one transaction. */
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
     * Makes the next revision of a protocol, or the first one. Courses keep the revision they were planned with.
     *
     * @param ifMatch the ETag of the revision that the client changed; null where the clinic has no protocol with this
     *     code
     * @throws org.sextant.web.problem.ProblemException 422 where the rules contradict each other; 428 where the
     *     {@code If-Match} is missing; 412 where the revision is not the latest one
     */
    Protocol define(String code, String ifMatch, DefineProtocol request) {
        request.check(code, json.valueToTree(request));
        var revision = latestRevision(code, ifMatch) + 1;
        try {
            return protocols.add(new Protocol(caller.clinic(), code, revision, time.instant(), request.rules()));
        } catch (ConstraintViolationException violation) {
            if (!"protocol_pk".equals(ClinicRepository.constraint(violation))) {
                throw violation;
            }
            throw ETag.stale("Another caller made a revision at the same time.", revision);
        }
    }

    private int latestRevision(String code, String ifMatch) {
        var latest = protocols.findLatest(code);
        if (latest.isPresent()) {
            ETag.require(ifMatch, latest.get().revision());
        } else if (ifMatch != null) {
            throw CommonProblem.STALE.because("The clinic has no protocol with this code; send no If-Match.");
        }
        return latest.map(Protocol::revision).orElse(0);
    }
}
