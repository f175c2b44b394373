package org.sextant.exchange.events;

import static org.sextant.identity.Role.ADMIN;
import static org.sextant.identity.Role.AUDITOR;
import static org.sextant.identity.Role.COORDINATOR;
import static org.sextant.identity.Role.INTEGRATION;
import static org.sextant.identity.Role.NURSE;
import static org.sextant.identity.Role.PRESCRIBER;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestStreamElementType;
import org.sextant.audit.log.Audited;
import org.sextant.web.QueryText;
import org.sextant.web.ingress.Admission;

/** The feed of changes as it grows, for boards and for systems that cannot wait for the next look. */
@Path("/v1")
@Audited
@Tag(name = "Changes")
class EventResource {

    private static final String LAST_EVENT_ID = "Last-Event-ID";

    private final EventReaders readers;
    private final CurrentVertxRequest request;

    EventResource(EventReaders readers, CurrentVertxRequest request) {
        this.readers = readers;
        this.request = request;
    }

    @GET
    @Path("/events")
    @Blocking
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RestStreamElementType(MediaType.TEXT_PLAIN)
    @ResponseHeader(name = "X-Accel-Buffering", value = "no")
    @RolesAllowed({NURSE, PRESCRIBER, COORDINATOR, INTEGRATION, AUDITOR, ADMIN})
    @Operation(
            operationId = "followChanges",
            summary = "Follow the clinic's changes as a stream of Server-Sent Events",
            description =
                    "The items of `/v1/changes`, each as an event: `id` is its cursor, `event` its type, `data` the"
                            + " item. A comment with the newest `id` comes after 15 seconds of silence. Event `reset` stands for the"
                            + " member `reset` of the feed; event `end` says with its `reason` why the service ends the stream:"
                            + " TOKEN_EXPIRED, TOKEN_REVOKED, SHUTDOWN, UNAVAILABLE. Come back with the last `id` as"
                            + " `Last-Event-ID`, and nothing is missed. A caller has at most 20 streams.")
    @APIResponse(
            responseCode = "200",
            description = "The stream",
            content =
                    @Content(
                            mediaType = MediaType.SERVER_SENT_EVENTS,
                            schema = @Schema(type = SchemaType.STRING),
                            example =
                                    "id: q1Yw3kZ0tUoBAAAAAQAAAAEAAAAAAAADxAAAAAAAAAA7AAAAAQAAAAE\nevent: VITALS\ndata: {}\n\n"))
    public Multi<OutboundSseEvent> follow(
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
            @RestQuery
                    @Parameter(
                            description =
                                    "A cursor to begin behind, where there is no `Last-Event-ID`. Absent: from now on.",
                            schema = @Schema(type = SchemaType.STRING))
                    String after,
            @RestHeader(LAST_EVENT_ID)
                    @Parameter(description = "The `id` of the last event that was received; wins over `after`")
                    String lastEventId) {
        var events = lastEventId == null
                ? readers.open(types, QueryText.uuid("sessionId", sessionId), after, "after")
                : readers.open(types, QueryText.uuid("sessionId", sessionId), lastEventId, LAST_EVENT_ID);
        // A stream needs no worker thread, so it leaves its place to others.
        Admission.giveBack(request.getCurrent());
        return events;
    }
}
