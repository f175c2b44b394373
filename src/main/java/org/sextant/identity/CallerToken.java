package org.sextant.identity;

import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipal;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jose4j.jwt.JwtClaims;

/**
 * A verified token, with the claims that a request asks for many times read once. For a claim that MicroProfile JWT does
 * not know, such as the clinic, {@code getClaim} throws and catches an exception at each call.
 */
final class CallerToken extends DefaultJWTCallerPrincipal {

    static final String SCOPES = "scope";
    static final String PATIENT = "patient";

    /** Scopes that SMART App Launch defines, also such as are misspelt. */
    private static final Pattern SMART =
            Pattern.compile("(?:patient|user|system)/.*|launch(?:/.*)?|fhirUser", Pattern.CASE_INSENSITIVE);

    private static final Pattern OF_PATIENT = Pattern.compile("patient/.*", Pattern.CASE_INSENSITIVE);

    private final UUID clinic;
    private final String client;
    private final List<String> scopes;
    private final UUID patient;

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
        this.scopes = claims.getClaimValue(SCOPES) instanceof String names
                ? smart(names).sorted().distinct().toList()
                : List.of();
        this.patient = scopes.stream().anyMatch(name -> OF_PATIENT.matcher(name).matches()) ? launched(claims) : null;
    }

    /** The scopes of SMART App Launch among scopes with spaces between them. */
    static Stream<String> smart(String scopes) {
        return Arrays.stream(scopes.split(" ", -1))
                .filter(name -> SMART.matcher(name).matches());
    }

    private static UUID launched(JwtClaims claims) {
        return claims.getClaimValue(PATIENT) instanceof String id && TokenRules.isUuid(id)
                ? UUID.fromString(id)
                : Caller.NOBODY;
    }

    /** The clinic of the caller. */
    UUID clinic() {
        return clinic;
    }

    /** The scopes of SMART App Launch, sorted, also those that cannot be read; empty for a token that has none. */
    List<String> scopes() {
        return scopes;
    }

    /** The only patient of a token with a scope for one patient; {@link Caller#NOBODY} where the token names none. */
    UUID patient() {
        return patient;
    }

    /** The program that received the token; null where the token does not name it. */
    String client() {
        return client;
    }
}
