package org.sextant.compliance.rems;

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
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.sextant.audit.log.Audited;
import org.sextant.record.IdempotentCreate;
import org.sextant.record.idempotency.Idempotent;
import org.sextant.web.MergePatch;
import org.sextant.web.QueryText;
import org.sextant.web.representation.Page;
import org.sextant.web.representation.Paging;
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
    private final RemsAnswersRepository answers;
    private final IdempotentCreate creates;
    private final InstantSource time;

    RemsResource(
            RemsService service,
            RemsRepository submissions,
            RemsAnswersRepository answers,
            IdempotentCreate creates,
            InstantSource time) {
        this.answers = answers;
        this.service = service;
        this.submissions = submissions;
        this.creates = creates;
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
            @RestQuery
                    @Parameter(
                            description = "true: only forms that are not as they were submitted; false: all others",
                            schema = @Schema(type = SchemaType.BOOLEAN))
                    String changed,
            @BeanParam Paging paging) {
        var ofStatus = QueryText.oneOf(RemsStatus.class, "status", status);
        var onlyChanged = QueryText.flag("changed", changed);
        var now = time.instant();
        return paging.answer(
                (after, size) -> service.deadlines(ofStatus, onlyChanged, now, after, size),
                RemsService::position,
                Function.identity());
    }

    @GET
    @Path("/sessions/{id}/rems")
    @RolesAllowed({NURSE, PRESCRIBER, INTEGRATION})
    @Operation(
            operationId = "readRems",
            summary = "Read the form of a session, filled in from the chart",
            description = "From the dose on. missing names what the form asks for and the chart does not have. The ETag"
                    + " is the version of the answers of staff; the other items follow the chart.")
    public RestResponse<RemsForm> read(@RestPath UUID id) {
        return Replies.changed(service.form(id));
    }

    @PATCH
    @Path("/sessions/{id}/rems")
    @Consumes(MergePatch.MEDIA_TYPE)
    @RolesAllowed({NURSE, PRESCRIBER})
    @Operation(
            operationId = "answerRems",
            summary = "Answer the items of the form that the chart cannot fill in",
            description =
                    "From the dose on, also after the submission. Needs If-Match, unless nothing is answered yet.")
    @RequestBody(
            content = @Content(mediaType = MergePatch.MEDIA_TYPE, schema = @Schema(implementation = AnswerRems.class)))
    public RestResponse<RemsForm> answer(
            @RestPath UUID id, @RestHeader(HttpHeaders.IF_MATCH) String ifMatch, @NotNull JsonNode patch) {
        return Replies.changed(service.answer(id, ifMatch, patch));
    }

    @GET
    @Path("/sessions/{id}/rems/history")
    @RolesAllowed({NURSE, PRESCRIBER, INTEGRATION})
    @Operation(
            operationId = "listRemsHistory",
            summary = "List the versions of the answers of staff on a form, the first one first")
    public RestResponse<Page<RemsAnswersView>> history(@RestPath UUID id, @BeanParam Paging paging) {
        var session = service.requireForm(id);
        return paging.answerVersions((version, size) -> answers.history(session, version, size), RemsAnswersView::of);
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
        var outcome = creates.execute(
                submission.id(),
                List.of(id, submission),
                submissions,
                provenance -> service.submit(id, provenance, submission));
        return Replies.created(
                outcome.replayed(), "/v1/sessions/" + id + "/rems", RemsSubmissionView.of(outcome.record()));
    }
}
