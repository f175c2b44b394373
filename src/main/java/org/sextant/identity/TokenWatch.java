package org.sextant.identity;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.sextant.web.problem.ProblemException;

/** Says whether a token that was verified is still good: a revocation can come at any time, in the midst of a stream too. */
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

    /** False while it is not known which tokens were revoked. */
    boolean ready() {
        return revoked.known();
    }

    /** @throws ProblemException 503 where it is not known */
    boolean isRevoked(JsonWebToken token) {
        if (!revoked.known()) {
            throw IdentityProblem.TOKENS_UNVERIFIABLE
                    .because("Which tokens were revoked is not known for the moment. Try again shortly.")
                    .header(HttpHeaders.RETRY_AFTER, "5");
        }
        return isListed(token);
    }

    /**
     * A question that can be asked again and again while an answer is being sent, on any thread, and that costs no look
     * into the database: may the caller of this request still get more? No longer once the token has expired or was
     * revoked, or where that is not known.
     */
    public BooleanSupplier ofCaller() {
        var token = (JsonWebToken) identity.getPrincipal();
        var end = Instant.ofEpochSecond(token.getExpirationTime());
        return () -> revoked.known() && !isListed(token) && time.instant().isBefore(end);
    }

    private boolean isListed(JsonWebToken token) {
        return revoked.include(
                UUID.fromString(token.getClaim(Caller.CLINIC_CLAIM)),
                token.getTokenID(),
                token.getSubject(),
                Instant.ofEpochSecond(token.getIssuedAtTime()));
    }
}
