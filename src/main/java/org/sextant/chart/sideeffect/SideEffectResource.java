package org.sextant.chart.sideeffect;

import static org.sextant.identity.Role.EMERGENCY;
import static org.sextant.identity.Role.INTEGRATION;
import static org.sextant.identity.Role.NURSE;
import static org.sextant.identity.Role.PRESCRIBER;

import com.fasterxml.jackson.databind.JsonNode;
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
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.sextant.audit.log.Audited;
import org.sextant.chart.session.SessionRepository;
import org.sextant.record.IdempotentCreate;
import org.sextant.record.Retract;
import org.sextant.record.idempotency.Idempotent;
import org.sextant.web.Urgency;
import org.sextant.web.representation.Page;
import org.sextant.web.representation.Paging;
import org.sextant.web.representation.Position;
import org.sextant.web.representation.Replies;

/** Side effects during a session. */
@Urgency(Urgency.Level.CHAIRSIDE)
@Path("/v1")
@Audited
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Side effects")
@Idempotent
class SideEffectResource {

    private final SideEffectService service;
    private final SideEffectRepository sideEffects;
    private final SessionRepository sessions;
    private final IdempotentCreate creates;

    SideEffectResource(
            SideEffectService service,
            SideEffectRepository sideEffects,
            SessionRepository sessions,
            IdempotentCreate creates) {
        this.service = service;
        this.sideEffects = sideEffects;
        this.sessions = sessions;
        this.creates = creates;
    }

    @POST
    @Path("/sessions/{sessionId}/side-effects")
    @RolesAllowed({NURSE, PRESCRIBER})
    @Operation(
            operationId = "recordSideEffect",
            summary = "Record a side effect",
            description = "From check-in on, also after the discharge.")
    @APIResponseSchema(value = SideEffectView.class, responseCode = "201", responseDescription = "Recorded")
    public RestResponse<SideEffectView> record(@RestPath UUID sessionId, @NotNull @Valid RecordSideEffect request) {
        request.check();
        var outcome = creates.execute(
                request.id(),
                List.of(sessionId, request),
                sideEffects,
                provenance -> service.record(sessionId, provenance, request));
        var view = SideEffectView.of(outcome.record());
        return Replies.created(outcome.replayed(), "/v1/side-effects/" + view.id(), view);
    }

    @GET
    @Path("/sessions/{sessionId}/side-effects")
    @RolesAllowed({NURSE, PRESCRIBER, INTEGRATION, EMERGENCY})
    @Operation(
            operationId = "listSideEffects",
            summary = "List the side effects of a session by onset",
            description = "Those of the same time by recordedAt, then by id.")
    public RestResponse<Page<SideEffectView>> list(@RestPath UUID sessionId, @BeanParam Paging paging) {
        sessions.get(sessionId);
        return paging.answer(
                Position.OF_RECORDS,
                (after, size) -> sideEffects.ofSession(sessionId, after, size),
                SideEffect::position,
                SideEffectView::of);
    }

    @GET
    @Path("/side-effects/{id}")
    @RolesAllowed({NURSE, PRESCRIBER, INTEGRATION, EMERGENCY})
    @Operation(operationId = "readSideEffect", summary = "Read a side effect")
    public RestResponse<SideEffectView> read(
            @RestPath UUID id, @RestHeader(HttpHeaders.IF_NONE_MATCH) String ifNoneMatch) {
        return Replies.read(ifNoneMatch, SideEffectView.of(sideEffects.get(id)));
    }

    @POST
    @Path("/side-effects/{id}/resolve")
    @RolesAllowed({NURSE, PRESCRIBER})
    @Operation(operationId = "resolveSideEffect", summary = "Record that a side effect is over")
    public RestResponse<SideEffectView> resolve(
            @RestPath UUID id,
            @RestHeader(HttpHeaders.IF_MATCH) String ifMatch,
            @NotNull @Valid ResolveSideEffect request) {
        return Replies.changed(SideEffectView.of(service.resolve(id, ifMatch, request)));
    }

    @GET
    @Path("/side-effects/{id}/history")
    @RolesAllowed({NURSE, PRESCRIBER, INTEGRATION, EMERGENCY})
    @Operation(
            operationId = "listSideEffectHistory",
            summary = "List the versions of a side effect, the first one first")
    public RestResponse<Page<SideEffectView>> history(@RestPath UUID id, @BeanParam Paging paging) {
        sideEffects.get(id);
        return paging.answerVersions((version, size) -> sideEffects.history(id, version, size), SideEffectView::of);
    }

    @POST
    @Path("/side-effects/{id}/amend")
    @RolesAllowed({NURSE, PRESCRIBER})
    @Operation(
            operationId = "amendSideEffect",
            summary = "Correct a side effect",
            description =
                    "Send the members that change (null removes one) and the reason. Nurses correct what they recorded themselves.")
    @RequestBody(content = @Content(schema = @Schema(implementation = RecordSideEffect.class)))
    public RestResponse<SideEffectView> amend(
            @RestPath UUID id, @RestHeader(HttpHeaders.IF_MATCH) String ifMatch, @NotNull JsonNode body) {
        return Replies.changed(SideEffectView.of(service.amend(id, ifMatch, body)));
    }

    @POST
    @Path("/side-effects/{id}/retract")
    @RolesAllowed({NURSE, PRESCRIBER})
    @Operation(
            operationId = "retractSideEffect",
            summary = "Mark a side effect as entered in error",
            description = "It stays readable, and counts nowhere.")
    public RestResponse<SideEffectView> retract(
            @RestPath UUID id, @RestHeader(HttpHeaders.IF_MATCH) String ifMatch, @NotNull @Valid Retract request) {
        return Replies.changed(SideEffectView.of(service.retract(id, ifMatch, request.reason())));
    }
}
