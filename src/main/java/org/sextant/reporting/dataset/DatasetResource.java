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

/** The datasets: rows for reporting tools, without a limit on their number. */
@Urgency(Urgency.Level.DEFERRABLE)
@Path("/v1")
@Audited
@Produces({MediaType.APPLICATION_JSON, Format.TEXT_CSV, Format.X_NDJSON})
@Tag(name = "Reports")
class DatasetResource {

    static final String DESCRIPTION =
            "JSON is paged. CSV and NDJSON are streamed, all rows of one snapshot, and take no `limit` or `cursor`."
                    + " An analyst gets rows without identifiers. The columns are in the dictionary.";

    private final DatasetResponder responder;

    DatasetResource(DatasetResponder responder) {
        this.responder = responder;
    }

    @GET
    @Path("/reports/courses")
    @Audited(Work.READS_ONE_MOMENT)
    @RolesAllowed({PRESCRIBER, INTEGRATION, ANALYST})
    @Operation(operationId = "reportCourses", summary = "Pull one row a course", description = DESCRIPTION)
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
                        schema = @Schema(implementation = DatasetSchemas.CourseRows.class)),
                @Content(mediaType = Format.TEXT_CSV, schema = @Schema(implementation = DatasetSchemas.Csv.class)),
                @Content(mediaType = Format.X_NDJSON, schema = @Schema(implementation = DatasetSchemas.Ndjson.class))
            })
    public Response courses(@BeanParam DatasetRequest request, @BeanParam RowFilters filters) {
        return responder.answer(Dataset.COURSES, request, filters);
    }

    @GET
    @Path("/reports/sessions")
    @Audited(Work.READS_ONE_MOMENT)
    @RolesAllowed({PRESCRIBER, INTEGRATION, ANALYST})
    @Operation(operationId = "reportSessions", summary = "Pull one row a session", description = DESCRIPTION)
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
                        schema = @Schema(implementation = DatasetSchemas.SessionRows.class)),
                @Content(mediaType = Format.TEXT_CSV, schema = @Schema(implementation = DatasetSchemas.Csv.class)),
                @Content(mediaType = Format.X_NDJSON, schema = @Schema(implementation = DatasetSchemas.Ndjson.class))
            })
    public Response sessions(@BeanParam DatasetRequest request, @BeanParam RowFilters filters) {
        return responder.answer(Dataset.SESSIONS, request, filters);
    }

    @GET
    @Path("/reports/vitals")
    @Audited(Work.READS_ONE_MOMENT)
    @RolesAllowed({PRESCRIBER, INTEGRATION, ANALYST})
    @Operation(operationId = "reportVitals", summary = "Pull one row a reading", description = DESCRIPTION)
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
                        schema = @Schema(implementation = DatasetSchemas.VitalsRows.class)),
                @Content(mediaType = Format.TEXT_CSV, schema = @Schema(implementation = DatasetSchemas.Csv.class)),
                @Content(mediaType = Format.X_NDJSON, schema = @Schema(implementation = DatasetSchemas.Ndjson.class))
            })
    public Response vitals(@BeanParam DatasetRequest request, @BeanParam RowFilters filters) {
        return responder.answer(Dataset.VITALS, request, filters);
    }

    @GET
    @Path("/reports/side-effects")
    @Audited(Work.READS_ONE_MOMENT)
    @RolesAllowed({PRESCRIBER, INTEGRATION, ANALYST})
    @Operation(operationId = "reportSideEffects", summary = "Pull one row a side effect", description = DESCRIPTION)
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
                        schema = @Schema(implementation = DatasetSchemas.SideEffectRows.class)),
                @Content(mediaType = Format.TEXT_CSV, schema = @Schema(implementation = DatasetSchemas.Csv.class)),
                @Content(mediaType = Format.X_NDJSON, schema = @Schema(implementation = DatasetSchemas.Ndjson.class))
            })
    public Response sideEffects(@BeanParam DatasetRequest request, @BeanParam RowFilters filters) {
        return responder.answer(Dataset.SIDE_EFFECTS, request, filters);
    }

    @GET
    @Path("/reports/doses")
    @Audited(Work.READS_ONE_MOMENT)
    @RolesAllowed({PRESCRIBER, INTEGRATION, ANALYST})
    @Operation(operationId = "reportDoses", summary = "Pull one row a further dose", description = DESCRIPTION)
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
                        schema = @Schema(implementation = DatasetSchemas.DoseRows.class)),
                @Content(mediaType = Format.TEXT_CSV, schema = @Schema(implementation = DatasetSchemas.Csv.class)),
                @Content(mediaType = Format.X_NDJSON, schema = @Schema(implementation = DatasetSchemas.Ndjson.class))
            })
    public Response doses(@BeanParam DatasetRequest request, @BeanParam RowFilters filters) {
        return responder.answer(Dataset.DOSES, request, filters);
    }

    @GET
    @Path("/reports/medications")
    @Audited(Work.READS_ONE_MOMENT)
    @RolesAllowed({PRESCRIBER, INTEGRATION, ANALYST})
    @Operation(
            operationId = "reportMedications",
            summary = "Pull one row a medication given in a session",
            description = DESCRIPTION)
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
                        schema = @Schema(implementation = DatasetSchemas.MedicationRows.class)),
                @Content(mediaType = Format.TEXT_CSV, schema = @Schema(implementation = DatasetSchemas.Csv.class)),
                @Content(mediaType = Format.X_NDJSON, schema = @Schema(implementation = DatasetSchemas.Ndjson.class))
            })
    public Response medications(@BeanParam DatasetRequest request, @BeanParam RowFilters filters) {
        return responder.answer(Dataset.MEDICATIONS, request, filters);
    }

    @GET
    @Path("/reports/assessments")
    @Audited(Work.READS_ONE_MOMENT)
    @RolesAllowed({PRESCRIBER, INTEGRATION, ANALYST})
    @Operation(operationId = "reportAssessments", summary = "Pull one row an assessment", description = DESCRIPTION)
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
                        schema = @Schema(implementation = DatasetSchemas.AssessmentRows.class)),
                @Content(mediaType = Format.TEXT_CSV, schema = @Schema(implementation = DatasetSchemas.Csv.class)),
                @Content(mediaType = Format.X_NDJSON, schema = @Schema(implementation = DatasetSchemas.Ndjson.class))
            })
    public Response assessments(@BeanParam DatasetRequest request, @BeanParam RowFilters filters) {
        return responder.answer(Dataset.ASSESSMENTS, request, filters);
    }
}
