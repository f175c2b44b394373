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
import org.sextant.web.RequestPipeline;
import org.sextant.web.problem.ProblemMappers;

/**
 * Lets a read in under an emergency access that its header names: just after the token is verified, and before the role is
 * judged. The caller is given the role EMERGENCY for this one request, and with it sees the records of one patient alone.
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

    @ServerRequestFilter(preMatching = true, priority = RequestPipeline.EMERGENCY_ACCESS)
    public Uni<Void> enter(ContainerRequestContext request) {
        var named = request.getHeaderString(HEADER);
        if (named == null
                || !READS.contains(request.getMethod())
                || !request.getUriInfo().getPath().startsWith("/v1")) {
            return Uni.createFrom().voidItem();
        }
        return identity.getDeferredIdentity()
                .chain(known ->
                        mayAsk(known) ? enter(known, named) : Uni.createFrom().voidItem());
    }

    /**
     * Who has a role for charts needs none. Whoever is anything beside the clinic's staff gets none: with an analyst's role
     * it would open reports, which know no single patient.
     */
    private static boolean mayAsk(SecurityIdentity known) {
        var roles = Role.ALL.stream().filter(known::hasRole).toList();
        return !roles.isEmpty() && Role.CLINIC_STAFF.containsAll(roles);
    }

    private Uni<Void> enter(SecurityIdentity known, String named) {
        return VertxContextSupport.executeBlocking(() -> find(named))
                .invoke(grant -> identity.setIdentity(grant.orElseThrow(() -> ProblemMappers.forbidden(
                                "There is no such emergency access of yours, or it has ended."))
                        .given(known)))
                .replaceWithVoid();
    }

    private Optional<EmergencyGrant> find(String named) throws SQLException {
        return UUID_FORM.matcher(named).matches()
                ? accesses.current(caller.clinic(), UUID.fromString(named), caller.subject(), time.instant())
                : Optional.empty();
    }
}
