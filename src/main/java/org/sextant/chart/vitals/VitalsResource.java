package org.sextant.chart.vitals;

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
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
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
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.sextant.audit.log.Audited;
import org.sextant.chart.session.SessionRepository;
import org.sextant.chart.session.SessionWatch;
import org.sextant.record.IdempotentCreate;
import org.sextant.record.Retract;
import org.sextant.record.idempotency.Idempotent;
import org.sextant.record.intake.Batch;
import org.sextant.record.intake.ItemResults;
import org.sextant.web.Urgency;
import org.sextant.web.representation.Page;
import org.sextant.web.representation.Paging;
import org.sextant.web.representation.Position;
import org.sextant.web.representation.Replies;

/** Readings of a patient's vital signs during a session. */
@Urgency(Urgency.Level.CHAIRSIDE)
@Path("/v1")
@Audited
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Vitals")
@Idempotent
class VitalsResource {

    private final VitalsIntake intake;
    private final VitalsService service;
    private final VitalsRepository vitals;
    private final SessionRepository sessions;
    private final SessionWatch watch;
    private final IdempotentCreate creates;
    private final Batch batch;

    VitalsResource(
            VitalsIntake intake,
            VitalsService service,
            VitalsRepository vitals,
            SessionRepository sessions,
            SessionWatch watch,
            IdempotentCreate creates,
            Batch batch) {
        this.intake = intake;
        this.service = service;
        this.vitals = vitals;
        this.sessions = sessions;
        this.watch = watch;
        this.creates = creates;
        this.batch = batch;
    }

    @POST
    @Path("/sessions/{sessionId}/vitals")
    @RolesAllowed({NURSE, PRESCRIBER, INTEGRATION})
    @Operation(
            operationId = "recordVitals",
            summary = "Record a reading",
            description =
                    "From check-in on, in any order; after the discharge it is taken and marked late. It is compared"
                            + " with the limits of the protocol; alerts tells what it raised.")
    @APIResponseSchema(value = VitalsView.class, responseCode = "201", responseDescription = "Recorded")
    public RestResponse<VitalsView> record(@RestPath UUID sessionId, @NotNull @Valid RecordVitals request) {
        request.check();
        var outcome = creates.execute(
                request.id(),
                List.of(sessionId, request),
                vitals,
                provenance -> intake.record(sessionId, provenance, request),
                this::view);
        var view = outcome.record();
        return Replies.created(outcome.replayed(), "/v1/vitals/" + view.id(), view);
    }

    @POST
    @Path("/sessions/{sessionId}/vitals/batch")
    @RolesAllowed({NURSE, PRESCRIBER, INTEGRATION})
    @Operation(
            operationId = "recordVitalsBatch",
            summary = "Record many readings of a session",
            description =
                    "Each has its own result, in the order of the request, and is stored when that says so. Of two of the same"
                            + " time the one that stands later comes later. The same body can be sent again: a reading"
                            + " without an id has one that follows from its content.")
    @APIResponseSchema(
            value = ItemResults.class,
            responseCode = "207",
            responseDescription = "A result for each reading")
    public RestResponse<ItemResults> recordAll(
            @RestPath UUID sessionId, @NotNull @Valid RecordVitalsBatch request, @Context UriInfo uri) {
        return ResponseBuilder.<ItemResults>create(207)
                .entity(batch.recordAll("readings", request.readings(), sessionId, intake, uri.getPath()))
                .build();
    }

    @GET
    @Path("/sessions/{sessionId}/vitals")
    @RolesAllowed({NURSE, PRESCRIBER, INTEGRATION, EMERGENCY})
    @Operation(
            operationId = "listVitals",
            summary = "List the readings of a session by the time they were taken",
            description = "Those of the same time by recordedAt, then by id.")
    public RestResponse<Page<VitalsView>> list(@RestPath UUID sessionId, @BeanParam Paging paging) {
        var session = sessions.get(sessionId);
        var raised = watch.everRaisedByReadings(sessionId);
        return paging.answer(
                Position.OF_RECORDS,
                (after, size) -> vitals.ofSession(sessionId, after, size),
                Vitals::position,
                reading -> VitalsView.of(reading, session, raised));
    }

    @GET
    @Path("/vitals/{id}")
    @RolesAllowed({NURSE, PRESCRIBER, INTEGRATION, EMERGENCY})
    @Operation(operationId = "readVitals", summary = "Read a reading")
    public RestResponse<VitalsView> read(@RestPath UUID id, @RestHeader(HttpHeaders.IF_NONE_MATCH) String ifNoneMatch) {
        var reading = vitals.get(id);
        var session = sessions.get(reading.sessionId());
        var raised = watch.everRaisedByReadings(reading.sessionId());
        // The version does not cover the phase and the alerts. After the session or an alert changes, the copy of the
        // client is stale.
        var unchanged = !session.changedSince(reading.recordedAt())
                && raised.stream().noneMatch(alert -> alert.changedAt().isAfter(reading.recordedAt()));
        return Replies.read(unchanged ? ifNoneMatch : null, VitalsView.of(reading, session, raised));
    }

    @GET
    @Path("/vitals/{id}/history")
    @RolesAllowed({NURSE, PRESCRIBER, INTEGRATION, EMERGENCY})
    @Operation(operationId = "listVitalsHistory", summary = "List the versions of a reading, the first one first")
    public RestResponse<Page<VitalsView>> history(@RestPath UUID id, @BeanParam Paging paging) {
        var session = sessions.get(vitals.sessionOf(id));
        return paging.answerVersions(
                (version, size) -> vitals.history(id, version, size),
                reading -> VitalsView.of(reading, session, List.of()));
    }

    @POST
    @Path("/vitals/{id}/amend")
    @RolesAllowed({NURSE, PRESCRIBER, INTEGRATION})
    @Operation(
            operationId = "amendVitals",
            summary = "Correct a reading",
            description =
                    "Send the members that change (null removes one) and the reason. A nurse and an EHR correct what"
                            + " they recorded themselves. Alerts are evaluated again.")
    @RequestBody(content = @Content(schema = @Schema(implementation = RecordVitals.class)))
    public RestResponse<VitalsView> amend(
            @RestPath UUID id, @RestHeader(HttpHeaders.IF_MATCH) String ifMatch, @NotNull JsonNode body) {
        return Replies.changed(VitalsView.of(service.amend(id, ifMatch, body)));
    }

    @POST
    @Path("/vitals/{id}/retract")
    @RolesAllowed({NURSE, PRESCRIBER, INTEGRATION})
    @Operation(
            operationId = "retractVitals",
            summary = "Mark a reading as entered in error",
            description = "It stays readable, and leaves summaries and alerts.")
    public RestResponse<VitalsView> retract(
            @RestPath UUID id, @RestHeader(HttpHeaders.IF_MATCH) String ifMatch, @NotNull @Valid Retract request) {
        return Replies.changed(VitalsView.of(service.retract(id, ifMatch, request.reason())));
    }

    private VitalsView view(Vitals stored) {
        return VitalsView.of(stored, sessions.get(stored.sessionId()), watch.everRaisedByReadings(stored.sessionId()));
    }
}
