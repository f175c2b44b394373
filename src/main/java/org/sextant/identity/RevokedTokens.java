package org.sextant.identity;

import java.time.Instant;
import java.util.UUID;

/** Which tokens are no longer good although they have not expired; implemented where they are kept. */
public interface RevokedTokens {

    /** False where that has not been known for so long that no token can be said to be good. */
    boolean known();

    /**
     * True where a clinic has revoked this token, or all that this caller had at the time.
     *
     * @param jti the token's id; may be null
     * @param issuedAt to the second
     */
    boolean include(UUID clinic, String jti, String subject, Instant issuedAt);
}
