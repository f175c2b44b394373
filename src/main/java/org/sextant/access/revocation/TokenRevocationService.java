package org.sextant.access.revocation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import org.sextant.record.Provenance;

/** Takes tokens back. One transaction. */
@ApplicationScoped
@Transactional
class TokenRevocationService {

    private final TokenRevocationRepository revocations;
    private final Event<TokenRevocation> made;

    TokenRevocationService(TokenRevocationRepository revocations, Event<TokenRevocation> made) {
        this.revocations = revocations;
        this.made = made;
    }

    TokenRevocation revoke(Provenance provenance, RevokeTokens request) {
        var revocation = revocations.add(new TokenRevocation(provenance, request));
        made.fire(revocation);
        return revocation;
    }
}
