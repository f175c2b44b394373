package org.sextant.reporting.summary;

import static org.sextant.identity.Role.ANALYST;
import static org.sextant.identity.Role.INTEGRATION;
import static org.sextant.identity.Role.NURSE;
import static org.sextant.identity.Role.PRESCRIBER;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.sextant.audit.log.AuditRepository;
import org.sextant.audit.log.Audited;
import org.sextant.audit.log.Audited.Work;
import org.sextant.identity.Caller;
import org.sextant.web.representation.Replies;
import org.sextant.web.representation.VersionTags;
import org.sextant.web.representation.VersionTags.Form;

/** The summary of a course. */
@Path("/v1")
@Audited
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Courses")
class SummaryResource {

    private final SummaryService service;
    private final Caller caller;
    private final VersionTags tags;
    private final AuditRepository audit;

    SummaryResource(SummaryService service, Caller caller, VersionTags tags, AuditRepository audit) {
        this.service = service;
        this.caller = caller;
        this.tags = tags;
        this.audit = audit;
    }

    @GET
    @Path("/courses/{id}/summary")
    @Audited(Work.IN_PIECES)
    @RolesAllowed({NURSE, PRESCRIBER, INTEGRATION, ANALYST})
    @Operation(
            operationId = "summariseCourse",
            summary = "Tell what a course did",
            description = "Sessions, doses, extremes of the vitals, side effects, outcomes, and the same by session. An"
                    + " analyst gets it without ids and with the day of the course instead of dates.")
    @APIResponse(
            responseCode = "200",
            description = "All of one moment",
            headers =
                    @Header(
                            name = HttpHeaders.LAST_MODIFIED,
                            description = "When anything in it was last recorded or changed; not sent to an analyst",
                            schema = @Schema(type = SchemaType.STRING)),
            content = @Content(schema = @Schema(implementation = SummaryView.class)))
    public RestResponse<SummaryView> read(
            @RestPath UUID id, @RestHeader(HttpHeaders.IF_NONE_MATCH) String ifNoneMatch) {
        var form = caller.seesClinicalDetail() ? Form.CLINICAL : Form.REDUCED;
        var known = tags.named(ifNoneMatch, form);
        var unchanged = known.isEmpty() ? Optional.<Long>empty() : audit.recordUnchanged(id, known);
        if (unchanged.isPresent()) {
            return Replies.notModified(tags.of(unchanged.get(), form));
        }
        var summary = service.summarise(id);
        var shown = form == Form.CLINICAL ? summary : summary.deidentified();
        return Replies.read(ifNoneMatch, tags.of(shown.version(), form), shown.changedAt(), shown);
    }
}
