package org.sextant.record.clinic;

import static org.sextant.identity.Role.ADMIN;
import static org.sextant.identity.Role.ANALYST;
import static org.sextant.identity.Role.AUDITOR;
import static org.sextant.identity.Role.COORDINATOR;
import static org.sextant.identity.Role.INTEGRATION;
import static org.sextant.identity.Role.NURSE;
import static org.sextant.identity.Role.PRESCRIBER;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.sextant.audit.log.Audited;
import org.sextant.web.problem.CommonProblem;
import org.sextant.web.representation.Replies;

/** The clinic itself. */
@Path("/v1")
@Audited
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Clinic")
class ClinicResource {

    private final ClinicService service;
    private final ClinicProfileRepository revisions;
    private final ClinicProfiles profiles;

    ClinicResource(ClinicService service, ClinicProfileRepository revisions, ClinicProfiles profiles) {
        this.service = service;
        this.revisions = revisions;
        this.profiles = profiles;
    }

    @GET
    @Path("/clinic")
    @RolesAllowed({NURSE, PRESCRIBER, COORDINATOR, ANALYST, INTEGRATION, AUDITOR, ADMIN})
    @Operation(
            operationId = "readClinic",
            summary = "Read the profile of the clinic",
            description = "Until the clinic defines its profile, the version is 0 and the time zone is UTC.")
    public RestResponse<ClinicView> read(@RestHeader(HttpHeaders.IF_NONE_MATCH) String ifNoneMatch) {
        return Replies.read(
                ifNoneMatch, revisions.findLatest().map(ClinicView::of).orElse(ClinicView.DEFAULT));
    }

    @PUT
    @Path("/clinic")
    @RolesAllowed(ADMIN)
    @Operation(
            operationId = "defineClinic",
            summary = "Replace the profile of the clinic",
            description =
                    "Needs If-Match, unless the clinic has no profile yet. A new time zone is in force at once on the"
                            + " replica that answers, and within five seconds on the others.")
    public RestResponse<ClinicView> define(
            @RestHeader(HttpHeaders.IF_MATCH) String ifMatch, @NotNull @Valid ClinicProfile request) {
        var view = ClinicView.of(service.define(ifMatch, request));
        profiles.forget();
        return Replies.changed(view);
    }

    @GET
    @Path("/clinic/revisions/{revision}")
    @RolesAllowed({NURSE, PRESCRIBER, COORDINATOR, ANALYST, INTEGRATION, AUDITOR, ADMIN})
    @Operation(operationId = "readClinicRevision", summary = "Read one revision of the profile, such as an earlier one")
    public RestResponse<ClinicView> readRevision(
            @RestPath int revision, @RestHeader(HttpHeaders.IF_NONE_MATCH) String ifNoneMatch) {
        var found = revisions
                .findRevision(revision)
                .orElseThrow(() -> CommonProblem.NOT_FOUND.because("The clinic has no such revision of its profile."));
        return Replies.read(ifNoneMatch, ClinicView.of(found));
    }
}
