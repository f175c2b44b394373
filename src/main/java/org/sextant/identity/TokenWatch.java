package org.sextant.identity;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;
import org.sextant.web.problem.ProblemException;

/** Reports whether a verified token is revoked. A revocation can come at any time, also while a stream is sent. */
@ApplicationScoped
public class TokenWatch {

    private final RevokedTokens revoked;
    private final SecurityIdentity identity;
    private final InstantSource time;

    TokenWatch(RevokedTokens revoked, SecurityIdentity identity, InstantSource time) {
        this.revoked = revoked;
        this.identity = identity;
        this.time = time;
    }

    /** False while the revoked tokens are not known. */
    boolean ready() {
        return revoked.known();
    }

    /** @throws ProblemException 503 where the revoked tokens are not known */
    boolean isRevoked(CallerToken token) {
        if (!revoked.known()) {
            throw IdentityProblem.unverifiable(
                    "The list of revoked tokens is out of date at the moment. Try again shortly.");
        }
        return isListed(token);
    }

    /**
     * A check for streams: true while the token of this request is neither expired nor revoked, and the revoked tokens
     * are known. The check may be repeated on any thread while a response is sent, and does not query the database.
     */
    public BooleanSupplier ofCaller() {
        var token = (CallerToken) identity.getPrincipal();
        var expiresAt = expiryOfCaller();
        return () -> revoked.known() && !isListed(token) && time.instant().isBefore(expiresAt);
    }

    /** When the token of this request expires. */
    public Instant expiryOfCaller() {
        return Instant.ofEpochSecond(((CallerToken) identity.getPrincipal()).getExpirationTime());
    }

    private boolean isListed(CallerToken token) {
        return revoked.include(
                token.clinic(), token.getTokenID(), token.getSubject(), Instant.ofEpochSecond(token.getIssuedAtTime()));
    }
}
