package org.sextant.compliance.rems;

import static org.sextant.identity.Role.INTEGRATION;
import static org.sextant.identity.Role.NURSE;
import static org.sextant.identity.Role.PRESCRIBER;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.sextant.audit.log.Audited;
import org.sextant.record.IdempotentCreate;
import org.sextant.record.idempotency.Idempotent;
import org.sextant.web.QueryText;
import org.sextant.web.representation.Page;
import org.sextant.web.representation.Paging;
import org.sextant.web.representation.Position;
import org.sextant.web.representation.Replies;

/** The REMS monitoring forms of esketamine sessions, as data. */
@Path("/v1")
@Audited
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "REMS")
@Idempotent
class RemsResource {

    private final RemsService service;
    private final RemsRepository submissions;
    private final IdempotentCreate creation;
    private final InstantSource time;

    RemsResource(RemsService service, RemsRepository submissions, IdempotentCreate creation, InstantSource time) {
        this.service = service;
        this.submissions = submissions;
        this.creation = creation;
        this.time = time;
    }

    @GET
    @Path("/rems")
    @RolesAllowed({NURSE, PRESCRIBER, INTEGRATION})
    @Operation(
            operationId = "listRems",
            summary = "List the sessions with esketamine and the deadline of their form, the oldest first")
    public RestResponse<Page<RemsDeadline>> list(
            @RestQuery @Parameter(schema = @Schema(implementation = RemsStatus.class)) String status,
            @BeanParam Paging paging) {
        var only = QueryText.oneOf(RemsStatus.class, "status", status);
        var now = time.instant();
        return paging.answer(
                (after, size) -> submissions.deadlines(only, now, after, size),
                deadline -> Position.of(deadline.givenAt(), deadline.sessionId()),
                Function.identity());
    }

    @GET
    @Path("/sessions/{id}/rems")
    @RolesAllowed({NURSE, PRESCRIBER, INTEGRATION})
    @Operation(
            operationId = "readRems",
            summary = "Read the form of a session, filled in from the chart",
            description = "From the dose on. missing names what the form asks for and the chart does not have.")
    public RemsForm read(@RestPath UUID id) {
        return service.form(id);
    }

    @POST
    @Path("/sessions/{id}/rems/submission")
    @RolesAllowed({NURSE, PRESCRIBER})
    @Operation(
            operationId = "submitRems",
            summary = "Note that the form of a session has been sent in",
            description = "After the discharge, once. Sextant sends nothing itself.")
    @APIResponseSchema(value = RemsSubmissionView.class, responseCode = "201", responseDescription = "Noted")
    public RestResponse<RemsSubmissionView> submit(@RestPath UUID id, @Valid SubmitRems request) {
        var submission = request == null ? SubmitRems.NOW : request;
        var outcome = creation.once(
                submission.id(),
                List.of(id, submission),
                submissions,
                provenance -> service.submit(id, provenance, submission));
        return Replies.created(
                outcome.replayed(), "/v1/sessions/" + id + "/rems", RemsSubmissionView.of(outcome.record()));
    }
}
