package org.sextant.vitals;

import static org.sextant.identity.Role.INTEGRATION;
import static org.sextant.identity.Role.NURSE;
import static org.sextant.identity.Role.PRESCRIBER;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.sextant.clinic.Creation;
import org.sextant.clinic.DeviceTime;
import org.sextant.http.Page;
import org.sextant.http.Paging;
import org.sextant.http.Position;
import org.sextant.http.Replies;
import org.sextant.session.SessionRepository;

/** Readings at the chairside. */
@Path("/v1")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Vitals")
class VitalsResource {

    private final VitalsService service;
    private final VitalsRepository vitals;
    private final SessionRepository sessions;
    private final Creation creation;
    private final DeviceTime deviceTime;

    VitalsResource(
            VitalsService service,
            VitalsRepository vitals,
            SessionRepository sessions,
            Creation creation,
            DeviceTime deviceTime) {
        this.service = service;
        this.vitals = vitals;
        this.sessions = sessions;
        this.creation = creation;
        this.deviceTime = deviceTime;
    }

    @POST
    @Path("/sessions/{sessionId}/vitals")
    @RolesAllowed({NURSE, PRESCRIBER, INTEGRATION})
    @Operation(
            operationId = "recordVitals",
            summary = "Record a reading",
            description = "From check-in on, in any order; after the discharge it is taken and marked late.")
    @APIResponseSchema(value = VitalsView.class, responseCode = "201", responseDescription = "Recorded")
    public RestResponse<VitalsView> record(@RestPath UUID sessionId, @NotNull @Valid RecordVitals request) {
        request.check();
        deviceTime.requirePast(request.takenAt(), "/takenAt");
        var session = sessions.get(sessionId);
        var outcome = creation.once(
                request.id(),
                List.of(sessionId, request),
                vitals,
                provenance -> service.record(session, provenance, request));
        var view = VitalsView.of(outcome.record(), session);
        return Replies.created(outcome.replayed(), "/v1/vitals/" + view.id(), view);
    }

    @GET
    @Path("/sessions/{sessionId}/vitals")
    @RolesAllowed({NURSE, PRESCRIBER, INTEGRATION})
    @Operation(operationId = "listVitals", summary = "List the readings of a session by the time they were taken")
    public RestResponse<Page<VitalsView>> list(@RestPath UUID sessionId, @BeanParam Paging paging) {
        var session = sessions.get(sessionId);
        return paging.answer(
                (after, size) -> vitals.ofSession(sessionId, after, size),
                one -> Position.of(one.takenAt(), one.id()),
                one -> VitalsView.of(one, session));
    }

    @GET
    @Path("/vitals/{id}")
    @RolesAllowed({NURSE, PRESCRIBER, INTEGRATION})
    @Operation(operationId = "readVitals", summary = "Read a reading")
    public RestResponse<VitalsView> read(@RestPath UUID id, @RestHeader(HttpHeaders.IF_NONE_MATCH) String ifNoneMatch) {
        var one = vitals.get(id);
        var session = sessions.get(one.sessionId());
        // Phase and minutes come from the session: where it has moved on, what the client holds is stale.
        var known = session.changedSince(one.recordedAt()) ? null : ifNoneMatch;
        return Replies.read(known, VitalsView.of(one, session));
    }
}
