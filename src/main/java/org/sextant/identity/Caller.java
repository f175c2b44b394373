package org.sextant.identity;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The caller of this request and the caller's clinic, from the verified token; or the service, in background work. */
@RequestScoped
public class Caller {

    /** Of a caller who may see one patient only, where nothing names the patient; no patient has this id. */
    public static final UUID NOBODY = new UUID(0, 1);

    static final String CLINIC_CLAIM = "clinic";

    private static final String SERVICE = "sextant";
    private static final String SERVICE_ROLE = "SERVICE";

    private final SecurityIdentity identity;
    private UUID clinicOfService;

    Caller(SecurityIdentity identity) {
        this.identity = identity;
    }

    /** The caller of a resolved identity, for code that must not block until the identity is resolved. */
    public static Caller of(SecurityIdentity identity) {
        return new Caller(identity);
    }

    /** Makes the service the caller, for background work for one clinic outside of any request. */
    public void actFor(UUID clinic) {
        clinicOfService = clinic;
    }

    /** The clinic whose records this request may read and write; a request cannot name another clinic. */
    public UUID clinic() {
        return clinicOfService != null ? clinicOfService : token().clinic();
    }

    /** The token's {@code sub}, 1 to 255 characters; {@code sextant} for background work. */
    public String subject() {
        return clinicOfService != null ? SERVICE : token().getSubject();
    }

    /** The token's {@code iss}; {@code sextant} for background work. */
    public String issuer() {
        return clinicOfService != null ? SERVICE : token().getIssuer();
    }

    /** The program that received the token, from {@code azp}, else {@code client_id}; null where both are missing. */
    public String client() {
        return clinicOfService != null ? null : token().client();
    }

    /** True where the caller has a clinic: a verified token, or background work for a clinic. */
    public boolean isKnown() {
        try {
            return clinicOfService != null || identity.getPrincipal() instanceof CallerToken;
        } catch (SecurityException refused) {
            return false;
        }
    }

    /**
     * True where the caller has the role.
     *
     * @param role a constant of {@link Role}
     */
    public boolean is(String role) {
        return identity.hasRole(role);
    }

    /** True for {@link Role#CHART_READERS} and under emergency access; other roles get less detail. */
    public boolean seesClinicalDetail() {
        return Role.CHART_READERS.stream().anyMatch(this::is) || is(Role.EMERGENCY);
    }

    /**
     * The emergency access under which the caller reads without a role for charts; null without emergency access. The
     * audit trail stores this grant, and {@link Role#EMERGENCY} among the roles, with each read.
     */
    public EmergencyGrant emergency() {
        return clinicOfService != null ? null : EmergencyGrant.of(identity);
    }

    /**
     * The token's scopes of SMART App Launch, sorted, also those that cannot be read. They narrow what the roles allow;
     * empty for a token whose roles alone decide.
     */
    public List<String> smartScopes() {
        return clinicOfService == null && identity.getPrincipal() instanceof CallerToken token
                ? token.scopes()
                : List.of();
    }

    /**
     * The only patient whose records this request may read: of the emergency access, or of a token with a scope for one
     * patient; null where the caller is not restricted to one, {@link #NOBODY} where the two differ or none is named.
     */
    public UUID onlyPatient() {
        var grant = emergency();
        var launched = smartScopes().isEmpty() ? null : token().patient();
        if (grant == null) {
            return launched;
        }
        return launched == null || launched.equals(grant.patientId()) ? grant.patientId() : NOBODY;
    }

    /** The caller's roles of {@link Role}, separated by commas, as the audit trail stores them. */
    public String roles() {
        return clinicOfService != null
                ? SERVICE_ROLE
                : Stream.concat(Role.ALL.stream(), Stream.of(Role.EMERGENCY))
                        .filter(identity::hasRole)
                        .collect(Collectors.joining(","));
    }

    private CallerToken token() {
        return (CallerToken) identity.getPrincipal();
    }
}
