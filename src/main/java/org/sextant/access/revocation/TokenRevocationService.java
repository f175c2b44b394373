package org.sextant.access.revocation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import org.sextant.record.Provenance;

/** Revokes tokens. Each method is one transaction. */
@ApplicationScoped
@Transactional
class TokenRevocationService {

    private final TokenRevocationRepository revocations;
    private final Event<TokenRevocation> revoked;

    TokenRevocationService(TokenRevocationRepository revocations, Event<TokenRevocation> revoked) {
        this.revocations = revocations;
        this.revoked = revoked;
    }

    TokenRevocation revoke(Provenance provenance, RevokeTokens request) {
        var revocation = revocations.add(new TokenRevocation(provenance, request));
        revoked.fire(revocation);
        return revocation;
    }
}
