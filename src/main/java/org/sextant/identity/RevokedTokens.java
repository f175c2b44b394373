package org.sextant.identity;

import java.time.Instant;
import java.util.UUID;

/** The tokens that were revoked before they expire; implemented by the package that stores the revocations. */
public interface RevokedTokens {

    /** False where the list of revocations is so old that no token can be accepted. */
    boolean known();

    /**
     * True where the clinic has revoked this token, or all tokens that the caller had at the time of the revocation.
     *
     * @param jti the token's id; may be null
     * @param issuedAt the token's {@code iat}, to the second
     */
    boolean include(UUID clinic, String jti, String subject, Instant issuedAt);
}
