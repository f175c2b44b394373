package org.sextant.identity;

import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import java.util.UUID;

/**
 * The emergency access under which a caller without a role for charts reads one patient's chart.
 *
 * @param id the id of the emergency access, as listed for review
 * @param patientId the only patient whose records the request can read
 */
public record EmergencyGrant(UUID id, UUID patientId) {

    private static final String ATTRIBUTE = EmergencyGrant.class.getName();

    /** The caller's identity with this grant and {@link Role#EMERGENCY}, for one request. */
    public SecurityIdentity given(SecurityIdentity caller) {
        return QuarkusSecurityIdentity.builder(caller)
                .addRole(Role.EMERGENCY)
                .addAttribute(ATTRIBUTE, this)
                .build();
    }

    /** The caller's grant; null where the caller has none. */
    static EmergencyGrant of(SecurityIdentity caller) {
        return caller.getAttribute(ATTRIBUTE);
    }
}
