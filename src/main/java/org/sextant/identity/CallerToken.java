package org.sextant.identity;

import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipal;
import java.util.UUID;
import java.util.stream.Stream;
import org.jose4j.jwt.JwtClaims;

/**
 * A verified token, with the claims that a request asks for many times read once. For a claim that MicroProfile JWT does
 * not know, such as the clinic, {@code getClaim} throws and catches an exception at each call.
 */
final class CallerToken extends DefaultJWTCallerPrincipal {

    private final UUID clinic;
    private final String client;

    /** @param claims as {@link TokenRules} reads them */
    CallerToken(String compact, String type, JwtClaims claims) {
        super(compact, type, claims);
        this.clinic = UUID.fromString((String) claims.getClaimValue(Caller.CLINIC_CLAIM));
        this.client = Stream.of("azp", "client_id")
                .map(claims::getClaimValue)
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .filter(TokenRules::isPrintable)
                .findFirst()
                .orElse(null);
    }

    /** The clinic of the caller. */
    UUID clinic() {
        return clinic;
    }

    /** The program that received the token; null where the token does not name it. */
    String client() {
        return client;
    }
}
