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
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.sextant.audit.log.Audited;
import org.sextant.audit.log.Audited.Work;
import org.sextant.web.Urgency;

/** The datasets of what a clinic has to act on: alerts, and forms that it submits. */
@Urgency(Urgency.Level.DEFERRABLE)
@Path("/v1")
@Audited
@Produces({MediaType.APPLICATION_JSON, Format.TEXT_CSV, Format.X_NDJSON})
@Tag(name = "Reports")
class AlertDatasetResource {

    private final DatasetResponder responder;

    AlertDatasetResource(DatasetResponder responder) {
        this.responder = responder;
    }

    @GET
    @Path("/reports/alerts")
    @Audited(Work.READS_ONE_MOMENT)
    @RolesAllowed({PRESCRIBER, INTEGRATION, ANALYST})
    @Operation(
            operationId = "reportAlerts",
            summary = "Pull one row an alert",
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
                        schema = @Schema(implementation = DatasetSchemas.AlertRows.class)),
                @Content(mediaType = Format.TEXT_CSV, schema = @Schema(implementation = DatasetSchemas.Csv.class)),
                @Content(mediaType = Format.X_NDJSON, schema = @Schema(implementation = DatasetSchemas.Ndjson.class))
            })
    public Response alerts(@BeanParam DatasetRequest request, @BeanParam RowFilters filters) {
        return responder.answer(Dataset.ALERTS, request, filters);
    }

    @GET
    @Path("/reports/rems-submissions")
    @Audited(Work.READS_ONE_MOMENT)
    @RolesAllowed({PRESCRIBER, INTEGRATION, ANALYST})
    @Operation(
            operationId = "reportRemsSubmissions",
            summary = "Pull one row a submitted REMS monitoring form",
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
                        schema = @Schema(implementation = DatasetSchemas.RemsSubmissionRows.class)),
                @Content(mediaType = Format.TEXT_CSV, schema = @Schema(implementation = DatasetSchemas.Csv.class)),
                @Content(mediaType = Format.X_NDJSON, schema = @Schema(implementation = DatasetSchemas.Ndjson.class))
            })
    public Response remsSubmissions(@BeanParam DatasetRequest request, @BeanParam RowFilters filters) {
        return responder.answer(Dataset.REMS_SUBMISSIONS, request, filters);
    }
}
