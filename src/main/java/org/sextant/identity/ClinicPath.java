package org.sextant.identity;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jose4j.jwt.JwtClaims;

/** Where in a token the clinic is, for issuers that cannot put it at the top. */
@ApplicationScoped
class ClinicPath {

    private final List<String> path;

    /** @param path names from the top, separated by slashes, such as {@code sextant/clinic} */
    ClinicPath(@ConfigProperty(name = "sextant.token.clinic-path", defaultValue = Caller.CLINIC_CLAIM) String path) {
        this.path = Arrays.asList(path.split("/", -1));
    }

    /** Puts the clinic where the rest of the service looks for it; a claim that was there counts for nothing. */
    void placeClinic(JwtClaims claims) {
        Object found = claims.getClaimsMap();
        for (var name : path) {
            found = found instanceof Map<?, ?> members ? members.get(name) : null;
        }
        if (found == null) {
            claims.unsetClaim(Caller.CLINIC_CLAIM);
        } else {
            claims.setClaim(Caller.CLINIC_CLAIM, found);
        }
    }
}
