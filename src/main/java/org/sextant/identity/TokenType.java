package org.sextant.identity;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jose4j.jwt.JwtClaims;

/**
 * Tells access tokens from the others that an issuer signs with the same keys: ID tokens, refresh tokens, logout tokens.
 * They may carry the same audience, and are given to other hands.
 */
final class TokenType {

    /** The {@code typ} of the header (RFC 9068, RFC 7519), without {@code application/}; it may be absent. */
    private static final Set<String> HEADERS = Set.of("jwt", "at+jwt");

    /** Keycloak's {@code typ} claim of an access token. */
    private static final String BEARER = "Bearer";

    /** Claims that only tokens for another use have: hashes of an ID token, events of a logout token. */
    private static final List<String> FOREIGN = List.of("at_hash", "c_hash", "s_hash", "events");

    private TokenType() {}

    static boolean isAccess(String header, JwtClaims claims) {
        return isAccess(header)
                && (!claims.hasClaim("typ") || BEARER.equals(claims.getClaimValue("typ")))
                && FOREIGN.stream().noneMatch(claims::hasClaim);
    }

    private static boolean isAccess(String header) {
        return header == null
                || HEADERS.contains(header.toLowerCase(Locale.ROOT).replaceFirst("^application/", ""));
    }
}
