package org.sextant.identity;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jose4j.jwt.JwtClaims;

/**
 * Distinguishes access tokens from ID, refresh and logout tokens. An issuer signs all kinds with the same keys, the
 * audience may be the same, and the other kinds reach parties that must not call this service.
 */
final class TokenType {

    /** Accepted {@code typ} headers (RFC 9068, RFC 7519), without {@code application/}; {@code typ} may be absent. */
    private static final Set<String> HEADERS = Set.of("jwt", "at+jwt");

    /** The {@code typ} claim of Keycloak's access tokens. */
    private static final String BEARER = "Bearer";

    /** Claims that access tokens never have: the hashes of an ID token, the events of a logout token. */
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
