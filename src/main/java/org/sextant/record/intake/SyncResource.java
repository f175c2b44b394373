package org.sextant.record.intake;

import static org.sextant.identity.Role.INTEGRATION;
import static org.sextant.identity.Role.NURSE;
import static org.sextant.identity.Role.PRESCRIBER;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.sextant.audit.log.Audited;
import org.sextant.record.idempotency.Idempotent;
import org.sextant.web.Urgency;

/** The sync of a tablet that comes back online. */
@Urgency(Urgency.Level.CHAIRSIDE)
@Path("/v1")
@Audited
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Sync")
@Idempotent
class SyncResource {

    private final SyncService service;

    SyncResource(SyncService service) {
        this.service = service;
    }

    @POST
    @Path("/sync")
    @RolesAllowed({NURSE, PRESCRIBER, INTEGRATION})
    @Operation(
            operationId = "sync",
            summary = "Send what was recorded while the tablet was offline",
            description =
                    "Readings, side effects, medications, starts, further doses, rates, discharges and assessments of any"
                            + " sessions, in any order. No rule refuses a start, a further dose, a rate or a discharge here: it"
                            + " has happened while the tablet was offline. What a rule forbids of a start, a rate or a"
                            + " discharge raises an alert, unless a prescriber sends it with an overrideReason. A total above"
                            + " the limit raises DOSE_EXCEEDED in any case. A rate of 0 is a pause. INTEGRATION may send VITALS"
                            + " and ASSESSMENT only; another item of it is 403. Each has its own result, in the order of the"
                            + " request, and is stored when that says so. Of two of one kind and the same time the one that"
                            + " stands later comes later. The same body can be sent again: an item without an id has one that"
                            + " follows from its content.")
    @APIResponseSchema(value = ItemResults.class, responseCode = "207", responseDescription = "A result for each item")
    public RestResponse<ItemResults> sync(@NotNull @Valid SyncItems request, @Context UriInfo uri) {
        return ResponseBuilder.<ItemResults>create(207)
                .entity(service.sync(request.items(), uri.getPath()))
                .build();
    }
}
