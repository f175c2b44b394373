package org.sextant.chart.dose;

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

/** Further doses of the drug of a session. */
@Urgency(Urgency.Level.CHAIRSIDE)
@Path("/v1")
@Audited
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Doses")
@Idempotent
class DoseResource {

    private final DoseService service;
    private final DoseRepository doses;
    private final SessionRepository sessions;
    private final IdempotentCreate creates;

    DoseResource(DoseService service, DoseRepository doses, SessionRepository sessions, IdempotentCreate creates) {
        this.service = service;
        this.doses = doses;
        this.sessions = sessions;
        this.creates = creates;
    }

    @POST
    @Path("/sessions/{sessionId}/doses")
    @RolesAllowed({NURSE, PRESCRIBER})
    @Operation(
            operationId = "recordDose",
            summary = "Record a further dose that was given",
            description =
                    "A second injection, a priming spray, another device: of the session's own drug, from its start to the"
                            + " discharge. A total above the protocol's limit refuses it: 409 safety-rule with the verdicts;"
                            + " a prescriber may go on with an overrideReason. It counts in administeredMg of the session.")
    @APIResponseSchema(value = DoseView.class, responseCode = "201", responseDescription = "Recorded")
    public RestResponse<DoseView> record(@RestPath UUID sessionId, @NotNull @Valid RecordDose request) {
        var outcome = creates.execute(
                request.id(),
                List.of(sessionId, request),
                doses,
                provenance -> service.record(sessionId, provenance, request));
        var view = DoseView.of(outcome.record());
        return Replies.created(outcome.replayed(), "/v1/doses/" + view.id(), view);
    }

    @GET
    @Path("/sessions/{sessionId}/doses")
    @RolesAllowed({NURSE, PRESCRIBER, INTEGRATION, EMERGENCY})
    @Operation(
            operationId = "listDoses",
            summary = "List the further doses of a session, by time",
            description = "Those of the same time by recordedAt, then by id.")
    public RestResponse<Page<DoseView>> list(@RestPath UUID sessionId, @BeanParam Paging paging) {
        sessions.get(sessionId);
        return paging.answer(
                Position.OF_RECORDS,
                (after, size) -> doses.ofSession(sessionId, after, size),
                Dose::position,
                DoseView::of);
    }

    @GET
    @Path("/doses/{id}")
    @RolesAllowed({NURSE, PRESCRIBER, INTEGRATION, EMERGENCY})
    @Operation(operationId = "readDose", summary = "Read a further dose")
    public RestResponse<DoseView> read(@RestPath UUID id, @RestHeader(HttpHeaders.IF_NONE_MATCH) String ifNoneMatch) {
        return Replies.read(ifNoneMatch, DoseView.of(doses.get(id)));
    }

    @GET
    @Path("/doses/{id}/history")
    @RolesAllowed({NURSE, PRESCRIBER, INTEGRATION, EMERGENCY})
    @Operation(operationId = "listDoseHistory", summary = "List the versions of a further dose, the first one first")
    public RestResponse<Page<DoseView>> history(@RestPath UUID id, @BeanParam Paging paging) {
        doses.get(id);
        return paging.answerVersions((version, size) -> doses.history(id, version, size), DoseView::of);
    }

    @POST
    @Path("/doses/{id}/amend")
    @RolesAllowed({NURSE, PRESCRIBER})
    @Operation(
            operationId = "amendDose",
            summary = "Correct a further dose",
            description =
                    "Send the members that change (null removes one) and the reason. Nurses correct what they recorded themselves."
                            + " reason is that of the correction; the reason it was given for stays. No rule refuses a"
                            + " correction.")
    @RequestBody(content = @Content(schema = @Schema(implementation = RecordDose.class)))
    public RestResponse<DoseView> amend(
            @RestPath UUID id, @RestHeader(HttpHeaders.IF_MATCH) String ifMatch, @NotNull JsonNode body) {
        return Replies.changed(DoseView.of(service.amend(id, ifMatch, body)));
    }

    @POST
    @Path("/doses/{id}/retract")
    @RolesAllowed({NURSE, PRESCRIBER})
    @Operation(
            operationId = "retractDose",
            summary = "Mark a further dose as entered in error",
            description = "It stays readable, and counts nowhere.")
    public RestResponse<DoseView> retract(
            @RestPath UUID id, @RestHeader(HttpHeaders.IF_MATCH) String ifMatch, @NotNull @Valid Retract request) {
        return Replies.changed(DoseView.of(service.retract(id, ifMatch, request.reason())));
    }
}
