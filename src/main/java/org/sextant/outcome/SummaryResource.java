package org.sextant.outcome;

import static org.sextant.identity.Role.ANALYST;
import static org.sextant.identity.Role.INTEGRATION;
import static org.sextant.identity.Role.NURSE;
import static org.sextant.identity.Role.PRESCRIBER;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.sextant.identity.Caller;

/** What a course did. */
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Courses")
class SummaryResource {

    private final SummaryService service;
    private final Caller caller;

    SummaryResource(SummaryService service, Caller caller) {
        this.service = service;
        this.caller = caller;
    }

    @GET
    @Path("/courses/{id}/summary")
    @RolesAllowed({NURSE, PRESCRIBER, INTEGRATION, ANALYST})
    @Operation(
            operationId = "summariseCourse",
            summary = "Tell what a course did",
            description =
                    "Sessions, doses, extremes of the vitals, side effects and outcomes. An analyst gets it without"
                            + " the patient's id and without exact dates.")
    public SummaryView read(@RestPath UUID id) {
        var summary = service.summarise(id);
        return caller.seesClinicalDetail() ? summary : summary.deidentified();
    }
}
