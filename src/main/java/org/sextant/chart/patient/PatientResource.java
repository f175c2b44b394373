package org.sextant.chart.patient;

import static org.sextant.identity.Role.COORDINATOR;
import static org.sextant.identity.Role.EMERGENCY;
import static org.sextant.identity.Role.INTEGRATION;
import static org.sextant.identity.Role.NURSE;
import static org.sextant.identity.Role.PRESCRIBER;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.narayana.jta.QuarkusTransaction;
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
import java.util.UUID;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.sextant.audit.log.AuditRepository;
import org.sextant.audit.log.Audited;
import org.sextant.audit.log.Audited.Work;
import org.sextant.record.IdempotentCreate;
import org.sextant.record.idempotency.Idempotent;
import org.sextant.record.idempotency.NotStored;
import org.sextant.web.MergePatch;
import org.sextant.web.Text;
import org.sextant.web.problem.ProblemException;
import org.sextant.web.problem.Violations;
import org.sextant.web.representation.Page;
import org.sextant.web.representation.Paging;
import org.sextant.web.representation.Position;
import org.sextant.web.representation.Replies;

/** The clinic's patients. */
@Path("/v1")
@Audited
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Patients")
@Idempotent
class PatientResource {

    private final PatientService service;
    private final PatientRepository patients;
    private final IdempotentCreate creates;
    private final AuditRepository audit;

    PatientResource(
            PatientService service, PatientRepository patients, IdempotentCreate creates, AuditRepository audit) {
        this.audit = audit;
        this.service = service;
        this.patients = patients;
        this.creates = creates;
    }

    @POST
    @Path("/patients")
    @RolesAllowed({PRESCRIBER, COORDINATOR, INTEGRATION})
    @Operation(operationId = "registerPatient", summary = "Register a patient")
    @APIResponseSchema(value = PatientView.class, responseCode = "201", responseDescription = "Registered")
    public RestResponse<PatientView> register(@NotNull @Valid RegisterPatient request) {
        var outcome = withExistingPatient(
                request.mrn(),
                () -> creates.execute(
                        request.id(), request, patients, provenance -> service.register(provenance, request)));
        var view = PatientView.of(outcome.record());
        return Replies.created(outcome.replayed(), "/v1/patients/" + view.id(), view);
    }

    @GET
    @Path("/patients")
    @RolesAllowed({NURSE, PRESCRIBER, COORDINATOR, INTEGRATION})
    @Operation(operationId = "listPatients", summary = "List the clinic's patients, oldest record first")
    public RestResponse<Page<PatientView>> list(@BeanParam Paging paging) {
        return paging.answer(patients::list, PatientResource::position, PatientView::of);
    }

    @POST
    @Path("/patients/search")
    @NotStored
    @Audited(Work.READS)
    @RolesAllowed({NURSE, PRESCRIBER, COORDINATOR, INTEGRATION})
    @Operation(
            operationId = "searchPatients",
            summary = "Find patients by what identifies them",
            description = "A POST, because identifiers never travel in a URL. Changes nothing.")
    public RestResponse<Page<PatientView>> search(@NotNull @Valid FindPatients request, @BeanParam Paging paging) {
        new Violations()
                .rejectIf(
                        request.mrn() == null && request.family() == null && request.birthDate() == null,
                        "",
                        "needs at least one of mrn, family, birthDate")
                .refuse();
        return paging.answer(
                (after, size) -> patients.matching(request, after, size), PatientResource::position, PatientView::of);
    }

    @GET
    @Path("/patients/{id}")
    @RolesAllowed({NURSE, PRESCRIBER, COORDINATOR, INTEGRATION, EMERGENCY})
    @Operation(operationId = "readPatient", summary = "Read a patient")
    public RestResponse<PatientView> read(
            @RestPath UUID id, @RestHeader(HttpHeaders.IF_NONE_MATCH) String ifNoneMatch) {
        return Replies.read(ifNoneMatch, PatientView.of(patients.get(id)));
    }

    @PATCH
    @Path("/patients/{id}")
    @Consumes(MergePatch.MEDIA_TYPE)
    @RolesAllowed({PRESCRIBER, COORDINATOR})
    @Operation(operationId = "editPatient", summary = "Change a patient's details")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MergePatch.MEDIA_TYPE,
                            schema = @Schema(implementation = PatientDetails.class)))
    public RestResponse<PatientView> edit(
            @RestPath UUID id, @RestHeader(HttpHeaders.IF_MATCH) String ifMatch, @NotNull JsonNode patch) {
        var mrn = Text.ofCode(patch.path("mrn").asText()).value();
        return Replies.changed(PatientView.of(withExistingPatient(mrn, () -> service.edit(id, ifMatch, patch))));
    }

    /**
     * Adds the address of the existing patient to a refused duplicate MRN. The query needs a new transaction, because
     * the transaction of the write has failed.
     */
    private <T> T withExistingPatient(String mrn, Supplier<T> write) {
        try {
            return write.get();
        } catch (ProblemException refusal) {
            if (refusal.type().equals(PatientProblem.DUPLICATE_MRN)) {
                QuarkusTransaction.requiringNew()
                        .call(() -> {
                            audit.attributeToCaller();
                            return patients.ofMrn(mrn);
                        })
                        .ifPresent(patient -> refusal.with("existing", "/v1/patients/" + patient.id()));
            }
            throw refusal;
        }
    }

    private static Position position(Patient patient) {
        return Position.of(patient.recordedAt(), patient.id());
    }
}
