package org.sextant.identity;

import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import java.util.UUID;

/**
 * Under what a caller reads who has no role for it.
 *
 * @param id of the emergency access, as it is listed for review
 * @param patientId the only patient whose records the request sees
 */
public record EmergencyGrant(UUID id, UUID patientId) {

    private static final String ATTRIBUTE = EmergencyGrant.class.getName();

    /** The caller with this grant, for one request. */
    public SecurityIdentity given(SecurityIdentity caller) {
        return QuarkusSecurityIdentity.builder(caller)
                .addRole(Role.EMERGENCY)
                .addAttribute(ATTRIBUTE, this)
                .build();
    }

    /** That of the caller; null where there is none. */
    static EmergencyGrant of(SecurityIdentity caller) {
        return caller.getAttribute(ATTRIBUTE);
    }
}
