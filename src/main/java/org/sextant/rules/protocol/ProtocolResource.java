package org.sextant.rules.protocol;

import static org.sextant.identity.Role.ADMIN;
import static org.sextant.identity.Role.INTEGRATION;
import static org.sextant.identity.Role.NURSE;
import static org.sextant.identity.Role.PRESCRIBER;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.sextant.audit.log.Audited;
import org.sextant.web.problem.CommonProblem;
import org.sextant.web.representation.Page;
import org.sextant.web.representation.Paging;
import org.sextant.web.representation.Position;
import org.sextant.web.representation.Replies;

/** The clinic's protocols. */
@Path("/v1")
@Audited
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Protocols")
class ProtocolResource {

    private final ProtocolService service;
    private final ProtocolRepository protocols;
    private final ShippedProtocols shipped;

    ProtocolResource(ProtocolService service, ProtocolRepository protocols, ShippedProtocols shipped) {
        this.service = service;
        this.protocols = protocols;
        this.shipped = shipped;
    }

    @GET
    @Path("/protocols")
    @RolesAllowed({NURSE, PRESCRIBER, INTEGRATION, ADMIN})
    @Operation(
            operationId = "listProtocols",
            summary = "List the clinic's protocols by code, each in its latest revision")
    public RestResponse<Page<ProtocolView>> list(@BeanParam Paging paging) {
        return paging.answer(
                new Position("", ""), protocols::list, protocol -> new Position(protocol.code(), ""), ProtocolView::of);
    }

    @GET
    @Path("/protocols/{code}")
    @RolesAllowed({NURSE, PRESCRIBER, INTEGRATION, ADMIN})
    @Operation(
            operationId = "readProtocol",
            summary = "Read the latest revision of a protocol",
            description = "`lacks` names what the shipped protocol has and the clinic's revision has not.")
    public RestResponse<ProtocolView> read(
            @RestPath @Parameter(example = "iv-ketamine-0.5") String code,
            @RestHeader(HttpHeaders.IF_NONE_MATCH) String ifNoneMatch) {
        var protocol = protocols
                .findLatest(code)
                .orElseThrow(() -> CommonProblem.NOT_FOUND.because("The clinic has no protocol with this code."));
        return Replies.read(ifNoneMatch, ProtocolView.of(protocol, shipped.lacking(code, protocol.rules())));
    }

    @PUT
    @Path("/protocols/{code}")
    @RolesAllowed({PRESCRIBER, ADMIN})
    @Operation(
            operationId = "defineProtocol",
            summary = "Make the next revision of a protocol, or a new protocol",
            description =
                    "Needs If-Match, unless the code is new. Courses stay on the revision they were planned with.")
    @APIResponseSchema(value = ProtocolView.class, responseCode = "201", responseDescription = "A new protocol")
    @APIResponse(
            responseCode = "200",
            description = "The next revision",
            content = @Content(schema = @Schema(implementation = ProtocolView.class)))
    public RestResponse<ProtocolView> define(
            @RestPath @Parameter(example = "iv-ketamine-0.5") String code,
            @RestHeader(HttpHeaders.IF_MATCH) String ifMatch,
            @NotNull @Valid DefineProtocol request) {
        var view = ProtocolView.of(service.define(code, ifMatch, request));
        return view.revision() == 1 ? Replies.created(false, "/v1/protocols/" + code, view) : Replies.changed(view);
    }

    @GET
    @Path("/protocols/{code}/revisions/{revision}")
    @RolesAllowed({NURSE, PRESCRIBER, INTEGRATION, ADMIN})
    @Operation(operationId = "readProtocolRevision", summary = "Read one revision of a protocol, such as a course's")
    public RestResponse<ProtocolView> readRevision(
            @RestPath @Parameter(example = "iv-ketamine-0.5") String code,
            @RestPath int revision,
            @RestHeader(HttpHeaders.IF_NONE_MATCH) String ifNoneMatch) {
        var protocol = protocols
                .findRevision(code, revision)
                .orElseThrow(() -> CommonProblem.NOT_FOUND.because("The clinic has no such revision of the protocol."));
        return Replies.read(ifNoneMatch, ProtocolView.of(protocol));
    }
}
