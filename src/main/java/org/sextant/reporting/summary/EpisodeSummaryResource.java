package org.sextant.reporting.summary;

import static org.sextant.identity.Role.INTEGRATION;
import static org.sextant.identity.Role.NURSE;
import static org.sextant.identity.Role.PRESCRIBER;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.sextant.audit.log.Audited;
import org.sextant.audit.log.Audited.Work;
import org.sextant.web.representation.ContentTags;
import org.sextant.web.representation.Replies;

/** The summary of an episode: the courses that continue each other. */
@Path("/v1")
@Audited
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Courses")
class EpisodeSummaryResource {

    private final EpisodeSummaryService service;
    private final ContentTags tags;

    EpisodeSummaryResource(EpisodeSummaryService service, ContentTags tags) {
        this.service = service;
        this.tags = tags;
    }

    @GET
    @Path("/episodes/{id}/summary")
    @Audited(Work.READS_ONE_MOMENT)
    @RolesAllowed({NURSE, PRESCRIBER, INTEGRATION})
    @Operation(
            operationId = "summariseEpisode",
            summary = "Tell what the courses of an episode did",
            description = "The id is the `episodeId` of its courses, the id of the first. The courses in order with"
                    + " their outcomes, and one timeline of activations, doses, scores and relapses.")
    @APIResponseSchema(
            value = EpisodeSummaryView.class,
            responseCode = "200",
            responseDescription = "All of one moment")
    public RestResponse<EpisodeSummaryView> read(
            @RestPath UUID id, @RestHeader(HttpHeaders.IF_NONE_MATCH) String ifNoneMatch) {
        var summary = service.summarise(id);
        return Replies.read(ifNoneMatch, tags.of(summary), null, summary);
    }
}
