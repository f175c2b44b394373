package org.sextant.chart.readiness;

import static org.sextant.identity.Role.INTEGRATION;
import static org.sextant.identity.Role.NURSE;
import static org.sextant.identity.Role.PRESCRIBER;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.sextant.audit.log.Audited;
import org.sextant.web.QueryText;

/** Whether a patient can be treated at a time. */
@Path("/v1")
@Audited
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Courses")
class ReadinessResource {

    private final ReadinessService service;

    ReadinessResource(ReadinessService service) {
        this.service = service;
    }

    @GET
    @Path("/courses/{id}/readiness")
    @RolesAllowed({NURSE, PRESCRIBER, INTEGRATION})
    @Operation(
            operationId = "readReadiness",
            summary = "Ask whether the patient can be treated at a time, and what must be done first",
            description = "The verdicts of the activation, the check-in and the start, by the same rules as the steps."
                    + " Nothing is recorded.")
    public ReadinessView read(
            @RestPath UUID id,
            @RestQuery
                    @Parameter(
                            description = "The time of the treatment; now where absent",
                            schema = @Schema(implementation = Instant.class))
                    String at) {
        return service.readiness(id, QueryText.time("at", at));
    }
}
