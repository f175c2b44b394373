package org.sextant.chart.clearance;

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
import java.time.InstantSource;
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
import org.sextant.chart.patient.PatientRepository;
import org.sextant.record.IdempotentCreate;
import org.sextant.record.Retract;
import org.sextant.record.idempotency.Idempotent;
import org.sextant.web.representation.Page;
import org.sextant.web.representation.Paging;
import org.sextant.web.representation.Position;
import org.sextant.web.representation.Replies;

/** The clearances of patients. */
@Path("/v1")
@Audited
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Clearances")
@Idempotent
class ClearanceResource {

    private final ClearanceService service;
    private final PatientRepository patients;
    private final ClearanceRepository clearances;
    private final IdempotentCreate creates;
    private final InstantSource time;

    ClearanceResource(
            ClearanceService service,
            PatientRepository patients,
            ClearanceRepository clearances,
            IdempotentCreate creates,
            InstantSource time) {
        this.service = service;
        this.patients = patients;
        this.clearances = clearances;
        this.creates = creates;
        this.time = time;
    }

    @POST
    @Path("/patients/{id}/clearances")
    @RolesAllowed(PRESCRIBER)
    @Operation(
            operationId = "recordClearanceOfPatient",
            summary = "Record whether the patient is fit for treatment in one respect",
            description =
                    "The newest outcome of a kind counts, in each course of the patient. A positive pregnancy test"
                            + " is NOT_CLEARED.")
    @APIResponseSchema(value = ClearanceView.class, responseCode = "201", responseDescription = "Recorded")
    public RestResponse<ClearanceView> record(@RestPath UUID id, @NotNull @Valid RecordClearance request) {
        request.requireOutcome();
        request.check(time.instant());
        var outcome = creates.execute(
                request.id(),
                List.of(id, request),
                clearances,
                provenance -> service.ofPatient(id, provenance, request));
        var view = ClearanceView.of(outcome.record());
        return Replies.created(outcome.replayed(), "/v1/clearances/" + view.id(), view);
    }

    @GET
    @Path("/patients/{id}/clearances")
    @RolesAllowed({NURSE, PRESCRIBER, INTEGRATION, EMERGENCY})
    @Operation(
            operationId = "listClearancesOfPatient",
            summary = "List the clearances of a patient, by date",
            description =
                    "Those of the same date by recordedAt, then by id. They come from all of the patient's courses.")
    public RestResponse<Page<ClearanceView>> list(@RestPath UUID id, @BeanParam Paging paging) {
        patients.get(id);
        return paging.answer(
                Position.OF_RECORDS,
                (after, size) -> clearances.ofPatient(id, after, size),
                Clearance::position,
                ClearanceView::of);
    }

    @GET
    @Path("/clearances/{id}")
    @RolesAllowed({NURSE, PRESCRIBER, INTEGRATION, EMERGENCY})
    @Operation(operationId = "readClearanceOfPatient", summary = "Read a clearance of a patient")
    public RestResponse<ClearanceView> read(
            @RestPath UUID id, @RestHeader(HttpHeaders.IF_NONE_MATCH) String ifNoneMatch) {
        return Replies.read(ifNoneMatch, ClearanceView.of(clearances.get(id)));
    }

    @GET
    @Path("/clearances/{id}/history")
    @RolesAllowed({NURSE, PRESCRIBER, INTEGRATION, EMERGENCY})
    @Operation(operationId = "listClearanceHistory", summary = "List the versions of a clearance, the first one first")
    public RestResponse<Page<ClearanceView>> history(@RestPath UUID id, @BeanParam Paging paging) {
        clearances.get(id);
        return paging.answerVersions((version, size) -> clearances.history(id, version, size), ClearanceView::of);
    }

    @POST
    @Path("/clearances/{id}/amend")
    @RolesAllowed(PRESCRIBER)
    @Operation(
            operationId = "amendClearance",
            summary = "Correct a clearance",
            description = "Send the members that change (null removes one) and the reason.")
    @RequestBody(content = @Content(schema = @Schema(implementation = RecordClearance.class)))
    public RestResponse<ClearanceView> amend(
            @RestPath UUID id, @RestHeader(HttpHeaders.IF_MATCH) String ifMatch, @NotNull JsonNode body) {
        return Replies.changed(ClearanceView.of(service.amend(id, ifMatch, body)));
    }

    @POST
    @Path("/clearances/{id}/retract")
    @RolesAllowed(PRESCRIBER)
    @Operation(
            operationId = "retractClearance",
            summary = "Mark a clearance as entered in error",
            description = "It stays readable, and counts nowhere.")
    public RestResponse<ClearanceView> retract(
            @RestPath UUID id, @RestHeader(HttpHeaders.IF_MATCH) String ifMatch, @NotNull @Valid Retract request) {
        return Replies.changed(ClearanceView.of(service.retract(id, ifMatch, request.reason())));
    }
}
