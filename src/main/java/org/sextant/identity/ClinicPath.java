package org.sextant.identity;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jose4j.jwt.JwtClaims;

/** The place of the clinic's id in a token, for issuers that cannot put the id into a top-level claim. */
@ApplicationScoped
class ClinicPath {

    private final List<String> path;

    /** @param path names of nested claims, outermost first, separated by slashes, such as {@code sextant/clinic} */
    ClinicPath(@ConfigProperty(name = "sextant.token.clinic-path", defaultValue = Caller.CLINIC_CLAIM) String path) {
        this.path = Arrays.asList(path.split("/", -1));
    }

    /** Copies the clinic's id into the top-level claim that the service reads, and overwrites a claim of that name. */
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
