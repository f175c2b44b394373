package org.sextant.reporting.dataset;

import static org.sextant.identity.Role.ANALYST;
import static org.sextant.identity.Role.INTEGRATION;
import static org.sextant.identity.Role.PRESCRIBER;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.sextant.audit.log.Audited;
import org.sextant.audit.log.Audited.Work;
import org.sextant.web.Urgency;

/** The datasets of rows that belong to no course. */
@Urgency(Urgency.Level.DEFERRABLE)
@Path("/v1")
@Audited
@Produces({MediaType.APPLICATION_JSON, Format.TEXT_CSV, Format.X_NDJSON})
@Tag(name = "Reports")
class ClinicDatasetResource {

    private final DatasetResponder responder;

    ClinicDatasetResource(DatasetResponder responder) {
        this.responder = responder;
    }

    @GET
    @Path("/reports/patients")
    @Audited(Work.READS_ONE_MOMENT)
    @RolesAllowed({PRESCRIBER, INTEGRATION, ANALYST})
    @Operation(
            operationId = "reportPatients",
            summary = "Pull one row a patient",
            description = DatasetResource.DESCRIPTION)
    @APIResponse(
            responseCode = "200",
            description = "Rows",
            headers =
                    @Header(
                            name = DatasetResponder.AS_OF,
                            description = DatasetResponder.AS_OF_MEANS,
                            schema = @Schema(implementation = Instant.class)),
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = DatasetSchemas.PatientRows.class)),
                @Content(mediaType = Format.TEXT_CSV, schema = @Schema(implementation = DatasetSchemas.Csv.class)),
                @Content(mediaType = Format.X_NDJSON, schema = @Schema(implementation = DatasetSchemas.Ndjson.class))
            })
    public Response patients(@BeanParam DatasetRequest request) {
        return responder.ofClinic(Dataset.PATIENTS, request);
    }

    @GET
    @Path("/reports/clearances")
    @Audited(Work.READS_ONE_MOMENT)
    @RolesAllowed({PRESCRIBER, INTEGRATION, ANALYST})
    @Operation(
            operationId = "reportClearances",
            summary = "Pull one row a clearance",
            description = DatasetResource.DESCRIPTION)
    @APIResponse(
            responseCode = "200",
            description = "Rows",
            headers =
                    @Header(
                            name = DatasetResponder.AS_OF,
                            description = DatasetResponder.AS_OF_MEANS,
                            schema = @Schema(implementation = Instant.class)),
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = DatasetSchemas.ClearanceRows.class)),
                @Content(mediaType = Format.TEXT_CSV, schema = @Schema(implementation = DatasetSchemas.Csv.class)),
                @Content(mediaType = Format.X_NDJSON, schema = @Schema(implementation = DatasetSchemas.Ndjson.class))
            })
    public Response clearances(@BeanParam DatasetRequest request) {
        return responder.ofClinic(Dataset.CLEARANCES, request);
    }

    @GET
    @Path("/reports/protocols")
    @RolesAllowed({PRESCRIBER, INTEGRATION, ANALYST})
    @Operation(
            operationId = "reportProtocols",
            summary = "Pull one row a revision of a protocol",
            description = DatasetResource.DESCRIPTION)
    @APIResponse(
            responseCode = "200",
            description = "Rows",
            headers =
                    @Header(
                            name = DatasetResponder.AS_OF,
                            description = DatasetResponder.AS_OF_MEANS,
                            schema = @Schema(implementation = Instant.class)),
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = DatasetSchemas.ProtocolRows.class)),
                @Content(mediaType = Format.TEXT_CSV, schema = @Schema(implementation = DatasetSchemas.Csv.class)),
                @Content(mediaType = Format.X_NDJSON, schema = @Schema(implementation = DatasetSchemas.Ndjson.class))
            })
    public Response protocols(
            @BeanParam DatasetRequest request,
            @RestQuery @Parameter(description = "Only this one, in all its revisions", example = "iv-ketamine-0.5")
                    String protocol) {
        return responder.protocols(request, protocol);
    }

    @GET
    @Path("/reports/clinic")
    @Audited(Work.READS_ONE_MOMENT)
    @RolesAllowed({PRESCRIBER, INTEGRATION, ANALYST})
    @Operation(
            operationId = "reportClinic",
            summary = "Pull one row a revision of the clinic's profile",
            description = DatasetResource.DESCRIPTION)
    @APIResponse(
            responseCode = "200",
            description = "Rows",
            headers =
                    @Header(
                            name = DatasetResponder.AS_OF,
                            description = DatasetResponder.AS_OF_MEANS,
                            schema = @Schema(implementation = Instant.class)),
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = DatasetSchemas.ClinicRows.class)),
                @Content(mediaType = Format.TEXT_CSV, schema = @Schema(implementation = DatasetSchemas.Csv.class)),
                @Content(mediaType = Format.X_NDJSON, schema = @Schema(implementation = DatasetSchemas.Ndjson.class))
            })
    public Response clinic(@BeanParam DatasetRequest request) {
        return responder.ofClinic(Dataset.CLINIC, request);
    }
}
