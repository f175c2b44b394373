package org.sextant.exchange.feed;

import static org.sextant.identity.Role.ADMIN;
import static org.sextant.identity.Role.AUDITOR;
import static org.sextant.identity.Role.COORDINATOR;
import static org.sextant.identity.Role.INTEGRATION;
import static org.sextant.identity.Role.NURSE;
import static org.sextant.identity.Role.PRESCRIBER;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.sextant.audit.log.Audited;
import org.sextant.web.QueryText;
import org.sextant.web.representation.Paging;

/** The feed of changes, for systems that keep a copy of the clinic's records up to date. */
@Path("/v1")
@Audited
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Changes")
class ChangeResource {

    private final FeedService feed;
    private final FeedAccess access;

    ChangeResource(FeedService feed, FeedAccess access) {
        this.feed = feed;
        this.access = access;
    }

    @GET
    @Path("/changes")
    @RolesAllowed({NURSE, PRESCRIBER, COORDINATOR, INTEGRATION, AUDITOR, ADMIN})
    @Operation(
            operationId = "listChanges",
            summary = "List the clinic's changes behind a cursor",
            description =
                    "Each committed version of each record that the caller may read, once, without its content: read"
                            + " the record at its `href`. No change is missed, whatever transactions are open meanwhile. Versions"
                            + " of one record may come in another order: the highest one counts. Changes are kept for 90 days.\n\n"
                            + "To begin with a copy: take a cursor with `after=now`, load the records, then follow from that"
                            + " cursor. Where `caughtUp` is false, ask again at once; else after a pause.")
    public RestResponse<ChangePage> list(
            @RestQuery
                    @Parameter(
                            description =
                                    "The `next` or a `cursor` of an earlier answer, or `now`. Absent: from the oldest"
                                            + " change that is kept.",
                            schema = @Schema(type = SchemaType.STRING))
                    String after,
            @RestQuery
                    @Parameter(
                            description = "How many items at most; a higher number is lowered to 200.",
                            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", defaultValue = "50"))
                    String limit,
            @RestQuery
                    @Parameter(
                            description = "Only these kinds of records, separated by commas, such as `VITALS,ALERT`",
                            schema = @Schema(type = SchemaType.STRING))
                    String types,
            @RestQuery
                    @Parameter(
                            description = "Only what concerns this session",
                            schema = @Schema(implementation = UUID.class))
                    String sessionId,
            @Context UriInfo uri) {
        var size = Paging.size(limit);
        var page = feed.read(after, access.filter(types, QueryText.uuid("sessionId", sessionId)), size);
        return ResponseBuilder.ok(page)
                .header(HttpHeaders.LINK, Paging.link(uri, "after", page.next()))
                .build();
    }
}
