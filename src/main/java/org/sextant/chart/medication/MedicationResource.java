package org.sextant.chart.medication;

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

/** Medications given during a session. */
@Urgency(Urgency.Level.CHAIRSIDE)
@Path("/v1")
@Audited
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Medications")
@Idempotent
class MedicationResource {

    private final MedicationService service;
    private final MedicationRepository medications;
    private final SessionRepository sessions;
    private final IdempotentCreate creates;

    MedicationResource(
            MedicationService service,
            MedicationRepository medications,
            SessionRepository sessions,
            IdempotentCreate creates) {
        this.service = service;
        this.medications = medications;
        this.sessions = sessions;
        this.creates = creates;
    }

    @POST
    @Path("/sessions/{sessionId}/medications")
    @RolesAllowed({NURSE, PRESCRIBER})
    @Operation(
            operationId = "recordMedication",
            summary = "Record a medication that was given",
            description = "From check-in on, also after the discharge.")
    @APIResponseSchema(value = MedicationView.class, responseCode = "201", responseDescription = "Recorded")
    public RestResponse<MedicationView> record(@RestPath UUID sessionId, @NotNull @Valid RecordMedication request) {
        var outcome = creates.execute(
                request.id(),
                List.of(sessionId, request),
                medications,
                provenance -> service.record(sessionId, provenance, request));
        var view = MedicationView.of(outcome.record());
        return Replies.created(outcome.replayed(), "/v1/medications/" + view.id(), view);
    }

    @GET
    @Path("/sessions/{sessionId}/medications")
    @RolesAllowed({NURSE, PRESCRIBER, INTEGRATION, EMERGENCY})
    @Operation(
            operationId = "listMedications",
            summary = "List the medications given in a session, by time",
            description = "Those of the same time by recordedAt, then by id.")
    public RestResponse<Page<MedicationView>> list(@RestPath UUID sessionId, @BeanParam Paging paging) {
        sessions.get(sessionId);
        return paging.answer(
                Position.OF_RECORDS,
                (after, size) -> medications.ofSession(sessionId, after, size),
                Medication::position,
                MedicationView::of);
    }

    @GET
    @Path("/medications/{id}")
    @RolesAllowed({NURSE, PRESCRIBER, INTEGRATION, EMERGENCY})
    @Operation(operationId = "readMedication", summary = "Read a medication")
    public RestResponse<MedicationView> read(
            @RestPath UUID id, @RestHeader(HttpHeaders.IF_NONE_MATCH) String ifNoneMatch) {
        return Replies.read(ifNoneMatch, MedicationView.of(medications.get(id)));
    }

    @GET
    @Path("/medications/{id}/history")
    @RolesAllowed({NURSE, PRESCRIBER, INTEGRATION, EMERGENCY})
    @Operation(
            operationId = "listMedicationHistory",
            summary = "List the versions of a medication, the first one first")
    public RestResponse<Page<MedicationView>> history(@RestPath UUID id, @BeanParam Paging paging) {
        medications.get(id);
        return paging.answerVersions((version, size) -> medications.history(id, version, size), MedicationView::of);
    }

    @POST
    @Path("/medications/{id}/amend")
    @RolesAllowed({NURSE, PRESCRIBER})
    @Operation(
            operationId = "amendMedication",
            summary = "Correct a medication",
            description =
                    "Send the members that change (null removes one) and the reason. Nurses correct what they recorded themselves. reason is that of the correction; the reason it was given for stays.")
    @RequestBody(content = @Content(schema = @Schema(implementation = RecordMedication.class)))
    public RestResponse<MedicationView> amend(
            @RestPath UUID id, @RestHeader(HttpHeaders.IF_MATCH) String ifMatch, @NotNull JsonNode body) {
        return Replies.changed(MedicationView.of(service.amend(id, ifMatch, body)));
    }

    @POST
    @Path("/medications/{id}/retract")
    @RolesAllowed({NURSE, PRESCRIBER})
    @Operation(
            operationId = "retractMedication",
            summary = "Mark a medication as entered in error",
            description = "It stays readable, and counts nowhere.")
    public RestResponse<MedicationView> retract(
            @RestPath UUID id, @RestHeader(HttpHeaders.IF_MATCH) String ifMatch, @NotNull @Valid Retract request) {
        return Replies.changed(MedicationView.of(service.retract(id, ifMatch, request.reason())));
    }
}
