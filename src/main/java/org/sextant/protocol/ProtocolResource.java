package org.sextant.protocol;

import static org.sextant.identity.Role.ADMIN;
import static org.sextant.identity.Role.INTEGRATION;
import static org.sextant.identity.Role.NURSE;
import static org.sextant.identity.Role.PRESCRIBER;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.sextant.http.Page;
import org.sextant.http.Paging;
import org.sextant.http.Position;
import org.sextant.http.Replies;
import org.sextant.problem.CommonProblem;

/** The clinic's rules of treatment. */
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Protocols")
class ProtocolResource {

    private final ProtocolRepository protocols;

    ProtocolResource(ProtocolRepository protocols) {
        this.protocols = protocols;
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
    @Operation(operationId = "readProtocol", summary = "Read the latest revision of a protocol")
    public RestResponse<ProtocolView> read(
            @RestPath @Parameter(example = "iv-ketamine-0.5") String code,
            @RestHeader(HttpHeaders.IF_NONE_MATCH) String ifNoneMatch) {
        var protocol = protocols
                .findLatest(code)
                .orElseThrow(() -> CommonProblem.NOT_FOUND.because("The clinic has no protocol of this code."));
        return Replies.read(ifNoneMatch, ProtocolView.of(protocol));
    }
}
