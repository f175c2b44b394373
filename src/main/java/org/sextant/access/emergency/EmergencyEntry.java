package org.sextant.access.emergency;

import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.sextant.identity.Caller;
import org.sextant.identity.EmergencyGrant;
import org.sextant.identity.Role;
import org.sextant.web.ApiPaths;
import org.sextant.web.RequestPipeline;
import org.sextant.web.problem.ProblemMappers;

/**
 * Applies the emergency access that the header of a read names, after the verification of the token and before the
 * check of the role. For this request the caller gets the role EMERGENCY, and sees the records of one patient only.
 */
class EmergencyEntry {

    static final String HEADER = "Emergency-Access";

    private static final List<String> READS = List.of(HttpMethod.GET, HttpMethod.HEAD);
    private static final Pattern UUID_FORM = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private final CurrentIdentityAssociation identity;
    private final EmergencyAccessRepository accesses;
    private final Caller caller;
    private final InstantSource time;

    EmergencyEntry(
            CurrentIdentityAssociation identity,
            EmergencyAccessRepository accesses,
            Caller caller,
            InstantSource time) {
        this.identity = identity;
        this.accesses = accesses;
        this.caller = caller;
        this.time = time;
    }

    @ServerRequestFilter(preMatching = true, nonBlocking = true, priority = RequestPipeline.EMERGENCY_ACCESS)
    public Uni<Void> enter(ContainerRequestContext request) {
        var accessId = request.getHeaderString(HEADER);
        if (accessId == null
                || !READS.contains(request.getMethod())
                || !ApiPaths.isOfApi(request.getUriInfo().getPath())) {
            return Uni.createFrom().voidItem();
        }
        return identity.getDeferredIdentity()
                .chain(known -> needsAccess(known)
                        ? enter(known, accessId)
                        : Uni.createFrom().voidItem());
    }

    /**
     * True for callers whose roles are all in {@link Role#CLINIC_STAFF}. A caller with a role for charts needs no
     * emergency access. A caller with any other role gets none: an analyst's role would open reports, which cover many
     * patients.
     */
    private static boolean needsAccess(SecurityIdentity known) {
        var roles = Role.ALL.stream().filter(known::hasRole).toList();
        return !roles.isEmpty() && Role.CLINIC_STAFF.containsAll(roles);
    }

    private Uni<Void> enter(SecurityIdentity known, String accessId) {
        return VertxContextSupport.executeBlocking(() -> find(accessId))
                .invoke(grant -> identity.setIdentity(grant.orElseThrow(() -> ProblemMappers.forbidden(
                                "The caller has no emergency access with this id, or the access has expired."))
                        .given(known)))
                .replaceWithVoid();
    }

    private Optional<EmergencyGrant> find(String accessId) throws SQLException {
        return UUID_FORM.matcher(accessId).matches()
                ? accesses.current(caller.clinic(), UUID.fromString(accessId), caller.subject(), time.instant())
                : Optional.empty();
    }
}
