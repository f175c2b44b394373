package org.sextant.identity;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Who makes this request, for which clinic, by the verified token; or the service itself, in work of its own. */
@RequestScoped
public class Caller {

    static final String CLINIC_CLAIM = "clinic";

    private static final String SERVICE = "sextant";
    private static final String SERVICE_ROLE = "SERVICE";

    private final SecurityIdentity identity;
    private UUID clinicOfService;

    Caller(SecurityIdentity identity) {
        this.identity = identity;
    }

    /** Who is behind an identity that is resolved, for code that may not wait until it is. */
    public static Caller of(SecurityIdentity identity) {
        return new Caller(identity);
    }

    /** Lets the service do work of its own for a clinic, outside of any request. */
    public void actFor(UUID clinic) {
        clinicOfService = clinic;
    }

    /** The clinic whose records this request may see and write; there is no way to name another. */
    public UUID clinic() {
        return clinicOfService != null ? clinicOfService : UUID.fromString(token().getClaim(CLINIC_CLAIM));
    }

    /** The token's {@code sub}. */
    public String subject() {
        return clinicOfService != null ? SERVICE : token().getSubject();
    }

    /** The token's {@code iss}. */
    public String issuer() {
        return clinicOfService != null ? SERVICE : token().getIssuer();
    }

    /** The program that the token was given to, by {@code azp} or {@code client_id}; null where it names none. */
    public String client() {
        if (clinicOfService != null) {
            return null;
        }
        return Stream.of("azp", "client_id")
                .map(claim -> token().getClaim(claim))
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .filter(ClinicClaim::isPrintable)
                .findFirst()
                .orElse(null);
    }

    /** True where there is somebody on whose behalf a clinic's data can be asked for. */
    public boolean isKnown() {
        try {
            return clinicOfService != null || identity.getPrincipal() instanceof JsonWebToken;
        } catch (SecurityException refused) {
            return false;
        }
    }

    public boolean is(String role) {
        return identity.hasRole(role);
    }

    /** True for those who treat, for the EHR, and in an emergency: a coordinator or an analyst gets less. */
    public boolean seesClinicalDetail() {
        return Role.CHART_READERS.stream().anyMatch(this::is) || is(Role.EMERGENCY);
    }

    /**
     * Under what the caller reads who has no role for it; null where there is none. The audit trail tells such reads apart
     * by it, and by {@link Role#EMERGENCY} among the roles.
     */
    public EmergencyGrant emergency() {
        return clinicOfService != null ? null : EmergencyGrant.of(identity);
    }

    /** The caller's roles of {@link Role}, separated by commas, as the audit trail keeps them. */
    public String roles() {
        return clinicOfService != null
                ? SERVICE_ROLE
                : Stream.concat(Role.ALL.stream(), Stream.of(Role.EMERGENCY))
                        .filter(identity::hasRole)
                        .collect(Collectors.joining(","));
    }

    private JsonWebToken token() {
        return (JsonWebToken) identity.getPrincipal();
    }
}
