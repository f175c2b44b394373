package org.sextant.access.emergency;

import static org.sextant.identity.Role.ADMIN;
import static org.sextant.identity.Role.AUDITOR;
import static org.sextant.identity.Role.COORDINATOR;

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
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
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

/** Emergency access to a chart for clinic staff without a role for charts, when nobody with the role is available. */
@Path("/v1")
@Audited
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Access")
@Idempotent
class EmergencyAccessResource {

    private final EmergencyAccessService service;
    private final EmergencyAccessRepository accesses;
    private final IdempotentCreate creates;

    EmergencyAccessResource(
            EmergencyAccessService service, EmergencyAccessRepository accesses, IdempotentCreate creates) {
        this.service = service;
        this.accesses = accesses;
        this.creates = creates;
    }

    @POST
    @Path("/emergency-access")
    @RolesAllowed({COORDINATOR, ADMIN})
    @Operation(
            operationId = "grantEmergencyAccess",
            summary = "Take emergency access to one patient's chart",
            description =
                    "For four hours, for the caller alone, and only to read: send its id as Emergency-Access with each"
                            + " GET. It is listed for review, and every read under it says so in the audit trail.")
    @APIResponseSchema(value = EmergencyAccessView.class, responseCode = "201", responseDescription = "Given")
    public RestResponse<EmergencyAccessView> grant(@NotNull @Valid GrantEmergencyAccess request) {
        var result = creates.execute(request.id(), request, accesses, provenance -> service.grant(provenance, request));
        var view = EmergencyAccessView.of(result.record());
        return Replies.created(result.replayed(), "/v1/emergency-access/" + view.id(), view);
    }

    @GET
    @Path("/emergency-access")
    @RolesAllowed({AUDITOR, ADMIN})
    @Operation(
            operationId = "listEmergencyAccess",
            summary = "List emergency accesses for review, the oldest first",
            description = "Those that have ended too.")
    public RestResponse<Page<EmergencyAccessView>> list(
            @RestQuery @Parameter(schema = @Schema(implementation = UUID.class)) String patientId,
            @BeanParam Paging paging) {
        var patient = QueryText.uuid("patientId", patientId);
        return paging.answer(
                (after, size) -> accesses.list(patient, after, size),
                access -> Position.of(access.recordedAt(), access.id()),
                EmergencyAccessView::of);
    }

    @GET
    @Path("/emergency-access/{id}")
    @RolesAllowed({AUDITOR, ADMIN})
    @Operation(operationId = "readEmergencyAccess", summary = "Read an emergency access")
    public RestResponse<EmergencyAccessView> read(
            @RestPath UUID id, @RestHeader(HttpHeaders.IF_NONE_MATCH) String ifNoneMatch) {
        return Replies.read(ifNoneMatch, EmergencyAccessView.of(accesses.get(id)));
    }
}
