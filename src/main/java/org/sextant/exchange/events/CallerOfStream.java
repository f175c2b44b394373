package org.sextant.exchange.events;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Supplier;
import org.sextant.audit.log.StreamRecorder;
import org.sextant.identity.Caller;
import org.sextant.identity.TokenWatch;

/** What a stream must know of the caller of the request that opens it, which ends before the stream. */
@ApplicationScoped
class CallerOfStream {

    private final Caller caller;
    private final TokenWatch tokens;
    private final StreamRecorder recorder;
    private final InstantSource time;

    CallerOfStream(Caller caller, TokenWatch tokens, StreamRecorder recorder, InstantSource time) {
        this.caller = caller;
        this.tokens = tokens;
        this.recorder = recorder;
        this.time = time;
    }

    UUID clinic() {
        return caller.clinic();
    }

    /** Who it is, among all callers of all clinics. */
    String name() {
        return caller.clinic() + " " + caller.issuer() + " " + caller.subject();
    }

    /** Says, on any thread and without a query, why the token is no longer good; null while it is. */
    Supplier<StreamEnd> tokenEnds() {
        var isGood = tokens.ofCaller();
        var expiresAt = tokens.expiryOfCaller();
        return () -> {
            if (isGood.getAsBoolean()) {
                return null;
            }
            return time.instant().isBefore(expiresAt) ? StreamEnd.TOKEN_REVOKED : StreamEnd.TOKEN_EXPIRED;
        };
    }

    /** Writes the end of the stream into the audit trail. */
    StreamRecorder.Ending recorder() {
        return recorder.ofCall();
    }
}
